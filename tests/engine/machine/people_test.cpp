// Who may raise what, what is asked of them, what they are told, and what follows for others.
#include <gtest/gtest.h>

#include "tests/support/chart.h"

namespace accolade {
namespace {

const char* const with_roles = R"y(
people: {applicant: creator, secretary: above}
fields:
  title: {type: text, label: Title of the work}
  note: {type: text, optional: true, default: none}
  contact: {type: text, label: Contact, personal: true}
sees: {applicant: {fields: [title, note]}, secretary: {fields: [title, contact]}}
states:
  draft:
    title: Draft, not sent in
    form: {applicant: [title, contact]}
    timers: {lapse: {after: 48h, to: lapsed}}
    on:
      submit:
        by: applicant
        if: "!in_state('lapsed')"
        ask: form
        label: Send in
        to: submitted
        says: "{actor} sent it in"
        mail: {receipt: applicant, arrived: [secretary, applicant]}
      remark: {by: [applicant, secretary], ask: [note]}
      pick: {by: secretary, if: "has(event.note) && event.note == 'yes'", otherwise: Say yes., ask: [note], to: lapsed}
      never: {by: secretary, if: "1 > 2", otherwise: It is too late.}
      inner: {to: lapsed}
  submitted: {on: {sign: {by: anyone}}}
  lapsed: {}
)y";

const Answers complete = {{"title", " A title "}, {"contact", "Ada"}};

TEST(People, NeedARoleOfBy) {
  Chart chart(with_roles);
  EXPECT_EQ(chart.raise("submit", {"secretary"}, complete).refused(),
            "NotAllowed: “Send in” is not for you to do here; ask the secretariat.");
  EXPECT_EQ(chart.here(), "draft");
  EXPECT_EQ(chart.raise("submit", {"applicant", "other"}, complete).here(), "submitted");
}

TEST(People, AnyoneIsEverybody) {
  Chart chart(with_roles);
  chart.raise("submit", {"applicant"}, complete).raise("sign", {});
  EXPECT_EQ(chart.refused(), "");
}

TEST(People, CannotRaiseWhatIsForTimersAndParents) {
  Chart chart(with_roles);
  EXPECT_EQ(chart.raise("lapse", {"applicant", "secretary"}).refused(),
            "NotAllowed: “Lapse” is not for you to do here; ask the secretariat.");
  EXPECT_EQ(chart.raise("inner", {"secretary"}).refusal->why, Why::NotAllowed);
  EXPECT_EQ(chart.hear("inner", Event::Source::Parent).here(), "lapsed");
}

TEST(People, OthersCannotRaiseWhatIsForPeople) {
  Chart chart(with_roles);
  EXPECT_EQ(chart.hear("submit", Event::Source::Parent).refusal->why, Why::NotAllowed);
  EXPECT_EQ(chart.here(), "draft");
}

TEST(People, AreToldWhyNot) {
  Chart chart(with_roles);
  EXPECT_EQ(chart.raise("never", {"secretary"}).refused(), "NotPossible: It is too late.");
  EXPECT_EQ(chart.raise("sign", {"secretary"}).refused(),
            "NotPossible: “Sign” is not possible at “Draft, not sent in”.");
}

TEST(People, AnswersAreSetAndTheHistoryKnowsThem) {
  Chart chart(with_roles);
  chart.raise("submit", {"applicant"}, complete);
  EXPECT_EQ(chart.snapshot.fields, (Fields{{"title", Value("A title")},
                                           {"contact", Value("Ada")},
                                           {"note", Value("none")},
                                           {"log", Value("")}}));
  const Happened& happened = chart.step->happened;
  EXPECT_EQ(happened.event, "submit");
  EXPECT_EQ(happened.actor, PersonId{7});
  EXPECT_EQ(happened.roles, (std::vector<std::string>{"applicant"}));
  EXPECT_EQ(happened.at, noon);
  EXPECT_EQ(happened.from, Configuration{"draft"});
  EXPECT_EQ(happened.to, Configuration{"submitted"});
  EXPECT_EQ(happened.changed, (Fields{{"title", Value("A title")}, {"contact", Value("Ada")}}));
  EXPECT_EQ(happened.personal, std::set<std::string>{"contact"});
  EXPECT_EQ(happened.says, "{actor} sent it in");
}

TEST(People, MissingAnswersAreNamedOneByOne) {
  Chart chart(with_roles);
  EXPECT_EQ(chart.raise("submit", {"applicant"}, {{"title", " "}}).refused(),
            "Invalid\ntitle: Enter the title of the work\ncontact: Enter the contact");
  EXPECT_EQ(chart.snapshot.version, 1);
}

TEST(People, WhatIsNotAskedForIsRefused) {
  Chart chart(with_roles);
  EXPECT_EQ(
      chart.raise("remark", {"secretary"}, {{"title", "x"}, {"nothing", 1}}).refused(),
      "Invalid\nnothing: “nothing” is not asked for here\ntitle: “title” is not asked for here");
}

TEST(People, AnOptionalAnswerOfNothingGoesBackToTheDefault) {
  Chart chart(with_roles);
  chart.raise("remark", {"secretary"}, {{"note", "x"}}).raise("remark", {"secretary"});
  EXPECT_EQ(at(chart.snapshot.fields, "note"), Value("x"));
  chart.raise("remark", {"secretary"}, {{"note", ""}});
  EXPECT_EQ(at(chart.snapshot.fields, "note"), Value("none"));
}

TEST(People, ADraftFillsWhatTheEventDoesNotBring) {
  Chart chart(with_roles);
  chart.facts.draft = {{"title", "Drafted"}, {"contact", "Bob"}, {"unrelated", "x"}};
  chart.raise("submit", {"applicant"}, {{"contact", "Ada"}});
  EXPECT_EQ(at(chart.snapshot.fields, "title"), Value("Drafted"));
  EXPECT_EQ(at(chart.snapshot.fields, "contact"), Value("Ada"));
  EXPECT_EQ(chart.step->taken, (std::set<std::string>{"title", "contact"}));
}

TEST(People, AFormThatComesBackKeepsItsAnswers) {
  Chart chart(with_roles);
  chart.begin_with({{"title", Value("Before")}, {"contact", Value("Ada")}});
  chart.raise("submit", {"applicant"}, {{"title", "After"}});
  EXPECT_EQ(chart.refused(), "");
  EXPECT_EQ(at(chart.snapshot.fields, "title"), Value("After"));
}

TEST(People, AConditionMayReadTheAnswer) {
  Chart chart(with_roles);
  EXPECT_EQ(chart.raise("pick", {"secretary"}, {{"note", "no"}}).refused(),
            "NotPossible: Say yes.");
  EXPECT_EQ(chart.raise("pick", {"secretary"}, {{"note", "yes"}}).here(), "lapsed");
}

TEST(People, AreOfferedWhatTheyMayRaise) {
  Chart chart(with_roles);
  chart.begin_with();
  EXPECT_EQ(chart.offered({"applicant"}), (std::vector<std::string>{"submit", "remark"}));
  EXPECT_EQ(chart.offered({"secretary"}), (std::vector<std::string>{"remark", "pick"}));
  chart.facts.actor = {PersonId{7}, {"secretary"}};
  const std::vector<Offer> all = offers(chart.workflow, chart.snapshot, chart.facts);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[2].event, "never");
  EXPECT_FALSE(all[2].enabled);
  EXPECT_EQ(all[2].otherwise, "It is too late.");
}

