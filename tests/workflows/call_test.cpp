// The call itself: opened by the secretariat, closed by its deadline, announced when all is
// decided.
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace accolade {
namespace {

using std::chrono::days;
using Lines = std::vector<std::string>;

Answers texts() {
  return {{"title", "Best Practice 2026"},
          {"edition", "2026"},
          {"summary", "For what helped patients."},
          {"who", "Anybody."},
          {"prize", "A talk."},
          {"closes_at", "2026-03-12T12:00:00Z"}};
}

Scenario opened() {
  Scenario scenario(shipped("award"), "award");
  scenario.person("secretary", 1).person("chair", 3).raise("open", "secretary", texts());
  return scenario;
}

TEST(Call, IsOpenedWithItsTextsAndClosesByItself) {
  Scenario scenario = opened();
  EXPECT_EQ(scenario.refused(), "");
  EXPECT_EQ(scenario.here(), "open");
  EXPECT_EQ(scenario.timers(), (Lines{"closing 2026-03-12T12:00:00Z"}));
  EXPECT_EQ(scenario.pass(days(10)).here(), "judging");
}

TEST(Call, CannotBeOpenedHalfWritten) {
  Scenario scenario(shipped("award"), "award");
  scenario.person("secretary", 1).raise("open", "secretary", {{"edition", "1999"}});
  EXPECT_EQ(scenario.refused(),
            "Invalid\n"
            "title: Enter the title of the call\n"
            "edition: Year of the edition must be between 2018 and 2100\n"
            "summary: Answer “What the award is for”\n"
            "who: Answer “Who may be nominated”\n"
            "prize: Answer “What the winners get”\n"
            "closes_at: Enter a date and time for “Nominations close on”");
}

TEST(Call, AnybodyStartsANominationUntilTheClose) {
  Scenario scenario = opened();
  scenario.person("anyone", 7).raise("nominate", "anyone");
  EXPECT_EQ(scenario.started(),
            (std::vector<StartEffect>{{"nomination", {{"applicant", PersonId{7}}}, {}}}));
  scenario.at(noon + days(10)).raise("nominate", "anyone");
  EXPECT_EQ(scenario.refused(), "NotPossible: The call has closed.");
}

TEST(Call, MovingTheCloseMovesTheTimer) {
  Scenario scenario = opened();
  scenario.raise("extend", "secretary", {{"closes_at", "2026-03-22T12:00:00Z"}});
  EXPECT_EQ(scenario.timers(), (Lines{"closing 2026-03-22T12:00:00Z"}));
  EXPECT_EQ(scenario.pass(days(19)).here(), "open");
  EXPECT_EQ(scenario.pass(days(1)).here(), "judging");
}

TEST(Call, ClosingNowMovesTheCloseToNow) {
  Scenario scenario = opened();
  scenario.raise("finish", "secretary");
  EXPECT_EQ(scenario.here(), "judging");
  EXPECT_EQ(scenario.field("closes_at"), Value(noon));
  EXPECT_EQ(scenario.timers(), Lines{});
}

TEST(Call, IsAnnouncedWhenNothingIsLeftToDecide) {
  Scenario scenario = opened();
  scenario.raise("finish", "secretary")
      .children("count(nomination in deciding)", {1, {}, {}, {}})
      .raise("announce", "chair");
  const std::string not_yet =
      "NotPossible: Some nominations are not decided yet, or have more time to be sent in.";
  EXPECT_EQ(scenario.refused(), not_yet);
  scenario.children("count(nomination in deciding)", {0, {}, {}, {}})
      .children("count(nomination in draft)", {1, {}, {}, {}})
      .raise("announce", "chair");
  EXPECT_EQ(scenario.refused(), not_yet);
  scenario.children("count(nomination in draft)", {0, {}, {}, {}}).raise("announce", "chair");
  EXPECT_EQ(scenario.outcome(), "announced");
}

}  // namespace
}  // namespace accolade
