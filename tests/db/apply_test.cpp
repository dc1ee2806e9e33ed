// The one way to write instances, seen from outside: what commits, what is refused, what repeats.
#include <future>
#include <latch>
#include <thread>

#include "tests/db/toy.h"

namespace accolade {
namespace {

class Apply : public StoreTest {};
ON_BOTH_ENGINES(Apply);

TEST_P(Apply, WhatIsWrittenIsReadBack) {
  Ask asked = begin_ask();
  asked.fields = {{"title", Value("Ünïcode \"quoted\"")}, {"score", Value(*Decimal::parse("4.5"))}};
  const InstanceId id = database.instances->apply(asked)->instance;

  const Snapshot snapshot = database.instances->load(id).value();
  Snapshot expected;
  expected.id = expected.root = id;
  expected.workflow = "toy";
  expected.package = "toys";
  expected.version = 1;
  expected.configuration = {"open"};
  expected.fields = asked.fields;
  expected.people = {{"owner", PersonId{7}}};
  expected.chain = database.instances->history(id).at(0).hash;
  expected.created = expected.changed = clock->load();
  expected.entered = {{"open", clock->load()}};
  EXPECT_EQ(snapshot, expected);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(Apply, EveryPartOfASnapshotSurvivesTheDatabase) {
  Snapshot kept;
  const Decide decide = [&](const Ask& asked, World& world) {
    Outcome<Decision> decision = toy_decide()(asked, world);
    Snapshot& next = decision->changes[0].next;
    next.remembered = {{"h", {"a", "b"}}};
    next.timers = {{"due", "open", 1, std::nullopt, true}, {"late", "open", 1, world.now(), false}};
    next.sends = {{"id", "ping", 3, world.now()}};
    next.outcome = "awarded";
    next.reference = "ICPerMed_BPR_2026_07";
    next.next_numbers = {{"nomination", 8}};
    next.tallies["sum(review, score)"] = {2, *Decimal::parse("8.25"), *Decimal::parse("-1"),
                                          *Decimal::parse("9.25")};
    kept = next;
    return decision;
  };
  Database other = another(decide);
  const InstanceId id = other.instances->apply(begin_ask())->instance;
  EXPECT_EQ(other.instances->load(id), kept);
}

TEST_P(Apply, RefusalWritesNothing) {
  const InstanceId id = begin();
  const Snapshot before = database.instances->load(id).value();

  const Outcome<Applied> refused = fire(id, "refuse");

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal(), (Refusal{Why::NotPossible, "Not now."}));
  EXPECT_EQ(database.instances->load(id), before);
  EXPECT_EQ(database.instances->history(id).size(), 1U);
}

TEST_P(Apply, WhatCameBeforeARefusalIsKept) {
  const InstanceId id = begin();
  const Outcome<Applied> refused = fire(id, "partly");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().sentence, "Too late.");
  EXPECT_EQ(number(id, "count"), 1);
}

TEST_P(Apply, ExceptionOfADecisionReachesItsCallerAlone) {
  const InstanceId id = begin();
  EXPECT_THROW((void)fire(id, "throw"), std::runtime_error);
  EXPECT_TRUE(fire(id, "add"));
  EXPECT_EQ(database.instances->load(id)->version, 2);
}

TEST_P(Apply, AbsentTargetIsNotFound) {
  const Outcome<Applied> refused = fire(InstanceId{123'456}, "add");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal(), (Refusal{Why::NotFound, "There is no such page."}));
}

TEST_P(Apply, OlderRevisionIsStaleBeforeAnythingIsDecided) {
  const InstanceId id = begin();
  Ask asked = ask(id, "throw");
  asked.revision = 0;
  const Outcome<Applied> refused = database.instances->apply(asked);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().why, Why::Stale);

  asked = ask(id, "add");
  asked.revision = 1;
  EXPECT_TRUE(database.instances->apply(asked));
}

TEST_P(Apply, RepeatedKeyAnswersAsTheFirstDid) {
  const InstanceId id = begin();
  Ask asked = ask(id, "add");
  asked.idempotency = IdempotencyKey{"7:k", std::string(64, 'a')};

  const Outcome<Applied> first = database.instances->apply(asked);
  const Outcome<Applied> second = database.instances->apply(asked);

  EXPECT_EQ(first->version, 2);
  EXPECT_FALSE(first->repeated);
  EXPECT_EQ(second->instance, id);
  EXPECT_EQ(second->version, 2);
  EXPECT_TRUE(second->repeated);
  EXPECT_EQ(number(id, "count"), 1);
}

TEST_P(Apply, KeyWithAnotherBodyIsInvalid) {
  const InstanceId id = begin();
  Ask asked = ask(id, "add");
  asked.idempotency = IdempotencyKey{"7:k", std::string(64, 'a')};
  ASSERT_TRUE(database.instances->apply(asked));
  asked.idempotency->body_hash = std::string(64, 'b');
  const Outcome<Applied> refused = database.instances->apply(asked);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().why, Why::Invalid);
  EXPECT_EQ(number(id, "count"), 1);
}

TEST_P(Apply, KeyOfARefusedAskMayBeTriedAgain) {
  const InstanceId id = begin();
  Ask asked = ask(id, "refuse");
  asked.idempotency = IdempotencyKey{"7:k", std::string(64, 'a')};
  ASSERT_FALSE(database.instances->apply(asked));
  asked.event.name = "add";
  EXPECT_FALSE(database.instances->apply(asked)->repeated);
}

TEST_P(Apply, BusyAboveTheLimit) {
  std::latch inside(1), go_on(1);
  const Decide slow = [&](const Ask& asked, World& world) {
    inside.count_down();
    go_on.wait();
    return toy_decide()(asked, world);
  };
  OpenOptions options;
  options.asks_waiting_max = 1;
  Database other = another(slow, options);
  auto first = std::async(std::launch::async, [&] { return other.instances->apply(begin_ask()); });
  inside.wait();

  const Outcome<Applied> refused = other.instances->apply(begin_ask());
  go_on.count_down();

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().why, Why::Busy);
  EXPECT_TRUE(first.get());
}

