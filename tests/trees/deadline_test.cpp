// Deadlines of whole trees: the call moves its date, one nomination has more time, a request is on
// its way.
#include <gtest/gtest.h>

#include "db/sql/connection.h"
#include "engine/use_case/shared_deadline.h"
#include "tests/trees/consortium.h"

namespace accolade {
namespace {

constexpr const char* close_text = "2026-03-02T16:00:00Z";
constexpr const char* extended_text = "2026-03-06T16:00:00Z";

Instant moment(const std::string& text) {
  return parse_instant(text).value();
}

// What the clock waits for, of one instance: "lapse at 2026-03-02T16:00:00Z" for an instant of its
// own, "lapse with all" for the row that all nominations share.
std::vector<std::string> wake_ups(Consortium& at, InstanceId id) {
  std::vector<std::string> lines;
  for (const db::Row& row :
       db::Connection(at.url(), db::Access::Read)
           .rows("SELECT name, due, owner FROM timer WHERE instance = :id ORDER BY name, number", 3,
                 {{"id", id}})) {
    const std::optional<Instant> due = row[1].optional_instant();
    lines.push_back(row[0].text + (due ? " at " + to_text(*due) : " with all"));
  }
  return lines;
}
using Waits = std::vector<std::string>;

void extend(Consortium& at, InstanceId draft, const char* until) {
  at.fire(draft, "extend", at.secretary,
          {{"extended_until", until}, {"extension_reason", "The clinic was flooded."}});
}

TEST(Extension, HoldsForOneNominationAndTheOthersLapseAtTheClose) {
  Consortium at;
  const InstanceId adas = at.nominate(at.ada), bens = at.nominate(at.ben);
  at.fill_in(adas, at.ada);
  at.jump_to("2026-02-20T12:00:00Z");
  extend(at, adas, extended_text);
  EXPECT_EQ(at.letters(adas), Waits{"extended to Ada"});

  at.advance_to("2026-03-02T16:00:01Z");
  EXPECT_EQ(at.configuration(bens), Configuration{"lapsed"});
  EXPECT_EQ(at.configuration(at.call), Configuration{"judging"});
  EXPECT_EQ(accolade::at(at.fields(at.call), "closes_at"), Value(moment(close_text)));
  EXPECT_EQ(at.engine().show(adas, at.ada)->by, moment(extended_text));

  at.advance_to("2026-03-06T15:59:59Z");
  at.fire(adas, "submit", at.ada);
  EXPECT_EQ(at.configuration(adas), Configuration{"submitted"});
  EXPECT_EQ(at.faults(), Waits{});
}

TEST(Extension, LapsesWhenItIsOver) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  at.fill_in(draft, at.ada);
  extend(at, draft, extended_text);

  at.advance_to("2026-03-06T15:59:59Z");
  EXPECT_EQ(at.configuration(draft), Configuration{"draft"});
  EXPECT_EQ(at.letters(draft), (Waits{"extended to Ada", "reminder to Ada"}));
  at.jump_to(extended_text);
  EXPECT_EQ(at.refused(draft, "submit", at.ada).why, Why::NotPossible);
  EXPECT_EQ(at.configuration(draft), Configuration{"lapsed"});
}

TEST(Extension, IsLaterThanNowAndThanTheClose) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  for (const char* until : {"2026-01-10T12:00:00Z", close_text, "2026-02-01T00:00:00Z"}) {
    const Refusal refusal =
        at.refused(draft, "extend", at.secretary,
                   {{"extended_until", until}, {"extension_reason", "The clinic was flooded."}});
    EXPECT_EQ(refusal.sentence,
              "Choose a moment that is still to come and is later than the close of the call.");
  }
  const Refusal unexplained =
      at.refused(draft, "extend", at.secretary, {{"extended_until", extended_text}});
  EXPECT_EQ(unexplained.why, Why::Invalid);
  ASSERT_EQ(unexplained.problems.size(), 1U);
  EXPECT_EQ(unexplained.problems[0].field, "extension_reason");
  EXPECT_EQ(at.refused(draft, "extend", at.ada, {}).why, Why::NotAllowed);
}

TEST(Extension, HasAWakeUpOfItsOwnAndTheOthersStayOnTheSharedRow) {
  Consortium at;
  const InstanceId adas = at.nominate(at.ada), bens = at.nominate(at.ben);
  extend(at, adas, extended_text);

  EXPECT_EQ(wake_ups(at, bens), (Waits{"lapse with all", "reminder with all"}));
  EXPECT_EQ(wake_ups(at, adas), (Waits{"lapse at 2026-03-06T16:00:00Z", "lapse with all",
                                       "reminder at 2026-03-04T16:00:00Z", "reminder with all"}));
  EXPECT_EQ(at.faults(), Waits{});

  at.advance_to(close_text);
  EXPECT_EQ(wake_ups(at, adas),
            (Waits{"lapse at 2026-03-06T16:00:00Z", "reminder at 2026-03-04T16:00:00Z"}));
  EXPECT_EQ(at.faults(), Waits{});
}

