// Inside one batch: what later asks see of earlier ones, and who pays for a poisoned one.
#include "db/apply/batch.h"

#include <latch>

#include "db/apply/committer.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

using db::Answer;
using db::Waiting;

class Batch : public StoreTest {
 protected:
  Batch() : store(url, [now = clock] { return now->load(); }) {}

  std::unique_ptr<Waiting> waiting(const Ask& asked) {
    auto waits = std::make_unique<Waiting>();
    waits->ask = asked;
    waits->received = clock->load();
    if (const auto header = store.header(asked.target); header && header->parent) {
      waits->ancestors = {header->parent};
      waits->locked_above = static_cast<std::size_t>(asked.locks_above);
    }
    return waits;
  }

  // The asks in one transaction.
  std::vector<Outcome<Applied>> commit(const std::vector<Ask>& asks) {
    std::vector<std::unique_ptr<Waiting>> held;
    std::vector<Waiting*> batch;
    for (const Ask& asked : asks)
      batch.push_back(held.emplace_back(waiting(asked)).get());
    std::vector<Outcome<Applied>> outcomes;
    db::IdBlocks ids;
    for (Answer& answer :
         db::commit_batch(*store.writing().take(), store, ids, toy_decide(), batch))
      outcomes.push_back(std::get<Outcome<Applied>>(std::move(answer)));
    return outcomes;
  }

  db::Store store;
};
ON_BOTH_ENGINES(Batch);

