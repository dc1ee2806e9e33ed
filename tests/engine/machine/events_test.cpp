// Which events are heard, in which order, and by whom: SCXML 3.12, 3.13 and Appendix D.
#include <gtest/gtest.h>

#include "tests/support/chart.h"

namespace accolade {
namespace {

TEST(Events, ADescriptorTakesWhatBeginsWithItWordByWord) {
  const std::string chart = "states: {a: {on: {foo: b}}, b: {}}";
  EXPECT_EQ(Chart(chart).raise("foo").here(), "b");
  EXPECT_EQ(Chart(chart).raise("foo.bar").here(), "b");
  EXPECT_EQ(Chart(chart).raise("foobar").refused(),
            "NotPossible: “Foobar” is not possible at “A”.");
}

TEST(Events, AStarAfterThePointIsTheSame) {
  const std::string chart = "states: {a: {on: {foo.*: b}}, b: {}}";
  EXPECT_EQ(Chart(chart).raise("foo").here(), "b");
  EXPECT_EQ(Chart(chart).raise("foo.bar.baz").here(), "b");
}

TEST(Events, AStarAloneTakesAll) {
  EXPECT_EQ(Chart("states: {a: {on: {'*': b}}, b: {}}").raise("any.thing").here(), "b");
}

TEST(Events, TheFirstEnabledTransitionInDocumentOrderWins) {
  Chart chart(R"(
states:
  a:
    on:
      e: [{if: "1 > 2", to: b}, {to: c}, {to: d}]
  b: {}
  c: {}
  d: {}
)");
  EXPECT_EQ(chart.raise("e").here(), "c");
}

TEST(Events, OrderAcrossDescriptorsIsThatOfTheList) {
  Chart chart(R"(
states:
  a: {on: [{event: '*', to: b}, {event: e, to: c}]}
  b: {}
  c: {}
)");
  EXPECT_EQ(chart.raise("e").here(), "b");
}

TEST(Events, TheInnermostStateGoesFirst) {
  EXPECT_EQ(Chart("states: {a: {on: {e: z}, states: {a1: {on: {e: a2}}, a2: {}}}, z: {}}")
                .raise("e")
                .here(),
            "a2");
}

TEST(Events, ADisabledTransitionLetsTheOuterOneTakeIt) {
  EXPECT_EQ(Chart("states: {a: {on: {e: z}, states: {a1: {on: {e: {if: 'false', to: a2}}}, a2: "
                  "{}}}, z: {}}")
                .raise("e")
                .here(),
            "z");
}

TEST(Events, EventlessTransitionsFollowAtOnce) {
  Chart chart(R"(
fields: {x: {type: int, default: 0}}
states:
  a: {on: {e: {do: [{set: {x: "x + 1"}}]}}, always: {if: "x >= 2", to: b}}
  b: {always: [{if: "x > 9", to: a}, {to: c}]}
  c: {}
)");
  EXPECT_EQ(chart.raise("e").here(), "a");
  EXPECT_EQ(chart.raise("e").here(), "c");
}

TEST(Events, EventlessTransitionsGoBeforeInternalEvents) {
  Chart chart(R"(
states:
  a: {on: {e: {to: b, do: [{raise: i}]}}}
  b: {always: {to: c, do: [+always]}, on: {i: {do: [+b_heard]}}}
  c: {on: {i: {do: [+c_heard]}}}
)");
  EXPECT_EQ(chart.raise("e").log(), "always c_heard");
}

TEST(Events, InternalEventsComeInTheOrderOfRaising) {
  Chart chart(R"(
states:
  a: {on: {e: {do: [{raise: i}, {raise: j}]}, i: {do: [+i, {raise: k}]}, j: {do: [+j]}, k: {do: [+k]}}}
)");
  EXPECT_EQ(chart.raise("e").log(), "i j k");
}

TEST(Events, InternalEventsGoBeforeThoseThatWereSent) {
  Chart chart(R"(
states:
  a:
    on:
      e: {do: [{send: {event: s}}, {raise: i}]}
      s: {do: [+s]}
      i: {do: [+i, {raise: j}]}
      j: {do: [+j]}
)");
  EXPECT_EQ(chart.raise("e").log(), "i j s");
}

TEST(Events, WhatWasSentIsProcessedBeforeTheAnswer) {
  EXPECT_EQ(
      Chart("states: {a: {on: {e: {do: [{send: {event: s}}]}, s: b}}, b: {}}").raise("e").here(),
      "b");
}

TEST(Events, AnInternalEventThatNothingTakesIsDropped) {
  Chart chart("states: {a: {on: {e: {to: b, do: [{raise: nobody}]}}}, b: {}}");
  EXPECT_EQ(chart.raise("e").here(), "b");
  EXPECT_EQ(chart.refused(), "");
}

TEST(Events, AllRegionsTakeTheSameEvent) {
  Chart chart(R"(
states:
  c:
    parallel: true
    states:
      p: {states: {p1: {on: {e: {to: p2, do: [+p]}}}, p2: {}}}
      q: {states: {q1: {on: {e: {to: q2, do: [+q]}}}, q2: {}}}
)");
  EXPECT_EQ(chart.raise("e").here(), "p2 q2");
  EXPECT_EQ(chart.log(), "p q");
}

TEST(Events, ATransitionOfTheParallelStateRunsOnceForAllRegions) {
  EXPECT_EQ(Chart("states: {c: {parallel: true, on: {e: {do: [+once]}}, states: {p: {}, q: {}}}}")
                .raise("e")
                .log(),
            "once");
}

// p1 leaves the parallel state, q1 only moves inside: their exit sets meet, and p comes first.
TEST(Events, OfTwoThatConflictTheFirstInDocumentOrderWins) {
  Chart chart(R"(
states:
  c:
    parallel: true
    states:
      p: {states: {p1: {on: {e: z}}}}
      q: {states: {q1: {on: {e: q2}}, q2: {}}}
  z: {}
)");
  EXPECT_EQ(chart.raise("e").here(), "z");
}

TEST(Events, TheLaterOneLosesAlsoWhenItWouldLeaveMore) {
  Chart chart(R"(
states:
  c:
    parallel: true
    states:
      p: {states: {p1: {on: {e: p2}}, p2: {}}}
      q: {states: {q1: {on: {e: z}}}}
  z: {}
)");
  EXPECT_EQ(chart.raise("e").here(), "p2 q1");
}

// p has none of its own, so c's transition is found from there first; q1's source is deeper, so it
// pre-empts.
TEST(Events, TheDeeperSourceBeatsTheOneAboveItInOtherRegionsToo) {
  Chart chart(R"(
states:
  c:
    parallel: true
    on: {e: z}
    states:
      p: {}
      q: {states: {q1: {on: {e: q2}}, q2: {}}}
  z: {}
)");
  EXPECT_EQ(chart.raise("e").here(), "p q2");
}

TEST(Events, TransitionsWithoutTargetConflictWithNothing) {
  Chart chart(R"(
states:
  c:
    parallel: true
    states:
      p: {on: {e: {do: [+p]}}}
      q: {on: {e: z}}
  z: {}
)");
  EXPECT_EQ(chart.raise("e").log(), "p");
  EXPECT_EQ(chart.here(), "z");
}

TEST(Events, LaterAssignmentsSeeEarlierOnes) {
  Chart chart(
      "fields: {x: {type: int, default: 1}, y: {type: int, default: 0}}\n"
      "states: {a: {on: {e: {do: [{set: {x: 'x + 1', y: 'x * 10'}}]}}}}");
  chart.raise("e");
  EXPECT_EQ(at(chart.snapshot.fields, "y"), Value(20));
}

TEST(Events, AnAbsentValueClearsTheField) {
  Chart chart(
      "fields: {x: {type: int, optional: true}, y: {type: int, optional: true}}\n"
      "states: {a: {on: {e: {do: [{set: {x: y}}]}}}}");
  chart.begin_with({{"x", Value(3)}}).raise("e");
  EXPECT_EQ(chart.refused(), "");
  EXPECT_FALSE(chart.snapshot.fields.contains("x"));
  EXPECT_EQ(chart.step->happened.changed, (Fields{{"x", Value()}}));
}

TEST(Events, AThousandMicrostepsAreTaken) {
  Chart chart(
      "fields: {x: {type: int, default: 0}}\n"
      "states: {a: {on: {e: {to: b}}}, b: {always: {if: 'x < 999', do: [{set: {x: 'x + "
      "1'}}]}}}");
  EXPECT_EQ(chart.raise("e").refused(), "");
  EXPECT_EQ(at(chart.snapshot.fields, "x"), Value(999));
}

TEST(Events, OneMoreIsRefusedAndNothingIsChanged) {
  Chart chart(
      "fields: {x: {type: int, default: 0}}\n"
      "states: {a: {on: {e: {to: b}}}, b: {always: {if: 'x < 1000', do: [{set: {x: 'x + "
      "1'}}]}}}");
  EXPECT_EQ(chart.raise("e").refused(),
            "Runaway: The workflow chart did not come to rest after 1000 steps, so nothing was "
            "changed.");
  EXPECT_EQ(chart.here(), "a");
  EXPECT_EQ(at(chart.snapshot.fields, "x"), Value(0));
}

TEST(Events, TwoThatRaiseEachOtherRunAway) {
  Chart chart("states: {a: {on: {e: {do: [{raise: f}]}, f: {do: [{raise: e}]}}}}");
  EXPECT_EQ(chart.raise("e").refusal->why, Why::Runaway);
}

TEST(Events, OverflowRefusesAndIsNeverFalse) {
  Chart chart(
      "fields: {x: {type: int, default: 9223372036854775807}}\n"
      "states: {a: {on: {e: [{if: 'x + 1 > 0', to: b}, {to: c}]}}, b: {}, c: {}}");
  EXPECT_EQ(chart.raise("e").refusal->why, Why::Failed);
  EXPECT_EQ(chart.here(), "a");
}

TEST(Events, WhatAFormKeepsIsAnAnswerToItsCondition) {
  Chart chart(R"(
fields: {x: {type: int}, y: {type: int, optional: true}}
people: {writer: creator}
states:
  a:
    form: {writer: [x, y]}
    on:
      keep: {by: writer, ask: form, internal: true}
      go: {by: writer, ask: form, if: "has(event.x) && event.x > 3", to: b}
      ask_again: {by: writer, ask: [x], if: "has(event.x) && event.x > 3", to: b}
  b: {}
)");
  const std::set<std::string> writer = {"writer"};
  EXPECT_EQ(chart.raise("keep", writer, {{"x", 5}}).here(), "a");
  EXPECT_EQ(chart.raise("ask_again", writer).refused().substr(0, 11), "NotPossible");
  EXPECT_EQ(chart.raise("go", writer, {{"x", 2}}).refused().substr(0, 11), "NotPossible");
  EXPECT_EQ(chart.raise("go", writer).here(), "b");
}

TEST(Events, ATallyThatMovedMayEnableAnEventlessTransition) {
  Chart chart("states: {a: {always: {if: 'count(review in submitted) >= 3', to: b}}, b: {}}");
  chart.begin_with();
  chart.snapshot.tallies["count(review in submitted)"].count = 3;
  EXPECT_EQ(chart.hear("children.review", Event::Source::Child).here(), "b");
}

TEST(Events, FiguresOverChildren) {
  Chart chart(R"y(
fields:
  m: {type: decimal, optional: true}
  s: {type: decimal, optional: true}
states:
  a:
    on:
      children.review:
        do: [{set: {m: "mean(review in done, score)", s: "spread(review in done, score)"}}]
)y");
  chart.begin_with();
  const Decimal two = *Decimal::parse("2");
  const Decimal five = *Decimal::parse("5");
  const Decimal total = *Decimal::parse("11");
  chart.snapshot.tallies["mean(review in done, score)"] = {3, total, two, five};
  chart.snapshot.tallies["spread(review in done, score)"] = {3, total, two, five};
  chart.hear("children.review", Event::Source::Child);
  EXPECT_EQ(chart.refused(), "");
  EXPECT_EQ(at(chart.snapshot.fields, "m"), Value(*Decimal::parse("3.666667")));
  EXPECT_EQ(at(chart.snapshot.fields, "s"), Value(*Decimal::parse("3")));
}

}  // namespace
}  // namespace accolade
