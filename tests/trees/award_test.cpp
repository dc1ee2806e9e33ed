// The award as a tree: call, nominations and reviews together, on a real store.
#include <gtest/gtest.h>

#include "engine/permission/sight.h"
#include "tests/trees/consortium.h"

namespace accolade {
namespace {

TEST(AwardTree, ThreeReviewsRankANominationByTheirMean) {
  Consortium at;
  const InstanceId nomination = at.submitted(at.ada);
  at.fire(nomination, "accept", at.secretary);
  const auto reviews = at.assign(nomination, {at.experts[0], at.experts[1], at.experts[2]});
  ASSERT_EQ(reviews.size(), 3U);

  at.review(reviews[0], at.experts[0], 5, 5);
  at.review(reviews[1], at.experts[1], 4, 4);
  EXPECT_EQ(at.configuration(nomination), (Configuration{"accepted"}));
  at.review(reviews[2], at.experts[2], 3, 3);

  EXPECT_EQ(at.configuration(nomination), (Configuration{"ranked"}));
  EXPECT_EQ(accolade::at(at.fields(nomination), "score"), Value(*Decimal::parse("4")));
}

TEST(AwardTree, TheWeightOfACriterionCounts) {
  Consortium at;
  const InstanceId nomination = at.submitted(at.ada);
  at.fire(nomination, "accept", at.secretary);
  const auto reviews = at.assign(nomination, {at.experts[0]});

  at.review(reviews[0], at.experts[0], 5, 2);  // impact weighs 2, transferability 1

  EXPECT_EQ(accolade::at(at.fields(reviews[0]), "score"), Value(*Decimal::parse("4")));
}

TEST(AwardTree, TheWholeWayWritesEachLetterOnce) {
  Consortium at;
  const InstanceId nomination = at.submitted(at.ada);
  at.fire(nomination, "accept", at.secretary);
  const auto reviews = at.assign(nomination, {at.experts[0], at.experts[1], at.experts[2]});
  for (std::size_t index = 0; index < 3; ++index)
    at.review(reviews[index], at.experts[index], 4, 4);
  at.fire(nomination, "award", at.chair);

  EXPECT_EQ(at.letters(nomination),
            (std::vector<std::string>{"receipt to Ada", "arrived to Sofia", "awarded to Ada"}));
  EXPECT_EQ(at.letters(reviews[0]),
            (std::vector<std::string>{"invitation to Expert 1", "thanks to Expert 1"}));
  at.fire(at.call, "finish", at.secretary);
  at.fire(at.call, "announce", at.chair);
  at.deliver_due();
  const Outcome<Shown> shown = at.engine().show(at.call, PersonId{});
  ASSERT_TRUE(shown);
  const auto results = at.engine().table(*shown, shown->workflow->lists.back(), PersonId{});
  ASSERT_TRUE(results);
  ASSERT_EQ(results->size(), 1U);
  EXPECT_EQ(results->front().title, "Genomes for all");
}

TEST(AwardTree, TheResultIsNotAnnouncedWhileANominationIsUndecided) {
  Consortium at;
  at.submitted(at.ada);
  at.fire(at.call, "finish", at.secretary);

  const Refusal refusal = at.refused(at.call, "announce", at.chair);

  EXPECT_EQ(refusal.why, Why::NotPossible);
  EXPECT_EQ(refusal.sentence,
            "Some nominations are not decided yet, or have more time to be sent in.");
}

TEST(AwardTree, TheResultWaitsForADraftThatHasMoreTimeThanTheCall) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  at.fire(draft, "extend", at.secretary,
          {{"extended_until", "2026-03-06T16:00:00Z"}, {"extension_reason", "A flood."}});
  at.advance_to("2026-03-02T16:00:00Z");
  ASSERT_EQ(at.configuration(at.call), (Configuration{"judging"}));

