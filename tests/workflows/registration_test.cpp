// A registration of the workshop, from the form to the certificate, each way alone.
#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace accolade {
namespace {

namespace json = boost::json;
using std::chrono::days;
using std::chrono::hours;
using Letters = std::vector<std::string>;

constexpr std::int64_t participant = 7, office = 1, door_person = 2;

const Instant registration_closes = *parse_instant("2026-10-30T16:00:00Z");
const Instant workshop_begins = *parse_instant("2026-11-10T08:00:00Z");
const Instant workshop_ends = *parse_instant("2026-11-11T15:00:00Z");

Value row(const char* name, const char* label, const char* kept_for = "") {
  Record record{{"name", Value(name)}, {"label", Value(label)}, {"capacity", Value(1)}};
  if (*kept_for != '\0') record.emplace("kept_for", Value(kept_for));
  return Value(std::move(record));
}

Answers on_site() {
  return {{"name", "Rosa Rossi"},
          {"affiliation", "Hospital of Siena"},
          {"kind", "care"},
          {"country", "IT"},
          {"mode", "on_site"},
          {"session", "genomes"},
          {"answers", json::object{{"diet", "No nuts"}}},
          {"agrees", "on"}};
}

// Not begun yet.
Scenario to_be_begun(Instant at, const char* admission) {
  Scenario scenario(shipped("workshop"), "registration");
  scenario.at(at)
      .above("parent.closes_at", Value(registration_closes))
      .above("parent.begins_at", Value(workshop_begins))
      .above("parent.ends_at", Value(workshop_ends))
      .above("parent.admission", Value(admission))
      .above("parent.modes", Value(List{row("on_site", "On site"), row("online", "Online"),
                                        row("stage", "Stage", "speaker")}))
      .above("parent.sessions", Value(List{row("genomes", "Genomes"), row("trials", "Trials")}))
      .above("parent.questions", Value(List{row("diet", "Diet")}))
      .person("participant", participant)
      .person("secretary", office)
      .person("desk", door_person);
  return scenario;
}

Scenario invited_as(const char* group, const char* admission) {
  Scenario scenario = to_be_begun(registration_closes - days(30), admission);
  if (*group != '\0') scenario.holding({{"group", Value(group)}, {"is_invited", Value(true)}});
  scenario.begun();
  return scenario;
}

Scenario form(const char* admission = "open") {
  return invited_as("", admission);
}

Scenario at_the_door() {
  Scenario scenario = to_be_begun(workshop_begins, "open");
  scenario.holding({{"is_at_the_door", Value(true)}}).begun();
  return scenario;
}

Scenario registered() {
  Scenario scenario = form();
  scenario.raise("submit", "participant", on_site());
  return scenario;
}

Scenario on_the_list() {
  Scenario scenario = form();
  scenario.full({"modes.on_site"}).raise("submit", "participant", on_site());
  return scenario;
}

TEST(Registration, WhileThereAreAPlaceAndASessionItIsConfirmed) {
  const Scenario scenario = registered();
  EXPECT_EQ(scenario.here(), "confirmed");
  EXPECT_EQ(scenario.posted(), (Letters{"confirmed to participant 7"}));
  EXPECT_EQ(scenario.says(), "{actor} registered");
  EXPECT_EQ(scenario.timers(),
            (Letters{"reminder 2026-11-08T08:00:00Z", "end 2026-11-11T15:00:00Z"}));
}

TEST(Registration, WithoutAPlaceItWaits) {
  const Scenario scenario = on_the_list();
  EXPECT_EQ(scenario.here(), "waiting");
  EXPECT_EQ(scenario.posted(), (Letters{"waiting to participant 7"}));
}

TEST(Registration, AFullSessionIsSaidAndNobodyWaitsForAWayThatIsFree) {
  Scenario scenario = form();
  scenario.full({"sessions.genomes"}).raise("submit", "participant", on_site());
  EXPECT_EQ(scenario.refused(), "NotPossible: There is no place left for “Genomes”.");
  EXPECT_EQ(scenario.here(), "draft");
  EXPECT_EQ(scenario.posted(), Letters());
}

TEST(Registration, AfterTheCloseAFormLapses) {
  Scenario scenario = form();
  scenario.pass(days(31));
  EXPECT_EQ(scenario.here(), "lapsed");
  EXPECT_EQ(scenario.posted(), Letters());
}

TEST(Registration, PlacesThatAreKeptForSpeakersAreForSpeakers) {
  Answers answers = on_site();
  answers["mode"] = "stage";
  Scenario anybody = form();
  anybody.raise("submit", "participant", answers);
  EXPECT_EQ(anybody.refused(),
            "Invalid\nmode: The places of “Stage” are kept for others; choose another");
  Scenario guest = invited_as("guest", "invited");
  guest.raise("submit", "participant", answers);
  EXPECT_EQ(guest.here(), "draft");
  Scenario speaker = invited_as("speaker", "invited");
  speaker.raise("submit", "participant", answers);
  EXPECT_EQ(speaker.here(), "confirmed");
}

TEST(Registration, WhoeverIsInvitedIsWrittenTo) {
  EXPECT_EQ(invited_as("guest", "invited").posted(), (Letters{"invitation to participant 7"}));
  EXPECT_EQ(form().posted(), Letters());
}

TEST(Registration, WhereTheSecretariatDecidesOneAsksFirst) {
  Scenario scenario = form("moderated");
  scenario.raise("submit", "participant", on_site());
  EXPECT_EQ(scenario.here(), "requested");
  EXPECT_EQ(scenario.posted(), (Letters{"requested to participant 7"}));
  EXPECT_EQ(scenario.offered("secretary"), (Letters{"accept", "decline"}));
  EXPECT_EQ(scenario.offered("desk"), Letters());
  scenario.raise("accept", "secretary");
  EXPECT_EQ(scenario.here(), "confirmed");
  EXPECT_EQ(scenario.posted(), (Letters{"confirmed to participant 7"}));
}

TEST(Registration, WhoeverWasInvitedIsNotAskedAboutAgain) {
  Scenario scenario = invited_as("guest", "moderated");
  scenario.raise("submit", "participant", on_site());
  EXPECT_EQ(scenario.here(), "confirmed");
}

TEST(Registration, AcceptedWithoutAPlaceItWaitsAndWithoutASessionItMayChooseAnother) {
  Scenario waiting = form("moderated");
  waiting.raise("submit", "participant", on_site())
      .full({"modes.on_site"})
      .raise("accept", "secretary");
  EXPECT_EQ(waiting.here(), "waiting");
  Scenario choosing = form("moderated");
  choosing.raise("submit", "participant", on_site())
      .full({"sessions.genomes"})
      .raise("accept", "secretary");
  EXPECT_EQ(choosing.here(), "offered");
  choosing.raise("take", "participant", {{"session", "trials"}});
  EXPECT_EQ(choosing.here(), "confirmed");
  EXPECT_EQ(choosing.field("session"), Value("trials"));
}

TEST(Registration, DeclinedWithAReasonItIsOver) {
  Scenario scenario = form("moderated");
  scenario.raise("submit", "participant", on_site()).raise("decline", "secretary");
  EXPECT_EQ(scenario.here(), "requested");
  scenario.raise("decline", "secretary", {{"decline_reason", "For clinicians only"}});
  EXPECT_EQ(scenario.outcome(), "declined");
  EXPECT_EQ(scenario.posted(), (Letters{"declined to participant 7"}));
}

TEST(Registration, AFreePlaceIsKeptForThreeDays) {
  Scenario scenario = on_the_list();
  scenario.full({}).told("offered.mode");
  EXPECT_EQ(scenario.here(), "offered");
  EXPECT_EQ(scenario.posted(), (Letters{"offer to participant 7"}));
  EXPECT_EQ(scenario.field("answer_by"), Value(registration_closes - days(27)));
  scenario.raise("take", "participant", {{"session", "genomes"}});
  EXPECT_EQ(scenario.here(), "confirmed");
  EXPECT_EQ(scenario.posted(), (Letters{"confirmed to participant 7"}));
}

TEST(Registration, AnOfferThatNobodyTakesGoesOn) {
  Scenario scenario = on_the_list();
  scenario.full({}).told("offered.mode").pass(hours(72));
  EXPECT_EQ(scenario.outcome(), "lapsed");
  EXPECT_EQ(scenario.posted(), (Letters{"offer_lapsed to participant 7"}));
}

TEST(Registration, NearTheDateAnOfferIsShorterAndNeverLongerThanTheTimeThatIsLeft) {
  Scenario days_before = on_the_list();
  days_before.at(workshop_begins - days(4)).full({}).told("offered.mode");
  EXPECT_EQ(days_before.field("answer_by"), Value(workshop_begins - days(4) + hours(12)));
  Scenario hours_before = on_the_list();
  hours_before.at(workshop_begins - hours(6)).full({}).told("offered.mode");
  EXPECT_EQ(hours_before.field("answer_by"), Value(workshop_begins));
}

TEST(Registration, WhoeverStillWaitsWhenItBeginsHasNoPlace) {
  Scenario scenario = on_the_list();
  scenario.pass(days(60));
  EXPECT_EQ(scenario.outcome(), "no place");
}

TEST(Registration, SwitchingNeedsBothPlacesOrChangesNothing) {
  Scenario scenario = registered();
  scenario.full({"modes.online"})
      .raise("switch", "participant", {{"mode", "online"}, {"session", "trials"}});
  EXPECT_EQ(scenario.refused(), "NotPossible: There is no place left for “Online”.");
  EXPECT_EQ(scenario.field("mode"), Value("on_site"));
  EXPECT_EQ(scenario.field("session"), Value("genomes"));
  scenario.full({"modes.on_site", "sessions.genomes"})
      .raise("switch", "participant", {{"mode", "online"}, {"session", "trials"}});
  EXPECT_EQ(scenario.field("mode"), Value("online"));
  EXPECT_EQ(scenario.field("session"), Value("trials"));
  EXPECT_EQ(scenario.posted(), (Letters{"confirmed to participant 7"}));
}

TEST(Registration, APlaceIsGivenUp) {
  Scenario scenario = registered();
  scenario.raise("cancel", "participant");
  EXPECT_EQ(scenario.outcome(), "cancelled");
  EXPECT_EQ(scenario.posted(), (Letters{"cancelled to participant 7"}));
}

TEST(Registration, AColleagueComesInsteadOnceTheSecretariatAgrees) {
  Scenario scenario = registered();
  scenario.raise("hand_over", "participant", {{"successor", "9"}});
  EXPECT_EQ(scenario.here(), "handing");
  EXPECT_EQ(scenario.offered("desk"), Letters());
  scenario.raise("agree", "secretary");
  EXPECT_EQ(scenario.here(), "taking_over");
  EXPECT_EQ(scenario.posted(),
            (Letters{"handed_over to participant 7", "taking_over to participant 9"}));
  EXPECT_EQ(scenario.field("answers"), Value());
  EXPECT_EQ(scenario.field("name"), Value());
  EXPECT_EQ(scenario.field("mode"), Value("on_site"));
  EXPECT_EQ(scenario.field("session"), Value("genomes"));
}

TEST(Registration, WithoutTheSecretariatTheyComeThemselves) {
  Scenario refused = registered();
  refused.raise("hand_over", "participant", {{"successor", "9"}})
      .raise("refuse", "secretary", {{"decline_reason", "Too late"}});
  EXPECT_EQ(refused.here(), "confirmed");
  EXPECT_EQ(refused.posted(), (Letters{"not_handed_over to participant 7"}));
  Scenario kept = registered();
  kept.raise("hand_over", "participant", {{"successor", "9"}}).raise("keep", "participant");
  EXPECT_EQ(kept.here(), "confirmed");
}

TEST(Registration, AtTheDoorTheyAreCheckedInAndItCanBeUndone) {
  Scenario scenario = registered();
  EXPECT_EQ(scenario.offered("desk"), (Letters{"attend"}));
  scenario.raise("attend", "desk");
  EXPECT_EQ(scenario.here(), "attended");
  scenario.raise("attend", "desk");
  EXPECT_EQ(scenario.here(), "attended");
  EXPECT_NE(scenario.refused(), "");
  scenario.raise("undo", "desk");
  EXPECT_EQ(scenario.here(), "confirmed");
  EXPECT_EQ(scenario.offered("participant"), (Letters{"hand_over", "switch", "cancel"}));
}

TEST(Registration, WhoeverComesWithoutOneIsLetInWhereThereIsAPlace) {
  const Answers answers{{"name", "Rosa Rossi"}, {"affiliation", "CNR"}, {"kind", "research"},
                        {"country", "IT"},      {"mode", "on_site"},    {"session", "genomes"}};
  Scenario walk_in = at_the_door();
  EXPECT_EQ(walk_in.here(), "at_the_door");
  EXPECT_EQ(walk_in.posted(), Letters());
  walk_in.raise("admit", "participant", answers);
  EXPECT_EQ(walk_in.refused(),
            "NotAllowed: “Check in” is not for you to do here; ask the secretariat.");
  walk_in.full({"modes.on_site"}).raise("admit", "desk", answers);
  EXPECT_EQ(walk_in.refused(), "NotPossible: There is no place left for “On site”.");
  walk_in.full({}).raise("admit", "desk", answers);
  EXPECT_EQ(walk_in.here(), "attended");
  EXPECT_EQ(walk_in.says(), "{actor} checked them in at the door");

  Scenario turned_away = at_the_door();
  turned_away.raise("send_away", "secretary");
  EXPECT_EQ(turned_away.here(), "cancelled");
  Scenario forgotten = at_the_door();
  forgotten.pass(days(1));
  EXPECT_EQ(forgotten.here(), "at_the_door");
  forgotten.pass(days(3));
  EXPECT_EQ(forgotten.here(), "lapsed");
}

TEST(Registration, WhoeverCameTookPartAndWhoeverDidNotWasAbsent) {
  Scenario came = registered();
  came.at(workshop_begins).raise("attend", "desk").pass(days(2));
  EXPECT_EQ(came.outcome(), "took part");
  EXPECT_EQ(came.posted(), (Letters{"thanks to participant 7"}));
  Scenario absent = registered();
  absent.at(workshop_begins).pass(days(2));
  EXPECT_EQ(absent.outcome(), "absent");
  EXPECT_EQ(absent.posted(), Letters());
}

TEST(Registration, TwoDaysBeforeTheyAreReminded) {
  Scenario scenario = registered();
  scenario.at(workshop_begins - days(3)).pass(days(1));
  EXPECT_EQ(scenario.posted(), (Letters{"reminder to participant 7"}));
}

TEST(Registration, WhenTheWorkshopIsCalledOffEverybodyIsTold) {
  Scenario requested = form("moderated");
  requested.raise("submit", "participant", on_site());
  Scenario offered = on_the_list();
  offered.full({}).told("offered.mode");
  for (Scenario scenario : {registered(), on_the_list(), requested, offered}) {
    scenario.told("called_off");
    EXPECT_EQ(scenario.outcome(), "called off");
    EXPECT_EQ(scenario.posted(), (Letters{"called_off to participant 7"}));
  }
}

}  // namespace
}  // namespace accolade