TEST(People, AnOfferSaysWhatIsAsked) {
  Chart chart(with_roles);
  chart.begin_with();
  chart.facts.actor = {PersonId{7}, {"applicant"}};
  const std::vector<Offer> all = offers(chart.workflow, chart.snapshot, chart.facts);
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all[0].label, "Send in");
  ASSERT_EQ(all[0].ask.size(), 2U);
  EXPECT_EQ(all[0].ask[0]->name, "title");
  EXPECT_EQ(all[0].ask[1]->name, "contact");
  EXPECT_FALSE(all[0].starts);
}

TEST(People, EventsAreKnownByName) {
  const Chart chart(with_roles);
  EXPECT_TRUE(is_event_of(chart.workflow, "submit"));
  EXPECT_TRUE(is_event_of(chart.workflow, "sign"));
  EXPECT_FALSE(is_event_of(chart.workflow, "subm"));
}

TEST(Letters, GoToTheHoldersAndShowWhatAllOfThemMaySee) {
  Chart chart(with_roles);
  chart.snapshot.people = {{"applicant", PersonId{7}}};
  chart.facts.people = {{"secretary", PersonId{1}}, {"secretary", PersonId{2}}};
  chart.raise("submit", {"applicant"}, complete);
  const Member applicant{"applicant", PersonId{7}};
  const MailEffect receipt{
      "receipt", {applicant}, {{"title", Value("A title")}, {"note", Value("none")}}};
  const MailEffect arrived{"arrived",
                           {{"secretary", PersonId{1}}, {"secretary", PersonId{2}}, applicant},
                           {{"title", Value("A title")}}};
  ASSERT_EQ(chart.step->effects.size(), 3U);
  EXPECT_EQ(std::get<CancelEffect>(chart.step->effects[0]), CancelEffect{"lapse"});
  EXPECT_EQ(std::get<MailEffect>(chart.step->effects[1]), receipt);
  EXPECT_EQ(std::get<MailEffect>(chart.step->effects[2]), arrived);
}

