// Timers, deadlines and delayed events: when they come, and when not.
#include <gtest/gtest.h>

#include "engine/machine/timing.h"
#include "tests/support/chart.h"

namespace accolade {
namespace {

using std::chrono::days;
using std::chrono::hours;

// "timer due 2026-03-04T12:00:00Z", "cancel due": the timers among the effects of the last step.
std::vector<std::string> clocks(const Chart& chart) {
  std::vector<std::string> lines;
  for (const Effect& effect : chart.step->effects) {
    if (const auto* armed = std::get_if<TimerEffect>(&effect)) {
      const auto& due = armed->timer.due;
      lines.push_back("timer " + armed->timer.name + " " + (due ? to_text(*due) : "open"));
    }
    if (const auto* gone = std::get_if<CancelEffect>(&effect))
      lines.push_back("cancel " + gone->name);
  }
  return lines;
}
using Lines = std::vector<std::string>;

TEST(Timers, AreArmedWhenTheirStateIsEntered) {
  Chart chart("states: {a: {timers: {due: {after: 48h, to: b}}}, b: {}}");
  chart.begin_with();
  EXPECT_EQ(clocks(chart), (Lines{"timer due 2026-03-04T12:00:00Z"}));
  EXPECT_EQ(chart.snapshot.timers, (std::vector<Timer>{{"due", "a", 1, noon + hours(48), false}}));
}

TEST(Timers, FireAtTheirInstantAndNotBefore) {
  Chart chart("states: {a: {timers: {due: {after: 48h, to: b}}}, b: {}}");
  EXPECT_EQ(chart.advance(hours(48) - Duration(1)).here(), "a");
  EXPECT_EQ(chart.advance(Duration(1)).here(), "b");
  EXPECT_EQ(clocks(chart), Lines{});
  EXPECT_EQ(chart.step->happened.source, Event::Source::Timer);
}

TEST(Timers, DieWithTheirState) {
  Chart chart("states: {a: {timers: {due: {after: 48h, to: c}}, on: {e: b}}, b: {}, c: {}}");
  chart.raise("e");
  EXPECT_EQ(clocks(chart), (Lines{"cancel due"}));
  EXPECT_EQ(chart.advance(days(9)).here(), "b");
}

TEST(Timers, StartAgainWhenTheirStateIsEnteredAgain) {
  Chart chart("states: {a: {timers: {due: {after: 48h, to: b}}, on: {e: a}}, b: {}}");
  chart.advance(hours(40)).raise("e");
  EXPECT_EQ(clocks(chart), (Lines{"cancel due", "timer due 2026-03-06T04:00:00Z"}));
  EXPECT_EQ(chart.snapshot.timers[0].entry, 2);
  EXPECT_EQ(chart.advance(hours(40)).here(), "a");
  EXPECT_EQ(chart.advance(hours(8)).here(), "b");
}

TEST(Timers, FireInTheOrderOfTheirInstants) {
  Chart chart(R"(
states:
  a:
    timers:
      late: {after: 3h, do: [+late]}
      soon: {after: 1h, do: [+soon]}
      later: {after: 3h, do: [+later]}
)");
  chart.begin_with();
  std::string log;
  for (int hour = 0; hour < 4; ++hour) {
    while (const auto due = next_due(chart.workflow, chart.snapshot, chart.facts)) {
      if (due->due > chart.facts.now) break;
      log += due->name + " ";
      chart.snapshot = decide_due(chart.workflow, chart.snapshot, *due, chart.facts)->next;
    }
    chart.facts.now += hours(1);
  }
  EXPECT_EQ(log, "soon late later ");
}

TEST(Timers, OneThatNothingTakesIsConsumed) {
  Chart chart("states: {a: {timers: {due: {after: 1h}}}}");
  chart.advance(hours(2));
  EXPECT_EQ(chart.refused(), "");
  EXPECT_EQ(chart.snapshot.timers, std::vector<Timer>{});
  EXPECT_EQ(chart.snapshot.version, 2);
}

TEST(Timers, OfAnEarlierEntryAreStale) {
  Chart chart("states: {a: {timers: {due: {after: 48h, to: b}}, on: {e: a}}, b: {}}");
  chart.begin_with();
  const DueEvent stale = *next_due(chart.workflow, chart.snapshot, chart.facts);
  chart.advance(hours(1)).raise("e");
  const auto step = decide_due(chart.workflow, chart.snapshot, stale, chart.facts);
  EXPECT_EQ(step.refusal().why, Why::NotPossible);
}

TEST(Timers, OfTheRootLastUntilTheEnd) {
  Chart chart(
      "timers: {due: {after: 48h, to: b}}\nstates: {a: {on: {e: c, f: d}}, b: {}, c: {}, d: "
      "{final: over}}");
  EXPECT_EQ(chart.raise("e").advance(hours(48)).here(), "b");
  Chart other(
      "timers: {due: {after: 48h, to: b}}\nstates: {a: {on: {f: d}}, b: {}, d: {final: over}}");
  other.raise("f");
  EXPECT_EQ(clocks(other), (Lines{"cancel due"}));
}

TEST(Timers, WorkingDaysLeaveOutTheWeekend) {
  const Instant friday = noon + days(4);
  EXPECT_EQ(add_working_days(friday, 1), noon + days(7));
  EXPECT_EQ(add_working_days(noon, 10), noon + days(14));
  EXPECT_EQ(add_working_days(friday + days(1), 1), noon + days(7));
  Chart chart("states: {a: {timers: {due: {after: 10 working days, to: b}}}, b: {}}");
  chart.begin_with();
  EXPECT_EQ(clocks(chart), (Lines{"timer due 2026-03-16T12:00:00Z"}));
}

const char* const with_deadline = R"(
fields: {closes_at: {type: instant, optional: true}}
deadlines: {close: closes_at}
states:
  a:
    timers:
      lapse: {at: close, to: b}
      reminder: {at: close - 48h, late: skip, do: [+reminded]}
    on:
      move: {ask: [closes_at]}
      late: {if: before(close), to: c}
  b: {}
  c: {}
)";

TEST(Deadlines, AreArmedWithTheirOffsets) {
  Chart chart(with_deadline);
  chart.begin_with({{"closes_at", Value(noon + days(10))}});
  EXPECT_EQ(clocks(chart),
            (Lines{"timer lapse 2026-03-12T12:00:00Z", "timer reminder 2026-03-10T12:00:00Z"}));
}

TEST(Deadlines, OneThatHasNoInstantYetWaits) {
  Chart chart(with_deadline);
  chart.begin_with();
  EXPECT_EQ(clocks(chart), (Lines{"timer lapse open", "timer reminder open"}));
  EXPECT_FALSE(next_due(chart.workflow, chart.snapshot, chart.facts));
  chart.raise("move", {}, {{"closes_at", "2026-03-12T12:00:00Z"}});
  EXPECT_EQ(clocks(chart),
            (Lines{"timer lapse 2026-03-12T12:00:00Z", "timer reminder 2026-03-10T12:00:00Z"}));
}

TEST(Deadlines, MovingTheDateMovesTheTimers) {
  Chart chart(with_deadline);
  chart.begin_with({{"closes_at", Value(noon + days(10))}});
  chart.raise("move", {}, {{"closes_at", "2026-03-22T12:00:00Z"}});
  EXPECT_EQ(clocks(chart),
            (Lines{"timer lapse 2026-03-22T12:00:00Z", "timer reminder 2026-03-20T12:00:00Z"}));
  EXPECT_EQ(chart.advance(days(15)).here(), "a");
  EXPECT_EQ(chart.advance(days(5)).here(), "b");
}

TEST(Deadlines, LateTimersFireAtOnceOrAreSkipped) {
  Chart chart(with_deadline);
  chart.begin_with({{"closes_at", Value(noon - days(1))}});
  EXPECT_EQ(clocks(chart), (Lines{"timer lapse 2026-03-01T12:00:00Z"}));
  EXPECT_EQ(chart.advance(Duration{}).here(), "b");
  EXPECT_EQ(chart.log(), "");
}

TEST(Deadlines, MovedIntoThePastTheSkippedOneIsCancelled) {
  Chart chart(with_deadline);
  chart.begin_with({{"closes_at", Value(noon + days(10))}});
  chart.raise("move", {}, {{"closes_at", "2026-03-03T12:00:00Z"}});
  EXPECT_EQ(clocks(chart), (Lines{"timer lapse 2026-03-03T12:00:00Z", "cancel reminder"}));
}

TEST(Deadlines, ADateThatAnAncestorMovedIsComputedAgainWhenDue) {
  Chart chart(
      "deadlines: {close: parent.closes_at}\n"
      "states: {a: {timers: {lapse: {at: close, to: b}}}, b: {}}");
  chart.facts.above = {{"parent.closes_at", Value(noon + days(10))}};
  chart.begin_with();
  chart.facts.above = {{"parent.closes_at", Value(noon + days(20))}};
  EXPECT_EQ(chart.advance(days(19)).here(), "a");
  EXPECT_EQ(chart.advance(days(1)).here(), "b");
}

const char* const with_deadline_above = R"(
deadlines: {close: parent.closes_at}
states:
  a:
    timers:
      reminder: {at: close - 48h, late: skip, do: [+reminded]}
      lapse: {at: close, to: b}
    on: {e: {}}
  b: {}
)";

