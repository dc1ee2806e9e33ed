// What is counted as it goes is what is there, folded or not, by one program or two.
#include <thread>

#include "db/sql/connection.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

using std::chrono::days;
using std::chrono::hours;

class CountedStates : public StoreTest {
 protected:
  // "child open 1 of 2, toy open 1 of 1"
  std::string figures(InstanceId root) {
    std::string text;
    for (const StateFigures& one : database.figures->of_tree(root)) {
      text += (text.empty() ? "" : ", ") + one.workflow + " " + one.state + " " +
              std::to_string(one.here) + " of " + std::to_string(one.entered);
    }
    return text;
  }
  std::int64_t unfolded() {
    return db::Connection(url, db::Access::Read)
        .rows("SELECT count(*) FROM state_change", 1, {})[0][0]
        .number();
  }
  void pass(Duration by) { *clock = clock->load() + by; }
};
ON_BOTH_ENGINES(CountedStates);

TEST_P(CountedStates, AreTheSameBeforeAndAfterTheyAreAddedUp) {
  const InstanceId root = begin();
  const InstanceId first = child_of(root), second = child_of(root);
  const InstanceId other = begin();
  ASSERT_TRUE(fire(first, "close"));
  const std::string expected = "child closed 1 of 1, child open 1 of 2, toy open 1 of 1";
  EXPECT_EQ(figures(root), expected);
  EXPECT_EQ(figures(other), "toy open 1 of 1");

  EXPECT_EQ(database.figures->fold(), 6);
  EXPECT_EQ(database.figures->fold(), 0);
  EXPECT_EQ(unfolded(), 0);
  EXPECT_EQ(figures(root), expected);

  ASSERT_TRUE(fire(second, "close"));
  EXPECT_EQ(figures(root), "child closed 2 of 2, child open 0 of 2, toy open 1 of 1");
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(CountedStates, KnowHowLongThoseThatLeftHadStayed) {
  const InstanceId root = begin();
  const InstanceId first = child_of(root), second = child_of(root);
  pass(hours(2));
  ASSERT_TRUE(fire(first, "close"));
  database.figures->fold();
  pass(days(3));
  ASSERT_TRUE(fire(second, "close"));
  const std::vector<StateFigures> found = database.figures->of_tree(root);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[1].state, "open");
  EXPECT_EQ(found[1].waits,
            (Waits{{wait_class(hours(2)), 1}, {wait_class(days(3) + hours(2)), 1}}));
  EXPECT_EQ(found[0].waits, Waits{});
}

TEST_P(CountedStates, ARefusedStepCountsNothing) {
  const InstanceId root = begin();
  EXPECT_FALSE(fire(root, "refuse"));
  EXPECT_ANY_THROW((void)fire(root, "poison"));
  EXPECT_EQ(figures(root), "toy open 1 of 1");
}

TEST_P(CountedStates, AreAddedUpOnceByProgramsThatDoItAtTheSameTime) {
  const InstanceId root = begin();
  for (int i = 0; i < 40; ++i)
    ASSERT_TRUE(fire(child_of(root), "close"));
  Database other = another();
  const auto fold_all = [](Figures& port) {
    while (port.fold() > 0) {
    }
  };
  std::thread one([&] { fold_all(*database.figures); });
  std::thread two([&] { fold_all(*other.figures); });
  one.join();
  two.join();
  fold_all(*database.figures);
  EXPECT_EQ(figures(root), "child closed 40 of 40, child open 0 of 40, toy open 1 of 1");
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(CountedStates, ThatAreWrongAreFoundByVerify) {
  const InstanceId root = begin();
  database.figures->fold();
  db::Connection(url, db::Access::Write).script("UPDATE state_figure SET here = here + 1");
  EXPECT_EQ(faults(), std::vector<std::string>{"Tree " + root.text() +
                                               ": the figures of toy in open are not what is "
                                               "there."});
}

TEST_P(CountedStates, WhatIsLateIsThereForWhoeverSeesItAndTheLongestLateFirst) {
  const InstanceId root = begin(), other = begin(PersonId{8}), later = begin();
  const auto due = [&](Duration in) {
    return Answers{{"due", (clock->load() + in).time_since_epoch().count()}};
  };
  ASSERT_TRUE(fire(root, "expect", due(hours(2))));
  ASSERT_TRUE(fire(later, "expect", due(hours(1))));
  ASSERT_TRUE(fire(other, "expect", due(hours(1))));
  const auto late_of = [&](PersonId viewer) {
    std::vector<InstanceId> late;
    for (const Overdue& overdue : database.figures->overdue(viewer, 50))
      late.push_back(overdue.instance);
    return late;
  };
  EXPECT_EQ(late_of(PersonId{7}), std::vector<InstanceId>{});
  pass(hours(3));
  EXPECT_EQ(late_of(PersonId{7}), (std::vector<InstanceId>{later, root}));
  EXPECT_EQ(late_of(PersonId{8}), std::vector<InstanceId>{other});
  EXPECT_EQ(late_of(PersonId{}), std::vector<InstanceId>{});
  ASSERT_TRUE(fire(later, "expect"));
  EXPECT_EQ(late_of(PersonId{7}), std::vector<InstanceId>{root});
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

}  // namespace
}  // namespace accolade
