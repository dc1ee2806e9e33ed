// The workshop as it is shipped, on a real store: who is invited, who may have which place, who
// comes instead of whom.
#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "tests/trees/meeting.h"

namespace accolade {
namespace {

namespace json = boost::json;
using Texts = std::vector<std::string>;

TEST(Workshop, InvitedAddressesBecomePersonsWhoAreWrittenToOnce) {
  Meeting meeting("invited");
  meeting.fire(
      meeting.workshop, "invite", meeting.secretary,
      {{"invitees", "rosa@example.org\nADA@example.org, rosa@example.org"}, {"group", "speaker"}});
  const std::vector<InstanceId> all = meeting.registrations(meeting.secretary);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(meeting.letters(all[0]), Texts{"invitation to "});
  EXPECT_EQ(meeting.letters(all[1]), Texts{"invitation to Ada"});
  EXPECT_EQ(meeting.fields(all[0]).at("group"), Value("speaker"));
  ASSERT_TRUE(meeting.database().directory->by_address("rosa@example.org"));
  EXPECT_EQ(meeting.faults(), Texts());
}

TEST(Workshop, WhatIsNoAddressIsNamedAndNobodyIsInvited) {
  Meeting meeting("invited");
  const Refusal refusal = meeting.refused(meeting.workshop, "invite", meeting.secretary,
                                          {{"invitees", "rosa@example.org\nnobody"}});
  EXPECT_EQ(refusal.why, Why::Invalid);
  EXPECT_EQ(refusal.sentence,
            "“nobody” is no e-mail address; write one a line, as in name@example.org");
  ASSERT_EQ(refusal.problems.size(), 1U);
  EXPECT_EQ(refusal.problems[0].field, "invitees");
  EXPECT_EQ(meeting.registrations(meeting.secretary).size(), 0U);
  EXPECT_FALSE(meeting.database().directory->by_address("rosa@example.org"));
}

TEST(Workshop, WhoeverMayNotInviteAddsNobodyToTheDirectory) {
  Meeting meeting("invited");
  const Refusal refusal =
      meeting.refused(meeting.workshop, "invite", meeting.ada, {{"invitees", "rosa@example.org"}});
  EXPECT_EQ(refusal.why, Why::NotAllowed);
  EXPECT_FALSE(meeting.database().directory->by_address("rosa@example.org"));
}

TEST(Workshop, ByInvitationNobodyElseMayBegin) {
  Meeting meeting("invited");
  EXPECT_EQ(meeting.refused(meeting.workshop, "register", meeting.ada).sentence,
            "The registration has closed, or one has to be invited.");
  EXPECT_EQ(meeting.registrations(meeting.secretary).size(), 0U);
}

TEST(Workshop, ChoicesSayWhatIsFullAndHideWhatIsKeptForOthers) {
  Meeting meeting;
  meeting.registered(meeting.ada);
  const InstanceId ben = meeting.begin(meeting.ben);
  EXPECT_EQ(meeting.choices(ben, meeting.ben),
            (Texts{"On site (full, there is a waiting list)", "Online"}));
  meeting.fire(meeting.workshop, "invite", meeting.secretary,
               {{"invitees", "expert1@example.org"}, {"group", "speaker"}});
  const std::vector<InstanceId> all = meeting.registrations(meeting.secretary);
  EXPECT_EQ(meeting.choices(all.back(), meeting.experts[0]),
            (Texts{"On site (full, there is a waiting list)", "Online", "Stage"}));
}

TEST(Workshop, WhoeverHasTheLastPlaceIsNotToldThatItIsGone) {
  Meeting meeting;
  const InstanceId ada = meeting.registered(meeting.ada);
  EXPECT_EQ(meeting.choices(ada, meeting.ada), (Texts{"On site", "Online"}));
}

// "Modes: On site 0 (1 waiting), Online 2"
Texts left_for(Meeting& meeting, PersonId viewer) {
  const Outcome<Shown> shown = meeting.engine().show(meeting.workshop, viewer);
  EXPECT_TRUE(shown);
  Texts lines;
  for (const PlacesLeft& places : shown->left) {
    for (const PlaceLeft& row : places.rows)
      lines.push_back(places.label + ": " + row.label + " " +
                      (row.left ? std::to_string(*row.left) : "no limit") +
                      (row.has_queue ? ", " + std::to_string(row.waiting) + " waiting" : ""));
  }
  return lines;
}

TEST(Workshop, EverybodyReadsWhatIsLeftAndNobodyOutsideWhatIsKept) {
  Meeting meeting;
  const PersonId visitor;
  EXPECT_EQ(left_for(meeting, visitor),
            (Texts{"Ways to take part: On site 1, 0 waiting",
                   "Ways to take part: Online 2, 0 waiting", "Parallel sessions: Genomes 5"}));
  meeting.registered(meeting.ada);
  meeting.registered(meeting.ben);
  EXPECT_EQ(left_for(meeting, visitor),
            (Texts{"Ways to take part: On site 0, 1 waiting",
                   "Ways to take part: Online 2, 0 waiting", "Parallel sessions: Genomes 4"}));
  EXPECT_EQ(left_for(meeting, meeting.ada), left_for(meeting, visitor));
  EXPECT_EQ(left_for(meeting, meeting.secretary)[2], "Ways to take part: Stage 1, 0 waiting");

  const auto rows = [&](PersonId viewer) {
    return meeting.engine().show(meeting.workshop, viewer)->snapshot.fields.at("modes");
  };
  EXPECT_EQ(rows(visitor).as<List>()->size(), 2U);
  EXPECT_EQ(rows(meeting.ada).as<List>()->size(), 2U);
  EXPECT_EQ(rows(meeting.secretary).as<List>()->size(), 3U);
}

TEST(Workshop, SuccessorTakesOverAndThePersonBeforeSeesItNoMore) {
  Meeting meeting;
  const InstanceId id = meeting.registered(meeting.ada);
  meeting.fire(id, "hand_over", meeting.ada, {{"successor", "rosa@example.org"}});
  const PersonId rosa = meeting.database().directory->by_address("rosa@example.org")->id;
  EXPECT_FALSE(meeting.engine().show(id, rosa));
  meeting.fire(id, "agree", meeting.secretary);
  EXPECT_FALSE(meeting.engine().show(id, meeting.ada));
  const Outcome<Shown> shown = meeting.engine().show(id, rosa);
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->snapshot.fields.count("answers") + shown->snapshot.fields.count("name"), 0U);
  EXPECT_EQ(meeting.letters(id),
            (Texts{"confirmed to Ada", "handed_over to Ada", "taking_over to "}));
  meeting.fire(id, "take_over", rosa,
               {{"name", "Rosa Rossi"},
                {"affiliation", "CNR"},
                {"kind", "research"},
                {"country", "IT"},
                {"agrees", "on"}});
  EXPECT_EQ(meeting.state(id), "confirmed");
  EXPECT_EQ(meeting.fields(id).at("mode"), Value("on_site"));
  EXPECT_EQ(meeting.faults(), Texts());
}

TEST(Workshop, WhoeverHandedOverMayRegisterAgain) {
  Meeting meeting;
  const InstanceId id = meeting.registered(meeting.ada);
  meeting.fire(id, "hand_over", meeting.ada, {{"successor", "ben@example.org"}});
  meeting.fire(id, "agree", meeting.secretary);
  EXPECT_EQ(meeting.state(meeting.registered(meeting.ada, "online")), "confirmed");
  EXPECT_EQ(meeting.refused(meeting.workshop, "register", meeting.ben).why, Why::NotPossible);
}

TEST(Workshop, CalledOffEverybodyIsToldAndNobodyHoldsAPlace) {
  Meeting meeting;
  const InstanceId ada = meeting.registered(meeting.ada);
  const InstanceId ben = meeting.registered(meeting.ben);
  EXPECT_EQ(meeting.state(ben), "waiting");
  meeting.fire(meeting.workshop, "call_off", meeting.secretary);
  meeting.deliver_due();
  EXPECT_EQ(meeting.state(ada) + " " + meeting.state(ben), "called_off called_off");
  EXPECT_EQ(meeting.letters(ben), (Texts{"waiting to Ben", "called_off to Ben"}));
  EXPECT_EQ(meeting.faults(), Texts());
}

TEST(Workshop, AnOfferGoesDownTheListByItsDeadlines) {
  Meeting meeting;
  const InstanceId ada = meeting.registered(meeting.ada);
  const InstanceId ben = meeting.registered(meeting.ben);
  const InstanceId expert = meeting.registered(meeting.experts[0]);
  meeting.fire(ada, "cancel", meeting.ada);
  EXPECT_EQ(meeting.state(ben) + " " + meeting.state(expert), "offered waiting");
  meeting.advance_to("2026-01-13T12:00:01Z");
  EXPECT_EQ(meeting.state(ben) + " " + meeting.state(expert), "lapsed offered");
  meeting.fire(expert, "take", meeting.experts[0]);
  EXPECT_EQ(meeting.state(expert), "confirmed");
  EXPECT_EQ(meeting.faults(), Texts());
}

TEST(Workshop, WhoeverComesWithoutRegisteringGetsAFreePlaceOrNone) {
  Meeting meeting;
  meeting.database().directory->give_role(meeting.ben, "desk", {}, {});
  const InstanceId adas = meeting.registered(meeting.ada);
  const auto walks_in = [&](const char* address) {
    return meeting.engine().fire(
        {meeting.workshop, "walk_in", {{"walk_ins", address}}, meeting.ben});
  };
  EXPECT_EQ(walks_in("rosa@example.org").refusal().why, Why::NotPossible);
  EXPECT_EQ(meeting.registrations(meeting.secretary), std::vector<InstanceId>{adas});

  meeting.advance_to("2026-05-04T08:00:00Z");
  const Outcome<Applied> rosa = walks_in("rosa@example.org");
  ASSERT_TRUE(rosa) << rosa.refusal().sentence;
  EXPECT_EQ(meeting.state(rosa->instance), "at_the_door");
  const auto admitted = [&](const char* mode) {
    return Answers{{"name", "Rosa Rossi"},
                   {"affiliation", "CNR"},
                   {"kind", "research"},
                   {"country", "IT"},
                   {"mode", mode}};
  };
  EXPECT_EQ(meeting.refused(rosa->instance, "admit", meeting.ben, admitted("on_site")).sentence,
            "There is no place left for “On site”.");
  EXPECT_EQ(meeting.state(rosa->instance), "at_the_door");
  meeting.fire(rosa->instance, "admit", meeting.ben, admitted("online"));
  EXPECT_EQ(meeting.state(rosa->instance), "attended");
  EXPECT_EQ(meeting.letters(rosa->instance), Texts());
  EXPECT_EQ(walks_in("nobody").refusal().why, Why::Invalid);
  EXPECT_EQ(meeting.faults(), Texts());
}

TEST(Workshop, FromTheOpeningToTheEnd) {
  Meeting meeting;
  const InstanceId ada = meeting.registered(meeting.ada);
  const InstanceId ben = meeting.registered(meeting.ben, "online");
  meeting.advance_to("2026-04-20T16:00:00Z");
  EXPECT_EQ(meeting.state(meeting.workshop), "closed");
  meeting.advance_to("2026-05-02T08:00:00Z");
  EXPECT_EQ(meeting.letters(ada), (Texts{"confirmed to Ada", "reminder to Ada"}));
  meeting.advance_to("2026-05-04T08:00:00Z");
  EXPECT_EQ(meeting.state(meeting.workshop), "running");
  meeting.fire(ada, "attend", meeting.secretary);
  meeting.advance_to("2026-05-05T15:00:00Z");
  EXPECT_EQ(meeting.state(meeting.workshop) + " " + meeting.state(ada) + " " + meeting.state(ben),
            "over took_part absent");
  EXPECT_EQ(meeting.faults(), Texts());
}

}  // namespace
}  // namespace accolade