// A call that closes in ten days, and a child of it.
Chart below_a_call() {
  Chart chart(with_deadline_above);
  chart.facts.above = {{"parent.closes_at", Value(noon + days(10))}};
  chart.facts.above_since = {{"parent.closes_at", noon - days(1)}};
  chart.begin_with();
  return chart;
}

void move_above(Chart& chart, Instant closes_at, Instant moved) {
  chart.facts.above = {{"parent.closes_at", Value(closes_at)}};
  chart.facts.above_since = {{"parent.closes_at", moved}};
}

TEST(Deadlines, AReminderThatAnAncestorMovedIntoThePastIsLeftOut) {
  Chart chart = below_a_call();
  move_above(chart, noon + days(4), noon + days(3));
  EXPECT_EQ(chart.advance(days(3)).log(), "");
  EXPECT_EQ(chart.step->happened.says,
            "“Reminder” was left out: its moment had passed when the date was moved");
  EXPECT_EQ(chart.snapshot.timers, (std::vector<Timer>{{"lapse", "a", 1, noon + days(4), true}}));
  EXPECT_EQ(chart.advance(days(1)).here(), "b");
}

TEST(Deadlines, AReminderThatAnAncestorMovedToALaterMomentThanThatComesAndIsNotLeftOut) {
  Chart chart = below_a_call();
  move_above(chart, noon + days(4), noon + days(1));
  EXPECT_EQ(chart.advance(days(2)).log(), "reminded");
}