  EXPECT_EQ(at.refused(at.call, "announce", at.chair).sentence,
            "Some nominations are not decided yet, or have more time to be sent in.");
  at.advance_to("2026-03-06T16:00:00Z");
  at.fire(at.call, "announce", at.chair);

  EXPECT_EQ(at.configuration(draft), (Configuration{"lapsed"}));
  EXPECT_EQ(at.configuration(at.call), (Configuration{"announced"}));
}

TEST(AwardTree, ClosingTheCallNowEndsItsDrafts) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);

  at.fire(at.call, "finish", at.secretary);
  at.deliver_due();

  EXPECT_EQ(at.configuration(draft), (Configuration{"lapsed"}));
  at.fire(at.call, "announce", at.chair);
  EXPECT_EQ(at.configuration(at.call), (Configuration{"announced"}));
}

TEST(AwardTree, ADraftLapsesAtTheClose) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);

  at.advance_to("2026-03-02T15:59:59Z");
  EXPECT_EQ(at.configuration(draft), (Configuration{"draft"}));
  at.advance_to("2026-03-02T16:00:00Z");

  EXPECT_EQ(at.configuration(draft), (Configuration{"lapsed"}));
  EXPECT_EQ(at.configuration(at.call), (Configuration{"judging"}));
  EXPECT_EQ(at.letters(draft), (std::vector<std::string>{"reminder to Ada"}));
}

TEST(AwardTree, ASchedulerThatSleptLetsNoLateNominationIn) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  at.fill_in(draft, at.ada);
  at.jump_to("2026-03-02T16:00:01Z");

  const Refusal refusal = at.refused(draft, "submit", at.ada);

  EXPECT_EQ(refusal.why, Why::NotPossible);
  EXPECT_EQ(at.configuration(draft), (Configuration{"lapsed"}));
}

TEST(AwardTree, MovingTheCloseMovesAllDrafts) {
  Consortium at;
  const InstanceId adas = at.nominate(at.ada);
  const InstanceId bens = at.nominate(at.ben);
  at.fire(at.call, "extend", at.secretary, {{"closes_at", "2026-03-09T16:00:00Z"}});

  at.advance_to("2026-03-02T16:00:00Z");
  EXPECT_EQ(at.configuration(adas), (Configuration{"draft"}));
  at.advance_to("2026-03-09T16:00:00Z");

  EXPECT_EQ(at.configuration(adas), (Configuration{"lapsed"}));
  EXPECT_EQ(at.configuration(bens), (Configuration{"lapsed"}));
}

TEST(AwardTree, WhatIsSentBackKeepsItsAnswersAndCanBeSentInAgain) {
  Consortium at;
  const InstanceId nomination = at.submitted(at.ada);
  at.fire(nomination, "return", at.secretary, {{"return_reason", "Name the region."}});
  EXPECT_EQ(at.configuration(nomination), (Configuration{"draft"}));

  at.fire(nomination, "submit", at.ada);

  EXPECT_EQ(at.configuration(nomination), (Configuration{"submitted"}));
  EXPECT_EQ(accolade::at(at.fields(nomination), "title"), Value("Genomes for all"));
}

TEST(AwardTree, NobodyReviewsANominationTwice) {
  Consortium at;
  const InstanceId nomination = at.submitted(at.ada);
  at.fire(nomination, "accept", at.secretary);
  at.assign(nomination, {at.experts[0]});

  const auto added = at.assign(nomination, {at.experts[0], at.experts[1]});

  EXPECT_EQ(added.size(), 2U);  // the review that was there, and one more
}

TEST(AwardTree, WhoDeclinedToReviewNoLongerSeesTheNomination) {
  Consortium at;
  const InstanceId nomination = at.submitted(at.ada);
  at.fire(nomination, "accept", at.secretary);
  const auto reviews = at.assign(nomination, {at.experts[0]});
  ASSERT_TRUE(at.engine().show(nomination, at.experts[0]));

  at.fire(reviews[0], "decline", at.experts[0], {{"decline_reason", "I know the author."}});

  EXPECT_EQ(at.engine().show(nomination, at.experts[0]).refusal().why, Why::NotFound);
}

