// A nomination of the award, from draft to decision, each step alone and all of them in a row.
#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace accolade {
namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::hours;
using Lines = std::vector<std::string>;

constexpr std::int64_t ada = 7, sofia = 1, simon = 2, helena = 3;

const Instant close = *parse_instant("2026-03-02T16:00:00Z");

Answers complete() {
  return {{"title", "Tumour boards for all"},
          {"category", "implementation"},
          {"accepted_on", json::object{{"day", "4"}, {"month", "11"}, {"year", "2025"}}},
          {"summary", "Every hospital of the region joins one board."},
          {"country", "IT"},
          {"contact", "Ada Lovelace, Siena"},
          {"paper",
           json::object{
               {"id", "41"}, {"name", "paper.pdf"}, {"type", "application/pdf"}, {"bytes", 1'234}}},
          {"agrees", "on"}};
}

Fields what_reviewers_see() {
  return {{"title", Value("Tumour boards for all")},
          {"category", Value("implementation")},
          {"accepted_on", Value(Day(std::chrono::year(2025) / 11 / 4))},
          {"summary", Value("Every hospital of the region joins one board.")},
          {"country", Value("IT")},
          {"contact", Value("Ada Lovelace, Siena")},
          {"paper", Value(Record{{"id", Value("41")},
                                 {"name", Value("paper.pdf")},
                                 {"type", Value("application/pdf")},
                                 {"bytes", Value(1'234)}})}};
}

Scenario draft() {
  Scenario scenario(shipped("award"), "nomination");
  scenario.at(close - days(30))
      .above("parent.closes_at", Value(close))
      .above("parent.edition", Value(2026))
      .person("applicant", ada)
      .person("secretary", sofia)
      .person("chair", helena)
      .begun();
  return scenario;
}

Scenario submitted() {
  Scenario scenario = draft();
  scenario.raise("submit", "applicant", complete());
  return scenario;
}

Scenario ranked() {
  Scenario scenario = submitted();
  scenario.raise("accept", "secretary")
      .children("mean(review in submitted, score)", {3, *Decimal::parse("12"), {}, {}})
      .children("count(review in submitted)", {3, {}, {}, {}});
  return scenario;
}

TEST(Nomination, ADraftWaitsForTheCloseAndIsRemindedTwoDaysBefore) {
  const Scenario scenario = draft();
  EXPECT_EQ(scenario.here(), "draft");
  EXPECT_EQ(scenario.timers(),
            (Lines{"lapse 2026-03-02T16:00:00Z", "reminder 2026-02-28T16:00:00Z"}));
  EXPECT_EQ(scenario.offered("applicant"), (Lines{"submit", "withdraw"}));
  EXPECT_EQ(scenario.offered("secretary"), (Lines{"extend"}));
}

TEST(Nomination, TheReminderGoesToTheApplicantOnce) {
  Scenario scenario = draft();
  scenario.pass(days(28));
  EXPECT_EQ(scenario.posted(), (Lines{"reminder to applicant 7"}));
  EXPECT_EQ(scenario.here(), "draft");
  EXPECT_EQ(scenario.timers(), (Lines{"lapse 2026-03-02T16:00:00Z"}));
}

TEST(Nomination, ADraftStartedOnTheLastDayGetsNoReminder) {
  Scenario scenario(shipped("award"), "nomination");
  scenario.at(close - hours(5)).above("parent.closes_at", Value(close)).person("applicant", ada);
  EXPECT_EQ(scenario.begun().timers(), (Lines{"lapse 2026-03-02T16:00:00Z"}));
}

TEST(Nomination, ADraftLapsesAtTheClose) {
  Scenario scenario = draft();
  EXPECT_EQ(scenario.pass(days(30) - Duration(1)).here(), "draft");
  EXPECT_EQ(scenario.pass(Duration(1)).here(), "lapsed");
  EXPECT_EQ(scenario.outcome(), "lapsed");
  EXPECT_EQ(scenario.timers(), Lines{});
}

TEST(Nomination, WhenTheCallIsExtendedTheDraftLivesOn) {
  Scenario scenario = draft();
  scenario.above("parent.closes_at", Value(close + days(7))).pass(days(36));
  EXPECT_EQ(scenario.here(), "draft");
  EXPECT_EQ(scenario.pass(days(1)).here(), "lapsed");
}

TEST(Nomination, SentInItIsReceiptedAndTheSecretariatIsTold) {
  Scenario scenario = draft();
  scenario.person("secretary", simon).raise("submit", "applicant", complete());
  EXPECT_EQ(scenario.refused(), "");
  EXPECT_EQ(scenario.here(), "submitted");
  EXPECT_EQ(scenario.says(), "{actor} sent in the nomination");
  EXPECT_EQ(scenario.timers(), Lines{});
  Fields all = what_reviewers_see();
  all["agrees"] = Value(true);
  EXPECT_EQ(
      scenario.letters(),
      (std::vector<MailEffect>{
          {"receipt", {{"applicant", PersonId{ada}}}, all},
          {"arrived", {{"secretary", PersonId{sofia}}, {"secretary", PersonId{simon}}}, all}}));
}

TEST(Nomination, NothingIsSentInAfterTheClose) {
  Scenario scenario(shipped("award"), "nomination");
  scenario.at(close - days(1))
      .above("parent.closes_at", Value(close))
      .person("applicant", ada)
      .begun()
      .at(close)
      .raise("submit", "applicant", complete());
  EXPECT_EQ(scenario.refused(),
            "NotPossible: The call has closed. Your answers are kept, but they can no longer be "
            "sent in.");
  EXPECT_EQ(scenario.here(), "draft");
}

TEST(Nomination, EveryMissingAnswerIsNamed) {
  Scenario scenario = draft();
  scenario.raise("submit", "applicant",
                 {{"title", "Tumour boards for all"}, {"category", "other"}});
  EXPECT_EQ(scenario.refused(),
            "Invalid\n"
            "category: Category must be one of the choices\n"
            "accepted_on: Enter a date for “When was the paper accepted?”\n"
            "country: Choose the country of the work\n"
            "summary: Answer “What was done and what it changed”\n"
            "contact: Answer “Who answers for the approach?”\n"
            "paper: Upload the paper\n"
            "agrees: Tick “We agree that title, country and contact are published if the work is "
            "awarded” to go on");
}

TEST(Nomination, OnlyTheApplicantSendsItIn) {
  EXPECT_EQ(draft().raise("submit", "secretary", complete()).refused(),
            "NotAllowed: “Send in” is not for you to do here; ask the secretariat.");
}

TEST(Nomination, SentBackItKeepsItsAnswersAndCanBeSentInAgain) {
  Scenario scenario = submitted();
  scenario.raise("return", "secretary", {{"return_reason", "Say more about the patients."}});
  EXPECT_EQ(scenario.here(), "draft");
  EXPECT_EQ(scenario.posted(), (Lines{"returned to applicant 7"}));
  EXPECT_EQ(scenario.field("return_reason"), Value("Say more about the patients."));
  EXPECT_EQ(scenario.timers(),
            (Lines{"lapse 2026-03-02T16:00:00Z", "reminder 2026-02-28T16:00:00Z"}));
  scenario.raise("submit", "applicant", {{"summary", "Patients wait ten days less."}});
  EXPECT_EQ(scenario.refused(), "");
  EXPECT_EQ(scenario.here(), "submitted");
  EXPECT_EQ(scenario.field("title"), Value("Tumour boards for all"));
  EXPECT_EQ(scenario.field("summary"), Value("Patients wait ten days less."));
}

TEST(Nomination, SendingBackNeedsAReasonAndTime) {
  EXPECT_EQ(submitted().raise("return", "secretary").refused(),
            "Invalid\nreturn_reason: Answer “What has to be changed?”");
  EXPECT_EQ(submitted()
                .at(close + days(1))
                .raise("return", "secretary", {{"return_reason", "Late."}})
                .refused(),
            "NotPossible: The call has closed, so a nomination can no longer be changed.");
}

TEST(Nomination, EachChosenReviewerGetsOneReview) {
  Scenario scenario = submitted();
  scenario.raise("accept", "secretary")
      .raise("assign", "secretary", {{"reviewers", {"11", "12", "13"}}});
  EXPECT_EQ(scenario.here(), "accepted");
  EXPECT_EQ(scenario.started(),
            (std::vector<StartEffect>{{"review", {{"reviewer", PersonId{11}}}, {}},
                                      {"review", {{"reviewer", PersonId{12}}}, {}},
                                      {"review", {{"reviewer", PersonId{13}}}, {}}}));
  scenario.already_started_for(11).already_started_for(12).already_started_for(13).raise(
      "assign", "secretary", {{"reviewers", {"11", "14"}}});
  EXPECT_EQ(scenario.started(),
            (std::vector<StartEffect>{{"review", {{"reviewer", PersonId{14}}}, {}}}));
  scenario.raise("assign", "secretary", {{"reviewers", {"12"}}});
  EXPECT_EQ(scenario.refused(), "Invalid\nreviewers: Choose somebody who does not have one yet.");
}

TEST(Nomination, TwoReviewsAreNotEnough) {
  Scenario scenario = submitted();
  scenario.raise("accept", "secretary").children("count(review in submitted)", {2, {}, {}, {}});
  EXPECT_EQ(scenario.here(), "accepted");
}

TEST(Nomination, TheThirdReviewRanksItWithTheMean) {
  const Scenario scenario = ranked();
  EXPECT_EQ(scenario.here(), "ranked");
  EXPECT_EQ(scenario.field("score"), Value(*Decimal::parse("4")));
}

TEST(Nomination, TheChairAwardsAndTheApplicantIsTold) {
  Scenario scenario = ranked();
  EXPECT_EQ(scenario.raise("award", "secretary").refused(),
            "NotAllowed: “Award” is not for you to do here; ask the secretariat.");
  scenario.raise("award", "chair", {{"decision_note", "Unanimous."}});
  EXPECT_EQ(scenario.here(), "awarded");
  // Neither the score nor the note of the chair is in the applicant's letter.
  Fields seen = what_reviewers_see();
  seen["agrees"] = Value(true);
  EXPECT_EQ(scenario.letters(),
            (std::vector<MailEffect>{{"awarded", {{"applicant", PersonId{ada}}}, seen}}));
  EXPECT_EQ(scenario.says(), "{actor} awarded the nomination");
}

TEST(Nomination, ALateReviewMovesTheScore) {
  Scenario scenario = ranked();
  scenario.children("mean(review in submitted, score)", {4, *Decimal::parse("18"), {}, {}});
  EXPECT_EQ(scenario.here(), "ranked");
  EXPECT_EQ(scenario.field("score"), Value(*Decimal::parse("4.5")));
}

TEST(Nomination, AwardedItIsPublishedWhenTheCallSaysSoAndNotByPeople) {
  Scenario scenario = ranked();
  EXPECT_EQ(scenario.told("publish").here(), "ranked");
  scenario.raise("award", "chair").raise("publish", "chair");
  EXPECT_EQ(scenario.refused(),
            "NotAllowed: “Publish” is not for you to do here; ask the secretariat.");
  EXPECT_EQ(scenario.told("publish").here(), "published");
  EXPECT_EQ(scenario.outcome(), "awarded");
}

TEST(Nomination, DeclinedWithoutANote) {
  Scenario scenario = ranked();
  scenario.raise("decline", "chair");
  EXPECT_EQ(scenario.outcome(), "not awarded");
  EXPECT_EQ(scenario.posted(), (Lines{"not_awarded to applicant 7"}));
}

TEST(Nomination, CanBeWithdrawnUntilItIsDecided) {
  EXPECT_EQ(draft().raise("withdraw", "applicant").outcome(), "withdrawn");
  EXPECT_EQ(submitted().raise("withdraw", "applicant").outcome(), "withdrawn");
  Scenario scenario = ranked();
  scenario.raise("award", "chair").raise("withdraw", "applicant");
  EXPECT_EQ(scenario.refused(),
            "NotPossible: “Withdraw” is not possible at “Awarded, not yet announced”.");
}

}  // namespace
}  // namespace accolade