TEST(Letters, ToARoleThatNobodyHoldsGoToNobody) {
  Chart chart(with_roles);
  chart.raise("submit", {"applicant"}, complete);
  EXPECT_EQ(std::get<MailEffect>(chart.step->effects[1]).to, std::vector<Member>{});
}

const char* const with_children = R"(
people: {secretary: above}
fields: {reviewers: {type: people, label: Reviewers}, year: {type: int, default: 2026}}
states:
  a:
    on:
      assign: {by: secretary, ask: [reviewers], start: {review: {each: reviewers, limit: one per person}}}
      join: {by: anyone, start: {registration: {limit: one per person, fields: {year: year}}}}
      open: {by: anyone, start: nomination}
)";

TEST(Children, OneForEachPersonOfTheField) {
  Chart chart(with_children);
  chart.facts.started_for = {PersonId{12}};
  chart.raise("assign", {"secretary"}, {{"reviewers", {"11", "12", "13"}}});
  EXPECT_EQ(chart.refused(), "");
  ASSERT_EQ(chart.step->effects.size(), 2U);
  EXPECT_EQ(std::get<StartEffect>(chart.step->effects[0]),
            (StartEffect{"review", {{"", PersonId{11}}}, {}}));
  EXPECT_EQ(std::get<StartEffect>(chart.step->effects[1]),
            (StartEffect{"review", {{"", PersonId{13}}}, {}}));
}

TEST(Children, NobodyNewIsRefusedAtTheField) {
  Chart chart(with_children);
  chart.facts.started_for = {PersonId{12}};
  EXPECT_EQ(chart.raise("assign", {"secretary"}, {{"reviewers", {"12"}}}).refused(),
            "Invalid\nreviewers: Choose somebody who does not have one yet.");
}

TEST(Children, OneForTheActorWithFieldsOfItsOwn) {
  Chart chart(with_children);
  chart.raise("join", {});
  EXPECT_EQ(std::get<StartEffect>(chart.step->effects.at(0)),
            (StartEffect{"registration", {{"", PersonId{7}}}, {{"year", Value(2026)}}}));
}

TEST(Children, OnlyOneAPersonWhereItSaysSo) {
  Chart chart(with_children);
  chart.facts.started_for = {PersonId{7}};
  EXPECT_EQ(chart.raise("join", {}).refused(),
            "NotPossible: You have started one already; only one a person is possible.");
  EXPECT_EQ(chart.offered({}), (std::vector<std::string>{"open"}));
  EXPECT_EQ(chart.raise("open", {}).refused(), "");
}

TEST(Children, AreTold) {
  Chart chart(
      "states: {a: {on: {e: {tell: {children: nomination, in: ranked, first: 3, by: score, "
      "ties: all, event: award}}, f: {tell: {parent: done}}}}}");
  chart.raise("e");
  const Tell& tell = std::get<TellEffect>(chart.step->effects.at(0)).tell;
  EXPECT_EQ(tell.children, "nomination");
  EXPECT_EQ(tell.first, 3);
  chart.raise("f");
  EXPECT_TRUE(std::get<TellEffect>(chart.step->effects.at(0)).tell.to_parent);
}

TEST(Beginning, SetsDefaultsAndSaysSo) {
  Chart chart(
      "title: Nomination\nfields: {x: {type: int, default: 1}, y: {type: int, default: 2}}\n"
      "states: {a: {}}");
  chart.begin_with({{"y", Value(5)}});
  EXPECT_EQ(chart.snapshot.fields, (Fields{{"log", Value("")}, {"x", Value(1)}, {"y", Value(5)}}));
  EXPECT_EQ(chart.snapshot.version, 1);
  EXPECT_EQ(chart.snapshot.created, noon);
  EXPECT_EQ(chart.step->happened.event, "begin");
  EXPECT_EQ(chart.step->happened.changed, chart.snapshot.fields);
  EXPECT_EQ(chart.step->happened.from, Configuration{});
  EXPECT_EQ(chart.step->happened.says, "The nomination was started");
}

TEST(Beginning, ADamagedConfigurationIsADefectAndNoRefusal) {
  Chart chart("states: {a: {on: {e: a}}}");
  chart.begin_with();
  chart.snapshot.configuration = {"gone"};
  EXPECT_THROW(chart.raise("e"), std::runtime_error);
}

}  // namespace
}  // namespace accolade