TEST_P(Apply, ManyAtOnceLoseNothing) {
  const InstanceId id = begin();
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 16; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(fire(id, "add"));
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  EXPECT_EQ(number(id, "count"), 160);
  EXPECT_EQ(database.instances->history(id).size(), 161U);
  EXPECT_EQ(database.letters->of(id, PersonId{7}, false).size(), 160U);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

// On PostgreSQL each store has its committers; on SQLite they take turns at the file.
TEST_P(Apply, TwoStoresWithCrossingParentsCountExactly) {
  const InstanceId first = begin(), second = begin();
  const std::vector<InstanceId> children = {child_of(first), child_of(first), child_of(second),
                                            child_of(second)};
  Database other = another();
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      Instances& store = *(thread % 2 == 0 ? database : other).instances;
      for (std::size_t i = 0; i < 20; ++i) {
        const std::size_t which = (i + static_cast<std::size_t>(thread)) % children.size();
        EXPECT_TRUE(store.apply(ask(children[which], "report")));
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();

  const Snapshot one = database.instances->load(first).value();
  const Snapshot two = database.instances->load(second).value();
  EXPECT_EQ(one.tallies.at("count(child)").count, 80);
  EXPECT_EQ(two.tallies.at("count(child)").count, 80);
  EXPECT_EQ(one.tallies.at("max(child, count)").max, Decimal::of_int(40));
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(Apply, SameKeyInTwoStoresIsDecidedOnce) {
  Database other = another();
  Ask asked = begin_ask();
  asked.idempotency = IdempotencyKey{"7:start", std::string(64, 'a')};
  auto elsewhere = std::async(std::launch::async, [&] { return other.instances->apply(asked); });
  const Outcome<Applied> here = database.instances->apply(asked);
  const Outcome<Applied> there = elsewhere.get();
  EXPECT_EQ(here->instance, there->instance);
  EXPECT_NE(here->repeated, there->repeated);
}

TEST_P(Apply, HistoryIsAChainThatHolds) {
  const InstanceId id = begin();
  ASSERT_TRUE(fire(id, "add"));
  const std::vector<Entry> entries = database.instances->history(id);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].previous, "");
  EXPECT_EQ(entries[1].previous, entries[0].hash);
  EXPECT_EQ(entries[1].happened.event, "add");
  EXPECT_EQ(entries[1].happened.actor, PersonId{7});
  EXPECT_EQ(entries[1].happened.at, clock->load());
}

TEST_P(Apply, HeaderAndAncestorsGoUpToTheRoot) {
  const InstanceId root = begin();
  const InstanceId child = child_of(root);
  const InstanceId grandchild = child_of(child);
  Database other = another();  // has kept nothing
  const Header header = other.instances->header(grandchild).value();
  EXPECT_EQ(header.root, root);
  EXPECT_EQ(header.parent, child);
  EXPECT_EQ(header.depth, 2);
  EXPECT_EQ(header.workflow, "child");
  const std::vector<Snapshot> above = other.instances->ancestors(grandchild);
  ASSERT_EQ(above.size(), 2U);
  EXPECT_EQ(above[0].id, child);
  EXPECT_EQ(above[1].id, root);
  EXPECT_FALSE(other.instances->header(InstanceId{1}).has_value());
}

}  // namespace
}  // namespace accolade
