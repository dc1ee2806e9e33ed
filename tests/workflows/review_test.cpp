// A review: invited, accepted or declined, scored against the rubric of the call.
#include <boost/json/object.hpp>
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace accolade {
namespace {

namespace json = boost::json;
using Lines = std::vector<std::string>;

// The rubric that the shipped call has by default.
const Value& rubric() {
  return *shipped("award").workflow("award")->field("rubric")->initial;
}

Scenario invited() {
  Scenario scenario(shipped("award"), "review");
  scenario.above("parent.parent.rubric", rubric())
      .person("reviewer", 11)
      .person("secretary", 1)
      .begun();
  return scenario;
}

json::object scored(int impact, int transfer) {
  return {{"impact", {{"score", impact}, {"reason", "Seen in three hospitals."}}},
          {"transfer", {{"score", transfer}, {"reason", "Others could do it."}}}};
}

TEST(Review, TheReviewerIsInvitedByLetter) {
  const Scenario scenario = invited();
  EXPECT_EQ(scenario.here(), "invited");
  EXPECT_EQ(scenario.letters(),
            (std::vector<MailEffect>{{"invitation", {{"reviewer", PersonId{11}}}, {}}}));
  EXPECT_EQ(scenario.offered("reviewer"), (Lines{"accept", "decline"}));
}

TEST(Review, DecliningGivesAReasonToTheSecretariat) {
  Scenario scenario = invited();
  scenario.raise("decline", "reviewer", {{"decline_reason", "We wrote a paper together."}});
  EXPECT_EQ(scenario.outcome(), "declined");
  EXPECT_EQ(scenario.letters(),
            (std::vector<MailEffect>{{"declined",
                                      {{"secretary", PersonId{1}}},
                                      {{"decline_reason", Value("We wrote a paper together.")}}}}));
}

TEST(Review, ItsScoreIsTheWeightedMeanOfTheRubric) {
  Scenario scenario = invited();
  scenario.raise("accept", "reviewer").raise("submit", "reviewer", {{"scores", scored(5, 2)}});
  EXPECT_EQ(scenario.refused(), "");
  EXPECT_EQ(scenario.outcome(), "submitted");
  EXPECT_EQ(scenario.field("score"), Value(*Decimal::parse("4")));
  EXPECT_EQ(scenario.posted(), (Lines{"thanks to reviewer 11"}));
}

TEST(Review, EveryScoreNeedsItsReason) {
  Scenario scenario = invited();
  scenario.raise("accept", "reviewer")
      .raise("submit", "reviewer", {{"scores", json::object{{"impact", {{"score", "9"}}}}}});
  EXPECT_EQ(scenario.refused(),
            "Invalid\n"
            "scores.impact.score: The score for “Impact on patients and health care” must be a "
            "whole number from 1 to 5\n"
            "scores.impact.reason: Give a reason for the score of “Impact on patients and health "
            "care”\n"
            "scores.transfer.score: Choose a score for “Transferability”\n"
            "scores.transfer.reason: Give a reason for the score of “Transferability”");
  EXPECT_EQ(scenario.here(), "reviewing");
}

TEST(Review, NothingIsScoredBeforeTheReviewerAccepted) {
  EXPECT_EQ(invited().raise("submit", "reviewer", {{"scores", scored(5, 5)}}).refused(),
            "NotPossible: “Send in the review” is not possible at “Invited”.");
}

}  // namespace
}  // namespace accolade