TEST(Extension, IsOvertakenByALaterCloseOfTheCall) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  extend(at, draft, extended_text);
  at.fire(at.call, "extend", at.secretary, {{"closes_at", "2026-03-20T16:00:00Z"}});
  EXPECT_EQ(at.engine().show(draft, at.ada)->by, moment("2026-03-20T16:00:00Z"));

  at.advance_to("2026-03-20T15:59:59Z");
  EXPECT_EQ(at.configuration(draft), Configuration{"draft"});
  at.advance_to("2026-03-20T16:00:00Z");
  EXPECT_EQ(at.configuration(draft), Configuration{"lapsed"});
}

TEST(Extension, HoldsWhenTheCallClosesLaterAndThenEarlierAgain) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  at.fire(at.call, "extend", at.secretary, {{"closes_at", "2026-03-20T16:00:00Z"}});
  extend(at, draft, "2026-03-25T16:00:00Z");
  at.fire(at.call, "extend", at.secretary, {{"closes_at", "2026-03-30T16:00:00Z"}});
  at.fire(at.call, "extend", at.secretary, {{"closes_at", close_text}});

  at.advance_to("2026-03-25T15:59:59Z");
  EXPECT_EQ(at.configuration(draft), Configuration{"draft"});
  at.advance_to("2026-03-25T16:00:00Z");
  EXPECT_EQ(at.configuration(draft), Configuration{"lapsed"});
}

TEST(MovedClose, IsShownToWhoeverFillsInADraft) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  at.fire(at.call, "extend", at.secretary, {{"closes_at", "2026-03-09T16:00:00Z"}});

  EXPECT_EQ(at.engine().show(draft, at.ada)->by, moment("2026-03-09T16:00:00Z"));
  ASSERT_EQ(at.engine().tasks(at.ada).size(), 1U);
  EXPECT_EQ(at.engine().tasks(at.ada)[0].by, moment("2026-03-09T16:00:00Z"));
}

TEST(MovedClose, LeavesNobodyWokenAgainAndAgain) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  extend(at, draft, extended_text);
  at.jump_to("2026-03-02T16:00:00Z");
  at.deliver_due();

  EXPECT_EQ(at.database().instances->due(100), std::vector<InstanceId>{});
}

TEST(MovedClose, ReminderWhoseMomentHadPassedIsLeftOutAndOneThatCameLaterIsSent) {
  Consortium at;
  const InstanceId adas = at.nominate(at.ada);
  at.jump_to("2026-01-12T12:00:00Z");
  at.fire(at.call, "extend", at.secretary, {{"closes_at", "2026-01-13T16:00:00Z"}});
  at.deliver_due();
  EXPECT_EQ(at.letters(adas), Waits{});

  Consortium other;
  const InstanceId bens = other.nominate(other.ben);
  other.fire(other.call, "extend", other.secretary, {{"closes_at", "2026-01-13T16:00:00Z"}});
  other.advance_to("2026-01-12T12:00:00Z");
  EXPECT_EQ(other.letters(bens), Waits{"reminder to Ben"});
}

TEST(SharedDeadline, IsWhatEachDraftWouldComputeForItself) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  for (const char* closes_at : {"2026-03-29T01:30:00Z", "2026-06-01T15:00:00Z", close_text}) {
    at.fire(at.call, "extend", at.secretary, {{"closes_at", closes_at}});
    const Snapshot snapshot = at.database().instances->load(draft).value();
    const Snapshot call = at.database().instances->load(at.call).value();
    const Workflow& workflow =
        *at.database().packages->get(snapshot.package)->workflow("nomination");
    Facts facts;
    facts.now = at.now();
    facts.above = {{"parent.closes_at", accolade::at(call.fields, "closes_at")}};

    const SharedInstants shared = *deadlines_of_children(workflow, call);
    const auto waits = shared_timers(workflow, snapshot, facts);
    ASSERT_EQ(waits.size(), 2U);
    for (const Timer& own : timers_now(workflow, snapshot, facts))
      EXPECT_EQ(shared.at(waits.at({own.state, own.name}).key), own.due)
          << own.name << " " << closes_at;
  }
}

TEST(Received, BeforeTheDeadlineAndDecidedAfterItIsInTime) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  at.fill_in(draft, at.ada);
  at.jump_to("2026-03-02T16:00:01Z");

  FireRequest request{draft, "submit", {}, at.ada, {}, {}};
  request.received = moment("2026-03-02T15:59:59Z");
  EXPECT_TRUE(at.engine().fire(request));

  EXPECT_EQ(at.configuration(draft), Configuration{"submitted"});
  EXPECT_EQ(at.database().instances->history(draft).back().happened.at, *request.received);
}

TEST(Received, TheClockIsPatientWithWhatIsOnItsWay) {
  Consortium at;
  const InstanceId draft = at.nominate(at.ada);
  at.advance_to("2026-03-01T12:00:00Z");
  at.jump_to("2026-03-02T16:00:01Z");

  EXPECT_EQ(at.database().instances->due(100, std::chrono::seconds(2)), std::vector<InstanceId>{});
  at.jump_to("2026-03-02T16:00:02Z");
  EXPECT_EQ(at.database().instances->due(100, std::chrono::seconds(2)),
            (std::vector<InstanceId>{at.call, draft}));
}

}  // namespace
}  // namespace accolade
