// The overview of a whole consortium: figures, what is late, what comes, and nothing that its
// viewer may not see.
#include "engine/use_case/overview.h"

#include <gtest/gtest.h>

#include "db/sql/connection.h"
#include "tests/trees/consortium.h"

namespace accolade {
namespace {

using Lines = std::vector<std::string>;

Lines stages_of(const CallFigures& figures) {
  Lines lines;
  for (const FlowFigures& flow : figures.flows) {
    for (const StageFigures& stage : flow.stages) {
      lines.push_back(flow.workflow + " " + stage.state + " " + std::to_string(stage.here) + "/" +
                      std::to_string(stage.entered));
    }
  }
  return lines;
}

Overview seen_by(Consortium& at, PersonId viewer) {
  return overview(at.engine().ports(), viewer);
}

TEST(OverviewOfCalls, CountsWhatIsInEachStateAndWhatEverWas) {
  Consortium at;
  at.nominate(at.ben);
  const InstanceId adas = at.submitted(at.ada);
  at.fire(adas, "accept", at.secretary);
  at.assign(adas, {at.experts[0], at.experts[1]});

  const Overview seen = seen_by(at, at.secretary);

  ASSERT_EQ(seen.calls.size(), 1U);
  EXPECT_EQ(stages_of(seen.calls[0]), (Lines{"nomination draft 1/2", "nomination submitted 0/1",
                                             "nomination accepted 1/1", "review invited 2/2"}));
  EXPECT_EQ(seen.calls[0].by, parse_instant("2026-03-02T16:00:00Z"));
  EXPECT_EQ(seen.next, InstanceId{});
}

TEST(OverviewOfCalls, IsForWhoeverSeesTheWholeHistory) {
  Consortium at;
  at.submitted(at.ada);
  for (const PersonId viewer : {at.ada, at.ben, at.experts[0], PersonId{}}) {
    const Overview seen = seen_by(at, viewer);
    EXPECT_TRUE(seen.calls.empty() && seen.late.empty() && seen.letters.empty() &&
                seen.coming.empty())
        << viewer.text();
    EXPECT_EQ(figures_of_call(at.engine().ports(), at.call, viewer).refusal().why, Why::NotFound);
  }
  EXPECT_TRUE(figures_of_call(at.engine().ports(), at.call, at.secretary));
}

TEST(OverviewOfCalls, AnInstanceBelowACallHasNoFigures) {
  Consortium at;
  const InstanceId adas = at.submitted(at.ada);
  EXPECT_EQ(figures_of_call(at.engine().ports(), adas, at.secretary).refusal().why, Why::NotFound);
}

TEST(OverviewOfCalls, NamesWhatIsLateAndWhoOwesIt) {
  Consortium at;
  const InstanceId adas = at.submitted(at.ada);
  EXPECT_TRUE(seen_by(at, at.secretary).late.empty());
  at.advance_to("2026-02-20T12:00:00Z");

  const Overview seen = seen_by(at, at.secretary);

  ASSERT_EQ(seen.late.size(), 1U);
  EXPECT_EQ(seen.late[0].row.snapshot.id, adas);
  EXPECT_EQ(seen.late[0].row.states.at(0).owes, "secretary");
  EXPECT_EQ(seen.late[0].since, parse_instant("2026-01-10T12:00:00Z"));
  EXPECT_GT(seen.late[0].expected, seen.late[0].since);
  at.fire(adas, "accept", at.secretary);
  for (const LateRow& late : seen_by(at, at.secretary).late)
    EXPECT_NE(late.row.states.at(0).state, "submitted");
}

TEST(OverviewOfCalls, WhoeverOwesIsRemindedOnceADayByWhoeverWatches) {
  Consortium at;
  const InstanceId adas = at.submitted(at.ada);
  at.advance_to("2026-02-20T12:00:00Z");
  Ports& ports = at.engine().ports();
  const auto refusal = [&](PersonId actor) { return remind(ports, adas, actor).refusal(); };
  EXPECT_EQ(refusal(at.ada).why, Why::NotAllowed);
  EXPECT_EQ(refusal(at.ben).why, Why::NotFound);
  EXPECT_EQ(refusal(PersonId{}).why, Why::NotFound);
  const Lines before = at.letters(adas);
  ASSERT_TRUE(seen_by(at, at.secretary).late.at(0).may_be_reminded);

  ASSERT_TRUE(remind(ports, adas, at.secretary));

  Lines after = before;
  after.push_back("your_turn to Sofia");
  EXPECT_EQ(at.letters(adas), after);
  EXPECT_EQ(at.configuration(adas), Configuration{"submitted"});
  EXPECT_EQ(at.engine().history(adas, at.secretary)->back().event, "reminded");
  EXPECT_EQ(refusal(at.secretary).sentence, "They were reminded less than a day ago.");
  EXPECT_FALSE(seen_by(at, at.secretary).late.at(0).may_be_reminded);
  EXPECT_EQ(seen_by(at, at.secretary).late.at(0).reminded, at.now());
  EXPECT_EQ(at.letters(adas), after);

  at.advance_to("2026-02-21T12:00:00Z");
  ASSERT_TRUE(remind(ports, adas, at.secretary));
  EXPECT_EQ(at.letters(adas).size(), after.size() + 1);
  EXPECT_EQ(at.faults(), Lines{});
}

TEST(OverviewOfCalls, WhatIsOverdueHappensBeforeAnybodyIsReminded) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  at.jump_to("2026-03-05T12:00:00Z");