TEST(AwardTree, HiddenAndAbsentAnswerAlike) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);

  const Outcome<Shown> hidden = at.engine().show(draft, at.ben);
  const Outcome<Shown> absent = at.engine().show(InstanceId{987654321}, at.ben);

  ASSERT_FALSE(hidden);
  EXPECT_EQ(hidden.refusal(), absent.refusal());
  EXPECT_EQ(at.refused(draft, "withdraw", at.ben),
            at.refused(InstanceId{987654321}, "withdraw", at.ben));
  EXPECT_EQ(at.configuration(draft), (Configuration{"draft"}));
}

TEST(AwardTree, AReviewerSeesNoOtherReview) {
  Consortium at;
  const InstanceId nomination = at.submitted(at.ada);
  at.fire(nomination, "accept", at.secretary);
  const auto reviews = at.assign(nomination, {at.experts[0], at.experts[1]});
  at.review(reviews[0], at.experts[0], 5, 5);

  EXPECT_FALSE(at.engine().show(reviews[0], at.experts[1]));
  const Outcome<Shown> seen = at.engine().show(nomination, at.experts[1]);
  ASSERT_TRUE(seen);
  EXPECT_FALSE(seen->snapshot.fields.contains("reviewers"));
  EXPECT_FALSE(seen->snapshot.fields.contains("score"));
  const ListRequest all_reviews{nomination, "review", {}, {}, 50};
  EXPECT_EQ(at.engine().list(all_reviews, at.experts[1]).rows.size(), 1U);
}

TEST(AwardTree, AFileRecordOfOnesOwnMakingIsRefused) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  at.fill_in(draft, at.ada);

  const Refusal refusal = at.refused(
      draft, "submit", at.ada,
      {{"paper", {{"id", "1"}, {"name", "x.pdf"}, {"type", "application/pdf"}, {"bytes", 1}}}});

  EXPECT_EQ(refusal.why, Why::Invalid);
  EXPECT_EQ(refusal.field(), "paper");
  EXPECT_EQ(at.configuration(draft), (Configuration{"draft"}));
}

TEST(AwardTree, AStaleFormIsRefusedAndChangesNothing) {
  Consortium at;
  const InstanceId nomination = at.submitted(at.ada);
  const Outcome<Shown> opened = at.engine().show(nomination, at.secretary);
  ASSERT_TRUE(opened);
  at.fire(nomination, "accept", at.secretary);

  const Outcome<Applied> late = at.engine().fire(
      {nomination, "reject", {{"return_reason", "No."}}, at.secretary, opened->revision, {}});

  ASSERT_FALSE(late);
  EXPECT_EQ(late.refusal().why, Why::Stale);
  EXPECT_EQ(at.configuration(nomination), (Configuration{"accepted"}));
}

TEST(AwardTree, ARepeatedRequestIsDoneOnce) {
  Consortium at;
  const IdempotencyKey key{"ada:1", std::string(64, 'a')};
  const FireRequest request{at.call, "nominate", {}, at.ada, {}, key};

  const Outcome<Applied> first = at.engine().fire(request);
  const Outcome<Applied> second = at.engine().fire(request);

  ASSERT_TRUE(first);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->instance, first->instance);
  EXPECT_EQ(at.engine().mine(at.ada).size(), 1U);
}

TEST(AwardTree, ReferencesAreNumberedWithinTheCall) {
  Consortium at;
  const InstanceId first = at.nominate(at.ada);
  const InstanceId second = at.nominate(at.ben);

  EXPECT_EQ(at.engine().show(first, at.ada)->snapshot.reference, "ICPerMed_BPR_2026_01");
  EXPECT_EQ(at.engine().show(second, at.ben)->snapshot.reference, "ICPerMed_BPR_2026_02");
}

}  // namespace
}  // namespace accolade
