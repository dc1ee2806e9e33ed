// Whole calls with invented people on a real store: what they come to, twice the same, and stuck
// ones found.
#include <atomic>

#include <gtest/gtest.h>

#include "db/open.h"
#include "engine/definition/loader.h"
#include "engine/rehearse/performance.h"
#include "engine/use_case/transact.h"
#include "tests/support/scenario.h"
#include "tests/support/temporary_folder.h"

namespace accolade {
namespace {

struct Rehearsed {
  Account account;
  std::vector<std::string> faults;  // what `accolade verify` finds
  std::string refused;
};

Rehearsed rehearsed(const Package& package, std::uint64_t seed, int cases) {
  const TemporaryFolder folder;
  const std::string url = "sqlite:" + (folder.path() / "rehearsal.db").string();
  migrate(url);
  Journal journal;
  const auto clock = std::make_shared<std::atomic<Instant>>(rehearsal_begins);
  Rehearsed rehearsed;
  {
    Database database =
        open(url, [&](Packages& packages) { return watched(decide_with(packages), journal); },
             {.clock = [clock] { return clock->load(); }});
    Engine engine(ports_of(database));
    database.packages->publish(package);
    Rehearsal rehearsal;
    rehearsal.seed = seed;
    rehearsal.cases = cases;
    rehearsal.set_clock = [clock](Instant now) { clock->store(now); };
    const Outcome<Account> account = perform(engine, package, journal, rehearsal);
    if (account) {
      rehearsed.account = *account;
    } else {
      rehearsed.refused = account.refusal().sentence;
    }
  }
  rehearsed.faults = verify(url);
  return rehearsed;
}

Package package_of(const std::map<std::string, std::string>& files) {
  Loaded<Package> loaded = load_package("rehearsed", files);
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << to_text(diagnostic);
  return loaded.value.value();
}

std::int64_t all_of(const std::map<std::string, std::int64_t>& counts) {
  std::int64_t sum = 0;
  for (const auto& [name, count] : counts)
    sum += count;
  return sum;
}

std::int64_t refused(const Account& account, const std::string& workflow, const std::string& event,
                     const std::string& why) {
  std::int64_t times = 0;
  for (const auto& [seen, count] : account.refusals) {
    if (seen.workflow == workflow && seen.event == event && seen.why == why) times += count;
  }
  return times;
}

TEST(Rehearsal, OfTheAwardEveryNominationEndsAndTheResultIsAnnounced) {
  const Rehearsed award = rehearsed(shipped("award"), 7, 25);
  EXPECT_TRUE(award.account.came_to_rest);
  EXPECT_EQ(award.account.ends.at("award"),
            (std::map<std::string, std::int64_t>{{"announced", 1}}));
  // Whoever comes after the close is told so; everybody else's nomination ends.
  EXPECT_EQ(all_of(award.account.ends.at("nomination")) +
                refused(award.account, "award", "nominate", "NotPossible"),
            25);
  EXPECT_GT(award.account.ends.at("nomination").at("awarded"), 0);
  EXPECT_EQ(award.account.stuck.size(), 0U);
  EXPECT_EQ(award.faults, std::vector<std::string>{});
}

TEST(Rehearsal, TheSameSeedGivesTheSameBytesAndAnotherSeedOthers) {
  const std::string once = to_text(rehearsed(shipped("award"), 3, 10).account);
  EXPECT_EQ(to_text(rehearsed(shipped("award"), 3, 10).account), once);
  EXPECT_NE(to_text(rehearsed(shipped("award"), 4, 10).account), once);
}

// Where nobody starts children, each case is a root of its own.
TEST(Rehearsal, WithoutChildrenEveryCaseIsARoot) {
  const Package request = package_of({{"request.yaml", R"(
workflow: request
people: {author: creator, office: above}
fields: {subject: {type: text}, amount: {type: int, min: 1, max: 9}}
sees: {author: {fields: all, history: all, names: all}, office: {fields: all, history: all, names: all}}
states:
  writing:
    owes: author
    form: {author: [subject, amount]}
    timers: {lapse: {after: 10d, to: lapsed}}
    on: {send_in: {by: author, ask: form, to: reading}}
  reading:
    owes: office
    expected: 2d
    open_ended: true
    on: {agree: {by: office, to: agreed}, refuse: {by: office, to: refused}}
  agreed: {final: agreed}
  refused: {final: refused}
  lapsed: {final: lapsed}
)"}});
  const Rehearsed played = rehearsed(request, 1, 40);
  EXPECT_EQ(played.account.instances, 40);
  EXPECT_EQ(all_of(played.account.ends.at("request")), 40);
  EXPECT_GT(played.account.ends.at("request").at("agreed"), 0);
  EXPECT_GT(played.account.ends.at("request").at("refused"), 0);
  ASSERT_EQ(played.account.passed.size(), 1U);
  EXPECT_EQ(played.account.passed[0].timer, "lapse");
  EXPECT_EQ(played.account.passed[0].owed_by, "author");
  EXPECT_EQ(played.account.passed[0].times, played.account.ends.at("request").at("lapsed"));
  EXPECT_EQ(played.account.stuck.size(), 0U);
}

TEST(Rehearsal, WhoeverCanNeitherActNorWaitForAnythingIsStuck) {
  const Package trap = package_of({{"trap.yaml", R"(
workflow: trap
people: {author: creator}
fields: {amount: {type: int, min: 1, max: 9}}
sees: {author: {fields: all, history: all, names: all}}
states:
  writing:
    owes: author
    expected: 1d
    open_ended: true
    form: {author: [amount]}
    on: {send_in: {by: author, ask: form, to: waiting}}
  waiting:
    owes: author
    open_ended: true
    on: {leave: {by: author, if: "has(amount) && amount > 9", otherwise: Only above nine., to: out}}
  out: {final: out}
)"}});
  const Rehearsed played = rehearsed(trap, 1, 3);
  EXPECT_TRUE(played.account.came_to_rest);
  ASSERT_FALSE(played.account.stuck.empty());
  EXPECT_EQ(played.account.stuck[0].states, "waiting");
  EXPECT_EQ(played.account.stuck[0].title, "trap 1");
  EXPECT_EQ(played.account.stuck[0].events.size(), 2U);
}

TEST(Rehearsal, ACallThatNobodyMayBeginIsRefused) {
  const Package closed = package_of({{"closed.yaml", R"(
workflow: closed
people: {office: above}
sees: {office: {fields: all, history: all, names: all}}
states:
  waiting:
    timers: {open: {after: 1d, to: ready}}
  ready: {open_ended: true, on: {finish: {by: office, to: done}}}
  done: {final: done}
)"}});
  EXPECT_EQ(rehearsed(closed, 1, 3).refused,
            "nobody may begin a closed: none of its first states offers anything to a role");
}

}  // namespace
}  // namespace accolade