  EXPECT_NE(remind(at.engine().ports(), draft, at.ada).refusal().why, Why::NotFound);

  EXPECT_EQ(at.configuration(draft), Configuration{"lapsed"});
  EXPECT_EQ(at.faults(), Lines{});
}

// Drafts are nobody else's business, and the chair does not see them.
TEST(OverviewOfCalls, CountsNothingThatItsViewerMayNotSee) {
  Consortium at;
  at.nominate(at.ben);
  at.submitted(at.ada);
  at.advance_to("2026-02-20T12:00:00Z");

  const Overview seen = seen_by(at, at.chair);

  ASSERT_EQ(seen.calls.size(), 1U);
  EXPECT_EQ(stages_of(seen.calls[0]), Lines{"nomination submitted 1/1"});
  EXPECT_EQ(seen.late.size(), 1U);
  EXPECT_TRUE(std::ranges::none_of(seen.coming,
                                   [](const ComingRow& row) { return row.kind == "Nomination"; }));
  EXPECT_TRUE(watches(at.engine().ports(), at.chair));
  EXPECT_FALSE(watches(at.engine().ports(), at.ada));
}

TEST(OverviewOfCalls, SaysWhatTheClockWillDoToManyAtOnce) {
  Consortium at;
  at.nominate(at.ada);
  at.nominate(at.ben);
  at.advance_to("2026-02-25T12:00:00Z");

  Lines lines;
  for (const ComingRow& row : seen_by(at, at.secretary).coming) {
    lines.push_back(to_text(row.at) + " " + row.kind + ": " + row.from_state + " > " + row.then +
                    (row.is_for_many ? " (many)" : ""));
  }

  const std::string drafts = " Nomination: Draft, not sent in > ";
  const Lines expected = {
      "2026-02-28T16:00:00Z" + drafts + " (many)",
      "2026-03-02T16:00:00Z" + drafts + "Lapsed: not sent in before the close (many)"};
  for (const std::string& line : expected)
    EXPECT_NE(std::ranges::find(lines, line), lines.end()) << line << "\n"
                                                           << testing::PrintToString(lines);
}

TEST(OverviewOfCalls, NamesLettersThatFailed) {
  Consortium at;
  const InstanceId adas = at.submitted(at.ada);
  EXPECT_TRUE(seen_by(at, at.secretary).letters.empty());
  db::Connection(at.url(), db::Access::Write)
      .script("UPDATE letter SET delivery = 'failed', next_attempt = NULL, reason = 'no such box'");

  const Overview seen = seen_by(at, at.secretary);

  ASSERT_FALSE(seen.letters.empty());
  EXPECT_EQ(seen.letters[0].letter.what.instance, adas);
  EXPECT_EQ(seen.letters[0].letter.reason, "no such box");
  EXPECT_TRUE(seen_by(at, at.ada).letters.empty());
}

TEST(OverviewOfCalls, ForecastsFromHowLongOthersTook) {
  Consortium at;
  for (int i = 0; i < 5; ++i)
    at.submitted(at.ada);
  at.nominate(at.ben);
  const auto drafts = [&] {
    const auto figures = figures_of_call(at.engine().ports(), at.call, at.secretary);
    return figures->flows.at(0).stages.at(0);
  };
  EXPECT_EQ(drafts().state, "draft");
  EXPECT_EQ(drafts().likely, 1);  // the others took no time at all
  EXPECT_EQ(drafts().median, std::chrono::seconds(1));
}

}  // namespace
}  // namespace accolade
