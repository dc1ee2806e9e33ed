// What the clock finds: timers, deadlines that many share, inbox rows.
#include "db/sql/connection.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

class Due : public StoreTest {
 protected:
  std::vector<InstanceId> due() { return database.instances->due(100); }
  static boost::json::value micros(Instant instant) {
    return std::int64_t{instant.time_since_epoch().count()};
  }
  Instant in(Duration span) const { return clock->load() + span; }
};
ON_BOTH_ENGINES(Due);

using std::chrono::hours;
using std::chrono::minutes;

TEST_P(Due, TimerIsFoundWhenItsInstantHasCome) {
  const InstanceId late = begin(), soon = begin();
  ASSERT_TRUE(fire(late, "wait", {{"due", micros(in(hours(2)))}}));
  ASSERT_TRUE(fire(soon, "wait", {{"due", micros(in(hours(1)))}}));
  EXPECT_EQ(due(), std::vector<InstanceId>{});
  *clock = in(hours(1));
  EXPECT_EQ(due(), std::vector<InstanceId>{soon});
  *clock = in(hours(1));
  EXPECT_EQ(due(), (std::vector<InstanceId>{soon, late}));
  EXPECT_EQ(database.instances->due(1), std::vector<InstanceId>{soon});
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(Due, RearmedTimerIsWrittenAnew) {
  const InstanceId id = begin();
  ASSERT_TRUE(fire(id, "wait", {{"due", micros(in(hours(1)))}}));
  ASSERT_TRUE(fire(id, "wait", {{"due", micros(in(hours(3)))}}));
  *clock = in(hours(2));
  EXPECT_EQ(due(), std::vector<InstanceId>{});
  *clock = in(hours(1));
  EXPECT_EQ(due(), std::vector<InstanceId>{id});
}

TEST_P(Due, SharedDeadlineOfAllChildrenMovesInOneUpdate) {
  const InstanceId call = begin();
  std::vector<InstanceId> children;
  for (int i = 0; i < 20; ++i) {
    children.push_back(child_of(call));
    ASSERT_TRUE(
        fire(children.back(), "wait", {{"key", "child.close"}, {"due", micros(in(hours(1)))}}));
  }
  const std::vector<db::Row> rows =
      db::Connection(url, db::Access::Read).rows("SELECT count(*) FROM deadline", 1, {});
  EXPECT_EQ(rows.at(0)[0].number(), 1);

  ASSERT_TRUE(fire(call, "move", {{"key", "child.close"}, {"due", micros(in(hours(5)))}}));
  *clock = in(hours(2));
  EXPECT_EQ(due(), std::vector<InstanceId>{});
  *clock = in(hours(3));
  EXPECT_EQ(due(), children);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(Due, DeadlineThatTheParentMovedFirstWins) {
  const InstanceId call = begin();
  const InstanceId child = child_of(call);
  ASSERT_TRUE(fire(call, "move", {{"key", "child.close"}, {"due", micros(in(hours(5)))}}));
  ASSERT_TRUE(fire(child, "wait", {{"key", "child.close"}, {"due", micros(in(minutes(1)))}}));
  *clock = in(hours(1));
  EXPECT_EQ(due(), std::vector<InstanceId>{});
}

TEST_P(Due, InboxRowsArriveOnceAndInOrder) {
  const InstanceId call = begin();
  const InstanceId child = child_of(call);
  ASSERT_TRUE(fire(child, "tell"));
  ASSERT_TRUE(fire(child, "tell"));
  EXPECT_EQ(due(), std::vector<InstanceId>{call});

  Ask wake;
  wake.kind = Ask::Kind::Wake;
  wake.target = call;
  EXPECT_TRUE(database.instances->apply(wake));
  EXPECT_EQ(due(), std::vector<InstanceId>{call});
  EXPECT_TRUE(database.instances->apply(wake));
  EXPECT_EQ(due(), std::vector<InstanceId>{});
  EXPECT_FALSE(database.instances->apply(wake));
  EXPECT_EQ(number(call, "count"), 2);
  EXPECT_EQ(database.instances->history(call).back().happened.event, "heard");
}

TEST_P(Due, NothingWaitsForTimeInAStoreWithoutTimers) {
  const InstanceId id = begin();
  EXPECT_EQ(database.instances->next_due(), std::nullopt);
  ASSERT_TRUE(fire(id, "wait"));  // for a deadline that has no instant yet
  EXPECT_EQ(database.instances->next_due(), std::nullopt);
}

TEST_P(Due, TheNextInstantIsTheNearestOfTimersAndSharedDeadlines) {
  const InstanceId call = begin();
  const InstanceId child = child_of(call);
  ASSERT_TRUE(fire(call, "wait", {{"due", micros(in(hours(3)))}}));
  EXPECT_EQ(database.instances->next_due(), in(hours(3)));

  // Nobody waits for it yet.
  ASSERT_TRUE(fire(call, "move", {{"key", "child.close"}, {"due", micros(in(hours(2)))}}));
  EXPECT_EQ(database.instances->next_due(), in(hours(3)));
  ASSERT_TRUE(fire(child, "wait", {{"key", "child.close"}}));
  EXPECT_EQ(database.instances->next_due(), in(hours(2)));
  ASSERT_TRUE(fire(call, "move", {{"key", "child.close"}, {"due", micros(in(hours(5)))}}));
  EXPECT_EQ(database.instances->next_due(), in(hours(3)));
  ASSERT_TRUE(fire(call, "move", {{"key", "child.close"}}));
  EXPECT_EQ(database.instances->next_due(), in(hours(3)));
}

TEST_P(Due, TheNextInstantStaysWhereItIsWhenItHasPassedAndDueFindsIt) {
  const InstanceId id = begin();
  const Instant due_at = in(hours(1));
  ASSERT_TRUE(fire(id, "wait", {{"due", micros(due_at)}}));
  *clock = due_at - Duration(1);
  EXPECT_EQ(due(), std::vector<InstanceId>{});
  *clock = due_at;
  EXPECT_EQ(due(), std::vector<InstanceId>{id});
  *clock = due_at + hours(7);
  EXPECT_EQ(database.instances->next_due(), due_at);
}

TEST_P(Due, AWaitingInboxRowIsDueInThePast) {
  const InstanceId call = begin();
  ASSERT_TRUE(fire(child_of(call), "tell"));
  ASSERT_TRUE(fire(call, "wait", {{"due", micros(in(hours(1)))}}));
  EXPECT_EQ(database.instances->next_due(), Instant());

  Ask wake;
  wake.kind = Ask::Kind::Wake;
  wake.target = call;
  ASSERT_TRUE(database.instances->apply(wake));
  EXPECT_EQ(database.instances->next_due(), in(hours(1)));
}

}  // namespace
}  // namespace accolade
