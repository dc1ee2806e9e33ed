// What moving a deadline costs: counted by the database itself, in rows.
#include <map>
#include <thread>

#include "db/sql/connection.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

// Each row that is inserted, updated or deleted in one of these tables is one row of `touched`.
constexpr const char* watched[] = {"instance", "history", "deadline", "timer", "instance_state",
                                   "member",   "sight",   "letter",   "inbox"};

std::string watching(bool is_sqlite) {
  std::string script = "CREATE TABLE touched (name TEXT NOT NULL);\n";
  if (!is_sqlite) {
    script +=
        "CREATE FUNCTION note_touch() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN INSERT INTO touched VALUES (TG_TABLE_NAME); RETURN NULL; END';\n";
  }
  for (const std::string table : watched) {
    for (const std::string change : {"INSERT", "UPDATE", "DELETE"}) {
      script += "CREATE TRIGGER touch_" + table + "_" + change + " AFTER " + change + " ON " +
                table + " FOR EACH ROW ";
      script += is_sqlite ? "BEGIN INSERT INTO touched VALUES ('" + table + "'); END;\n"
                          : "EXECUTE FUNCTION note_touch();\n";
    }
  }
  return script;
}

class MovedDeadline : public StoreTest {
 protected:
  using Touched = std::map<std::string, std::int64_t>;

  static boost::json::value micros(Instant instant) {
    return std::int64_t{instant.time_since_epoch().count()};
  }

  // The children of a call wait for its deadline; many at once, so that they share batches.
  InstanceId call_with(int drafts) {
    const InstanceId call = begin();
    constexpr int threads = 16;
    std::vector<std::jthread> asking;
    for (int thread = 0; thread < threads; ++thread) {
      asking.emplace_back([&, thread] {
        for (int number = thread; number < drafts; number += threads) {
          const InstanceId child = child_of(call);
          EXPECT_TRUE(fire(child, "wait", {{"key", "child.close"}, {"due", micros(close)}}));
        }
      });
    }
    return call;
  }

  // What moving the deadline writes, by table.
  Touched touched_by_moving(InstanceId call) {
    db::Connection connection(url, db::Access::Write);
    connection.run("DELETE FROM touched", {});
    EXPECT_TRUE(fire(call, "move",
                     {{"key", "child.close"}, {"due", micros(close + std::chrono::hours(1))}}));
    Touched touched;
    for (const db::Row& row :
         connection.rows("SELECT name, count(*) FROM touched GROUP BY name", 2, {}))
      touched.emplace(row[0].text, row[1].number());
    return touched;
  }

  const Instant close = clock->load() + std::chrono::hours(1);
};
ON_BOTH_ENGINES(MovedDeadline);

TEST_P(MovedDeadline, OfTwoThousandDraftsIsTheSameThreeRowsAsOfTwo) {
  db::Connection(url, db::Access::Write).script(watching(is_sqlite()));
  const InstanceId small = call_with(2), large = call_with(2'000);
  const Touched three_rows{{"instance", 1}, {"history", 1}, {"deadline", 1}};

  EXPECT_EQ(touched_by_moving(small), three_rows);
  EXPECT_EQ(touched_by_moving(large), three_rows);

  *clock = close;
  EXPECT_EQ(database.instances->due(5'000), std::vector<InstanceId>{});
  *clock = close + std::chrono::hours(1);
  EXPECT_EQ(database.instances->due(5'000).size(), 2'002U);
  EXPECT_EQ(database.instances->due(200).size(), 200U);
}

}  // namespace
}  // namespace accolade