TEST_P(Batch, TwoAsksOnOneInstanceAreTwoSteps) {
  const InstanceId id = begin();
  const auto outcomes = commit({ask(id, "add"), ask(id, "add"), ask(id, "close")});
  EXPECT_EQ(outcomes[0]->version, 2);
  EXPECT_EQ(outcomes[1]->version, 3);
  EXPECT_EQ(outcomes[2]->version, 4);

  const Snapshot snapshot = database.instances->load(id).value();
  EXPECT_EQ(snapshot.version, 4);
  EXPECT_EQ(snapshot.fields.at("count"), Value(2));
  EXPECT_EQ(snapshot.configuration, Configuration{"closed"});
  EXPECT_EQ(database.instances->history(id).size(), 4U);
  EXPECT_EQ(database.letters->of(id, PersonId{7}, true).size(), 2U);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(Batch, ChildAndParentAreWrittenTogether) {
  const InstanceId parent = begin();
  const InstanceId child = child_of(parent);
  const auto outcomes = commit({ask(parent, "add"), ask(child, "report"), ask(parent, "add"),
                                ask(child, "report"), ask(parent, "close")});
  for (const Outcome<Applied>& outcome : outcomes)
    EXPECT_TRUE(outcome);

  const Snapshot above = database.instances->load(parent).value();
  EXPECT_EQ(above.version, 5);  // begin, child, add, add, close
  EXPECT_EQ(above.fields.at("count"), Value(2));
  EXPECT_EQ(above.tallies.at("count(child)").count, 2);
  EXPECT_EQ(above.tallies.at("max(child, count)").max, Decimal::of_int(2));
  EXPECT_EQ(number(child, "count"), 2);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(Batch, ChildOfThisBatchMayBeAskedInIt) {
  const InstanceId parent = begin();
  commit({ask(parent, "child"), ask(parent, "child"), ask(parent, "close")});
  ListQuery query;
  query.parent = parent;
  EXPECT_EQ(database.instances->list(query, PersonId{7}).size(), 2U);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(Batch, RefusalsCostTheOthersNothing) {
  const InstanceId id = begin();
  const auto outcomes = commit({ask(id, "add"), ask(id, "refuse"), ask(InstanceId{5}, "add"),
                                ask(id, "partly"), ask(id, "add")});
  EXPECT_EQ(outcomes[0]->version, 2);
  EXPECT_EQ(outcomes[1].refusal().why, Why::NotPossible);
  EXPECT_EQ(outcomes[2].refusal().why, Why::NotFound);
  EXPECT_EQ(outcomes[3].refusal().sentence, "Too late.");
  EXPECT_EQ(outcomes[4]->version, 4);
  EXPECT_EQ(number(id, "count"), 3);
}

TEST_P(Batch, RevisionIsThatOfTheAskBefore) {
  const InstanceId id = begin();
  Ask first = ask(id, "add"), second = ask(id, "add");
  first.revision = second.revision = 1;
  const auto outcomes = commit({first, second});
  EXPECT_TRUE(outcomes[0]);
  EXPECT_EQ(outcomes[1].refusal().why, Why::Stale);
}

TEST_P(Batch, OneKeyTwiceIsOneStep) {
  const InstanceId id = begin();
  Ask asked = ask(id, "add");
  asked.idempotency = IdempotencyKey{"7:k", std::string(64, 'a')};
  const auto outcomes = commit({asked, asked});
  EXPECT_FALSE(outcomes[0]->repeated);
  EXPECT_TRUE(outcomes[1]->repeated);
  EXPECT_EQ(number(id, "count"), 1);
}

TEST_P(Batch, EntriesAreNumberedInTheOrderInWhichTheyWereDecided) {
  const InstanceId one = begin(), two = begin();
  commit({ask(two, "add"), ask(one, "add"), ask(two, "refuse"), ask(two, "close")});

  std::vector<std::string> stepped;
  for (const db::Row& row : store.reading().take()->rows(
           "SELECT instance, event FROM history WHERE version > 1 ORDER BY id", 2, {})) {
    stepped.push_back(row[0].text + row[1].text);
  }
  EXPECT_EQ(stepped, (std::vector<std::string>{two.text() + "add", one.text() + "add",
                                               two.text() + "close"}));
}

TEST_P(Batch, ToldAndDeliveredInOneBatchLeavesNothing) {
  const InstanceId parent = begin();
  const InstanceId child = child_of(parent);
  Ask wake;
  wake.kind = Ask::Kind::Wake;
  wake.target = parent;
  const auto outcomes = commit({ask(child, "tell"), wake, ask(child, "tell"), wake, wake});
  EXPECT_TRUE(outcomes[1]);
  EXPECT_TRUE(outcomes[3]);
  EXPECT_EQ(outcomes[4].refusal().sentence, "Nothing waits.");
  EXPECT_EQ(number(parent, "count"), 2);
  EXPECT_EQ(database.instances->due(10), std::vector<InstanceId>{});
}

TEST_P(Batch, OnePoisonedAskAmongSixtyFourIsAlone) {
  const InstanceId id = begin(), poisoned = begin();
  std::latch inside(1), go_on(1);
  const Decide held = [&](const Ask& asked, World& world) {
    if (asked.kind == Ask::Kind::Begin) {
      inside.count_down();
      go_on.wait();
    }
    return toy_decide()(asked, world);
  };
  std::shared_ptr<const db::Gathering> second;
  {
    db::Committer committer(store, store.writing(), held);
    committer.add(waiting(begin_ask()));
    inside.wait();  // the first batch is this one alone; all others wait for the second
    for (int i = 0; i < 64; ++i)
      second = committer.add(waiting(i == 40 ? ask(poisoned, "poison") : ask(id, "add")));
    go_on.count_down();
  }
  ASSERT_EQ(second->asks.size(), 64U);
  for (std::size_t i = 0; i < second->asks.size(); ++i) {
    const auto* const outcome = std::get_if<Outcome<Applied>>(&second->asks[i]->answer);
    EXPECT_EQ(outcome != nullptr && *outcome, i != 40) << i;
  }
  EXPECT_EQ(number(id, "count"), 63);
  EXPECT_EQ(database.instances->load(poisoned)->version, 1);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(Batch, RoleFromBelowIsSeenByItsHolderAlone) {
  const InstanceId parent = begin();
  const InstanceId child = child_of(parent);
  const Membership own{parent, "owner", PersonId{7}, parent};
  const Membership below{parent, "below:owner", PersonId{7}, child};
  EXPECT_EQ(database.instances->memberships(parent, PersonId{7}),
            (std::vector<Membership>{below, own}));
  EXPECT_EQ(database.instances->memberships(parent, PersonId{8}), std::vector<Membership>{own});

  std::vector<Membership> seen;
  const Decide look = [&](const Ask& asked, World& world) -> Outcome<Decision> {
    seen = world.memberships(asked.target, asked.actor);
    return Refusal{Why::NotPossible, "Only looking."};
  };
  Database other = another(look);
  EXPECT_FALSE(other.instances->apply(ask(parent, "look")));
  EXPECT_EQ(seen, (std::vector<Membership>{below, own}));
}

TEST_P(Batch, AnAskMayChangeOnlyWhatItLocked) {
  const InstanceId parent = begin();
  const InstanceId child = child_of(parent);
  bool is_locked = true, is_seen = false;
  const Decide look = [&](const Ask&, World& world) -> Outcome<Decision> {
    is_locked = world.locked(parent) != nullptr;
    is_seen = world.seen(parent) != nullptr;
    return Refusal{Why::NotPossible, "Only looking."};
  };
  Database other = another(look);
  EXPECT_FALSE(other.instances->apply(ask(child, "look")));
  EXPECT_FALSE(is_locked);
  EXPECT_TRUE(is_seen);
  EXPECT_FALSE(other.instances->apply(ask(child, "report")));  // locks the parent
  EXPECT_TRUE(is_locked);
}

}  // namespace
}  // namespace accolade