TEST(Deadlines, AReminderThatNobodyMovedComesHoweverLateTheScheduler) {
  Chart chart = below_a_call();
  chart.facts.now = noon + days(9);
  EXPECT_EQ(chart.advance(Duration{}).log(), "reminded");
}

TEST(Deadlines, MovedAwayAndBackTheReminderComes) {
  Chart chart = below_a_call();
  move_above(chart, noon + days(10), noon + days(9));
  chart.facts.now = noon + days(9);
  EXPECT_EQ(chart.advance(Duration{}).log(), "reminded");
}

TEST(Deadlines, AStepInBetweenLeavesOutWhatAnAncestorMovedIntoThePast) {
  Chart chart = below_a_call();
  move_above(chart, noon + days(1), noon + hours(1));
  chart.facts.now = noon + hours(2);
  chart.raise("e");
  EXPECT_EQ(clocks(chart), (Lines{"cancel reminder", "timer lapse 2026-03-03T12:00:00Z"}));
}

TEST(Deadlines, AStepInBetweenKeepsWhatHasComeSinceTheMove) {
  Chart chart = below_a_call();
  move_above(chart, noon + days(4), noon + days(1));
  chart.facts.now = noon + days(3);
  chart.raise("e");
  EXPECT_EQ(clocks(chart),
            (Lines{"timer reminder 2026-03-04T12:00:00Z", "timer lapse 2026-03-06T12:00:00Z"}));
  EXPECT_EQ(chart.advance(Duration{}).log(), "reminded");
}

TEST(Deadlines, BeforeIsExclusive) {
  Chart chart(with_deadline);
  chart.begin_with({{"closes_at", Value(noon)}});
  EXPECT_EQ(chart.raise("late").refused(),
            "NotPossible: “Late” is not possible now: its conditions are not met.");
}

TEST(Sends, ADelayedOneComesWhateverStateIsLeft) {
  Chart chart(
      "states: {a: {on: {e: {to: b, do: [{send: {event: s, after: 1h}}]}}}, b: {on: {s: c}}, "
      "c: {}}");
  chart.raise("e");
  EXPECT_EQ(clocks(chart), (Lines{"timer s 2026-03-02T13:00:00Z"}));
  EXPECT_EQ(chart.here(), "b");
  EXPECT_EQ(chart.advance(hours(1)).here(), "c");
  EXPECT_EQ(chart.snapshot.sends, std::vector<PendingSend>{});
}

TEST(Sends, CanBeCancelledByTheirId) {
  Chart chart(
      "states: {a: {on: {e: {do: [{send: {event: s, after: 1h, id: i}}]}, f: {do: [{cancel: "
      "i}]}, s: b}}, b: {}}");
  chart.raise("e").raise("f");
  EXPECT_EQ(clocks(chart), (Lines{"cancel i"}));
  EXPECT_EQ(chart.advance(hours(2)).here(), "a");
}

TEST(Sends, WithoutADelayCannotBeCancelled) {
  Chart chart(
      "states: {a: {on: {e: {do: [{send: {event: s, id: i}}, {cancel: i}]}, s: b}}, b: {}}");
  EXPECT_EQ(chart.raise("e").here(), "b");
}

TEST(Sends, OfOneInstantComeInTheOrderOfSending) {
  Chart chart(
      "states: {a: {on: {e: {do: [{send: {event: s, after: 1h}}, {send: {event: t, after: "
      "1h}}]}, s: b}}, b: {on: {t: c}}, c: {}}");
  EXPECT_EQ(chart.raise("e").advance(hours(1)).here(), "c");
}

TEST(Sends, WhatFailsWhenDueCanBePassedOver) {
  Chart chart(
      "states: {a: {on: {e: {do: [{send: {event: s, after: 1h}}]}, s: {do: [{raise: s}]}}}}");
  chart.raise("e").advance(hours(1));
  EXPECT_EQ(chart.refusal->why, Why::Runaway);
  const DueEvent due = *next_due(chart.workflow, chart.snapshot, chart.facts);
  const auto passed = pass_over(chart.workflow, chart.snapshot, due, chart.facts, *chart.refusal);
  ASSERT_TRUE(passed);
  EXPECT_EQ(passed->next.sends, std::vector<PendingSend>{});
  EXPECT_EQ(passed->happened.says,
            "“S” came and failed: The workflow chart did not come to rest after 1000 steps, so "
            "nothing was changed.");
}

}  // namespace
}  // namespace accolade
