// The index of words: filled for what was there before it, carried by a backup, and checked.
#include <gtest/gtest.h>

#include "db/backup.h"
#include "db/ports/packages.h"
#include "db/search/filling.h"
#include "db/sql/connection.h"
#include "engine/use_case/transact.h"
#include "tests/support/postgres_cluster.h"
#include "tests/trees/search_world.h"

namespace accolade {
namespace {

using Sentences = std::vector<std::string>;

class SearchIndex : public testing::TestWithParam<const char*> {
 protected:
  SearchIndex() {
    one = world.submit(world.ann, "First words", "secret words");
    EXPECT_EQ(
        world.fire(one, "submit", world.ann, {{"title", "First words"}, {"secret", "secret"}}), "");
  }
  bool is_sqlite() const { return std::string(GetParam()) == "SQLite"; }
  void spoil(const std::string& sql) { db::Connection(world.url(), db::Access::Write).script(sql); }

  SearchWorld world{GetParam()};
  InstanceId one;
};
INSTANTIATE_TEST_SUITE_P(Engines, SearchIndex, testing::Values("SQLite", "PostgreSQL"),
                         [](const testing::TestParamInfo<const char*>& engine) {
                           return std::string(engine.param);
                         });

TEST_P(SearchIndex, IsFilledForWhatWasThereBefore) {
  const auto before = world.found("first", world.chair);
  ASSERT_EQ(before.size(), 1U);
  spoil("DELETE FROM findable; UPDATE sight SET pieces = 0; UPDATE member SET named = 0");
  EXPECT_TRUE(world.found("first", world.chair).empty());
  EXPECT_FALSE(world.faults().empty());

  db::Connection connection(world.url(), db::Access::Write);
  db::Transaction transaction(connection);
  db::StoredPackages packages(std::make_shared<db::Store>(world.url(), nullptr));
  db::fill_search(connection, packages);
  transaction.commit();

  EXPECT_EQ(world.found("first", world.chair), before);
  EXPECT_EQ(world.found("muller", world.secretary), before);
  EXPECT_TRUE(world.found("secret", world.chair).empty());
  EXPECT_EQ(world.faults(), Sentences{});
}

TEST_P(SearchIndex, WhatIsMissingOrTooMuchIsAFault) {
  for (const char* sql : {"DELETE FROM findable WHERE instance <> 0 AND bit = 1",
                          "UPDATE findable SET body = 'other' WHERE instance <> 0 AND bit = 2",
                          "UPDATE sight SET pieces = 63 WHERE role = 'chair'",
                          "DELETE FROM sight WHERE role = 'author'",
                          "UPDATE member SET named = 0 WHERE role = 'author' AND is_below = 0",
                          "UPDATE person SET name = 'Somebody else' WHERE name LIKE 'Ann%'"}) {
    SearchWorld other(GetParam());
    const InstanceId two = other.submit(other.ann, "Words", "secret");
    ASSERT_EQ(other.fire(two, "submit", other.ann, {{"title", "Words"}, {"secret", "secret"}}), "");
    ASSERT_EQ(other.faults(), Sentences{});
    db::Connection(other.url(), db::Access::Write).script(sql);
    EXPECT_FALSE(other.faults().empty()) << sql;
  }
}

TEST_P(SearchIndex, WordsThatTheIndexDoesNotHaveAreAFault) {
  if (is_sqlite()) {
    spoil("DROP TRIGGER findable_changed; UPDATE findable SET body = body || ' more'");
  } else {
    spoil(
        "CREATE OR REPLACE FUNCTION words_in(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE"
        " AS $$ SELECT CAST('else' AS tsvector) $$");
  }
  const Sentences faults = world.faults();
  EXPECT_NE(
      std::find(faults.begin(), faults.end(), "The index of words is not what there is to find."),
      faults.end());
}

TEST_P(SearchIndex, GoesWithABackupToTheOtherDatabase) {
  ASSERT_EQ(world.database().filters->keep(world.ann, {{}, "Mine", {}, "", "", "words", false}),
            FilterProblem::None);
  const TemporaryFolder folder;
  const auto file = folder.path() / "backup.db";
  backup(world.url(), file);
  const std::string there = is_sqlite() ? PostgresCluster::shared().fresh_database()
                                        : "sqlite:" + (folder.path() / "there.db").string();
  restore(file, there, Restored::InPlace);

  EXPECT_EQ(verify(there), Sentences{});
  Database opened = open(there, decide_with);
  const std::vector<Hit> hits = opened.word_index->find({terms_of("first")}, world.chair, 10);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].instance, one);
  EXPECT_EQ(opened.filters->of(world.ann).size(), 1U);
}

}  // namespace
}  // namespace accolade
