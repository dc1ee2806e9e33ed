// Thousands of children lapse at one close: their wake-ups wait for nobody who holds the call.
#include <chrono>
#include <future>

#include "db/sql/connection.h"
#include "engine/definition/loader.h"
#include "engine/use_case/engine.h"
#include "engine/use_case/transact.h"
#include "tests/db/toy.h"
#include "tests/support/shipped_files.h"
#include "tests/support/zones.h"

namespace accolade {
namespace {

const char* const lapsing_call_yaml = R"(
workflow: call
people: {secretary: above}
fields: {closes_at: instant}
sees: {secretary: all}
states:
  open:
    open_ended: true
    on:
      invite: {by: secretary, start: draft}
      greet: {by: secretary, tell: {children: draft, event: hello, must: true}}
      arrived: {}
      refused.hello: {}
      close: {by: secretary, if: "count(draft in sent) > 0", to: closed}
  closed: {final: closed}
)";
const char* const lapsing_draft_yaml = R"(
workflow: draft
parent: call
people: {author: creator, secretary: above}
deadlines: {close: parent.closes_at}
sees: {author: all, secretary: all}
states:
  open:
    timers: {lapse: {at: close, to: lapsed}}
    on: {send: {by: author, to: sent, tell: {parent: arrived}}}
  sent: {open_ended: true, on: {take_back: {by: author, to: open}}}
  lapsed: {final: lapsed}
)";

class WakeUp : public StoreTest {
 protected:
  WakeUp()
      : real(open(url, decide_with, {.clock = [now = clock] { return now->load(); }})),
        engine(ports_of(real)) {
    const Loaded<Package> package = load_package(
        "calls", {{"call.yaml", lapsing_call_yaml}, {"draft.yaml", lapsing_draft_yaml}});
    real.packages->publish(package.value.value());
    secretary = real.directory->ensure("sofia@example.org", "Sofia");
    real.directory->give_role(secretary, "secretary", {}, {});
    call = apply(begin_ask_of("call", package.value->hash));
  }

  Ask begin_ask_of(const std::string& workflow, const PackageHash& hash) const {
    Ask ask = begin_ask(secretary);
    ask.workflow = workflow;
    ask.package = hash;
    ask.fields = {{"closes_at", Value(close)}};
    return ask;
  }
  InstanceId apply(const Ask& asked) const { return real.instances->apply(asked)->instance; }
  InstanceId invite() { return engine.fire({call, "invite", {}, secretary, {}, {}})->instance; }

  Database real;
  Engine engine;
  const Instant close = clock->load() + std::chrono::hours(1);
  PersonId secretary;
  InstanceId call;
};
INSTANTIATE_TEST_SUITE_P(PostgreSQL, WakeUp, testing::Values("PostgreSQL"));

TEST_P(WakeUp, OfAChildCommitsWhileSomebodyElseHoldsTheRowOfTheCall) {
  const InstanceId draft = invite(), sent = invite();
  ASSERT_TRUE(engine.fire({sent, "send", {}, secretary, {}, {}}));
  engine.wake(call);  // hears of it
  *clock = close;
  EXPECT_EQ(real.instances->due(10), std::vector<InstanceId>{draft});

  db::Connection holder(url, db::Access::Write);
  db::Transaction holding(holder);
  ASSERT_EQ(
      holder.rows("SELECT id FROM instance WHERE id = :id FOR UPDATE", 1, {{"id", call}}).size(),
      1U);
  auto woken = std::async(std::launch::async, [&] { engine.wake(draft); });
  const bool has_committed = woken.wait_for(std::chrono::seconds(20)) == std::future_status::ready;
  EXPECT_TRUE(has_committed);
  EXPECT_EQ(real.instances->load(draft)->configuration,
            Configuration{has_committed ? "lapsed" : "open"});
  holding.commit();
}

class RefusedTell : public WakeUp {};
ON_BOTH_ENGINES(RefusedTell);

TEST_P(RefusedTell, IsAnsweredBehindWhatTheLastStepToldAndNobodyHasHeardYet) {
  const InstanceId draft = invite();
  ASSERT_TRUE(engine.fire({draft, "send", {}, secretary, {}, {}}));
  ASSERT_TRUE(engine.fire({call, "greet", {}, secretary, {}, {}}));

  engine.wake(draft);
  engine.wake(call);
  engine.wake(call);

  std::vector<std::string> heard;
  for (const Entry& entry : real.instances->history(call))
    heard.push_back(entry.happened.event);
  EXPECT_EQ(heard,
            (std::vector<std::string>{"begin", "invite", "greet", "arrived", "refused.hello"}));
  EXPECT_EQ(real.instances->due(10), std::vector<InstanceId>{});
}

TEST(WakeUpLocks, ReachTheCallOnlyWhereWhatComesMayCountThere) {
  const Package award = load_package("award", shipped_files("award"), brussels_zone).value.value();
  EXPECT_EQ(locks_above(award, *award.workflow("nomination"), "submit"), 1);
  // The call counts its drafts, and time makes them lapse.
  EXPECT_EQ(locks_above_when_woken(award, *award.workflow("nomination")), 1);
  EXPECT_EQ(locks_above_when_woken(award, *award.workflow("review")), 0);

  std::map<std::string, std::string> files{{"call.yaml", lapsing_call_yaml},
                                           {"draft.yaml", lapsing_draft_yaml}};
  std::string& draft = files.at("draft.yaml");
  draft.replace(draft.find("to: lapsed"), 10, "to: sent");
  const Package lapsing_into = load_package("calls", files).value.value();
  EXPECT_EQ(locks_above_when_woken(lapsing_into, *lapsing_into.workflow("draft")), 1);

  draft = lapsing_draft_yaml;
  std::string& call = files.at("call.yaml");
  call.replace(call.find("to: closed"), 10, "tell: {children: draft, event: take_back}");
  const Package told = load_package("calls", files).value.value();
  EXPECT_EQ(locks_above_when_woken(told, *told.workflow("draft")), 1);
}

}  // namespace
}  // namespace accolade
