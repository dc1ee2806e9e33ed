// Migrations, the dialects, and what verify finds.
#include <future>

#include "db/sql/connection.h"
#include "db/sql/json_rows.h"
#include "tests/db/toy.h"

namespace accolade {
namespace {

using db::Access;
using db::Connection;
using db::Dialect;
using db::in_dialect;
using Sentences = std::vector<std::string>;

class Schema : public StoreTest {};
ON_BOTH_ENGINES(Schema);

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

TEST_P(Schema, MigratingAgainDoesNothing) {
  EXPECT_EQ(migrate(url), Sentences{});
}

TEST_P(Schema, NewerSchemaIsRefused) {
  Connection(url, Access::Write)
      .script("INSERT INTO schema_migration VALUES (9999, '9999_future', 'x', 0)");
  const std::size_t known = db::migrations().size();
  const std::string expected = "The database has schema " + std::to_string(known + 1) +
                               ", this program knows " + std::to_string(known) +
                               ": use the newer program.";
  EXPECT_EQ(message_of([&] { migrate(url); }), expected);
  EXPECT_EQ(message_of([&] { another(); }), expected);
}

TEST_P(Schema, MigrationThatChangedSinceItRanIsRefused) {
  Connection(url, Access::Write).script("UPDATE schema_migration SET checksum = 'x'");
  EXPECT_EQ(message_of([&] { migrate(url); }),
            "Migration 0001_begin of the database is not the 0001_begin of this program.");
}

TEST_P(Schema, UnmigratedDatabaseIsNotOpened) {
  Connection(url, Access::Write).script("DELETE FROM schema_migration");
  EXPECT_EQ(message_of([&] { another(); }),
            "The database's schema is older than this program: run accolade migrate.");
}

TEST_P(Schema, ErrorsQuoteNobodysWords) {
  const std::string secret = "what nobody may read in a log";
  Connection connection(url, Access::Write);
  const std::string said = message_of([&] {
    connection.run("INSERT INTO address (address, person, verified) VALUES (:address, 0, 0)",
                   {{"address", secret}});
  });
  EXPECT_NE(said, "");
  EXPECT_EQ(said.find(secret), std::string::npos) << said;
}

TEST_P(Schema, LetterStatesAreTiedToTheirInstants) {
  const InstanceId id = begin();
  ASSERT_TRUE(fire(id, "add"));
  Connection connection(url, Access::Write);
  EXPECT_THROW(connection.script("UPDATE letter SET delivery = 'sent'"), db::DatabaseError);
  EXPECT_THROW(connection.script("UPDATE letter SET next_attempt = NULL"), db::DatabaseError);
}

TEST_P(Schema, TextsOfEveryKindPassThroughAStatement) {
  Connection connection(url, Access::Read);
  const std::string text = "'\"\\:name @rows ü\n\t{}[]";
  db::JsonRows rows;
  rows.row().set("a", std::int64_t{9'007'199'254'740'993}).set("b", text);
  rows.row().set("b", "");
  const auto found =
      connection.rows("SELECT r.a, r.b FROM @rows(r, :rows, a bigint, b text) ORDER BY r.b DESC", 2,
                      {{"rows", rows.text()}});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0][0].number(), 9'007'199'254'740'993);
  EXPECT_EQ(found[0][1].text, text);
  EXPECT_TRUE(found[1][0].is_null);
  EXPECT_FALSE(found[1][1].is_null);
}

const char* const deadlines_sql = R"(
INSERT INTO deadline (owner, key, root, due)
SELECT r.owner, r.key, 1, r.due FROM @batch(r, owner bigint, key text, due bigint))";

TEST_P(Schema, TextsNumbersAndNullsOfABatchArriveAsTheyAre) {
  Connection connection(url, Access::Write);
  const std::string text = "'\"\\:name @rows ü\n\t{}[]NULL";
  db::SetWrites writes;
  db::BatchRows rows;
  rows.row().set("owner", std::int64_t{9'007'199'254'740'993}).set("key", text).set("due", -1L);
  rows.row().set("key", "").set("owner", std::int64_t{2});
  add(writes, deadlines_sql, std::move(rows));
  add(writes, deadlines_sql, {});
  EXPECT_EQ(connection.write(writes), (std::vector<std::int64_t>{2}));

  const auto found = connection.rows("SELECT owner, key, due FROM deadline ORDER BY owner", 3, {});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1][0].number(), 9'007'199'254'740'993);
  EXPECT_EQ(found[1][1].text, text);
  EXPECT_EQ(found[1][2].number(), -1);
  EXPECT_FALSE(found[0][1].is_null);
  EXPECT_EQ(found[0][1].text, "");
  EXPECT_TRUE(found[0][2].is_null);
}

TEST_P(Schema, BatchThatIsRejectedLeavesTheConnectionInOrder) {
  Connection connection(url, Access::Write);
  const auto twice = [&] {
    db::Transaction transaction(connection);
    db::BatchRows rows;
    for (int i = 0; i < 2; ++i)
      rows.row().set("owner", std::int64_t{1}).set("key", "close");
    db::SetWrites writes;
    add(writes, deadlines_sql, rows);
    add(writes, deadlines_sql, rows);
    connection.write(writes);
  };
  EXPECT_THROW(twice(), db::DatabaseError);
  EXPECT_THROW(twice(), db::DatabaseError);
  EXPECT_FALSE(connection.is_broken());
  EXPECT_EQ(connection.rows("SELECT count(*) FROM deadline", 1, {}).at(0)[0].number(), 0);
}

TEST_P(Schema, BatchOfAColumnThatItsStatementDoesNotTakeIsRefused) {
  Connection connection(url, Access::Write);
  db::BatchRows rows;
  rows.row().set("ovner", std::int64_t{1});
  db::SetWrites writes;
  add(writes, deadlines_sql, std::move(rows));
  EXPECT_EQ(message_of([&] { connection.write(writes); }),
            "a row sets ovner, which its statement does not take");
}

TEST_P(Schema, ReadingConnectionsWriteNothingOnSqlite) {
  if (!is_sqlite()) return;
  Connection connection(url, Access::Read);
  EXPECT_THROW(connection.script("DELETE FROM instance"), db::DatabaseError);
}

TEST_P(Schema, VerifyFindsAForgedEntry) {
  const InstanceId id = begin();
  ASSERT_TRUE(fire(id, "add"));
  EXPECT_EQ(faults(), Sentences{});
  Connection(url, Access::Write)
      .script("UPDATE history SET public_part = replace(public_part, 'add', 'odd')");
  EXPECT_EQ(faults(),
            Sentences{"Instance " + id.text() + ": history entry 2 is not what was sealed."});
}

TEST_P(Schema, ErasedPersonalPartsLeaveTheChainValid) {
  begin();
  Connection(url, Access::Write).script("DELETE FROM history_personal");
  EXPECT_EQ(faults(), Sentences{});
}

TEST_P(Schema, VerifyFindsALostEntryAndOrphans) {
  const InstanceId id = begin();
  ASSERT_TRUE(fire(id, "add"));
  Connection connection(url, Access::Write);
  connection.script("DELETE FROM history WHERE version = 2");
  connection.script("UPDATE letter SET instance = 77");
  EXPECT_EQ(faults(),
            (Sentences{"Instance " + id.text() +
                           ": version 2 with 1 history entries, or another end of the chain.",
                       "1 rows of letter name an instance that does not exist."}));
}

TEST(Dialect, WordsAreSpelledForEachEngine) {
  EXPECT_EQ(in_dialect(Dialect::Sqlite, "SELECT x @lock"), "SELECT x ");
  EXPECT_EQ(in_dialect(Dialect::Postgres, "SELECT x @lock"), "SELECT x FOR NO KEY UPDATE");
  EXPECT_EQ(in_dialect(Dialect::Sqlite, "FROM @rows(r, :rows, id bigint, name text)"),
            "FROM (SELECT value ->> 'id' AS id, value ->> 'name' AS name FROM json_each(:rows))"
            " AS r");
  EXPECT_EQ(in_dialect(Dialect::Postgres, "FROM @rows(r, :rows, id bigint, name text)"),
            "FROM json_to_recordset(CAST(:rows AS json)) AS r(id bigint, name text)");
  EXPECT_EQ(in_dialect(Dialect::Sqlite, "FROM @batch(r, id bigint, name text)"),
            "FROM (SELECT ?1 AS id, ?2 AS name) AS r");
  EXPECT_EQ(in_dialect(Dialect::Postgres, "FROM @batch(r, id bigint, name text)"),
            "FROM unnest(CAST($1 AS bigint[]), CAST($2 AS text[])) AS r(id, name)");
  EXPECT_EQ(in_dialect(Dialect::Postgres, "@in(i.id, :ids)"),
            "i.id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[]))");
  EXPECT_EQ(in_dialect(Dialect::Sqlite, "@in(i.id, :ids)"),
            "i.id IN (SELECT value FROM json_each(:ids))");
  EXPECT_EQ(message_of([] { (void)in_dialect(Dialect::Sqlite, "SELECT @what"); }),
            "SQL uses @what, which is not known");
}

TEST(Dialect, AddressOfNoDatabaseSaysWhatToWrite) {
  EXPECT_EQ(message_of([] { (void)db::dialect_of("mysql://x"); }),
            "'mysql://x' names no database: write sqlite:FILE or postgresql://...");
}

}  // namespace
}  // namespace accolade
