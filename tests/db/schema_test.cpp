// Migrations, the dialects, and what verify finds.
#include <future>

#include "db/sql/connection.h"
#include "db/sql/json_rows.h"
#include "tests/db/toy.h"
#include "tests/support/postgres_cluster.h"

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

// What a database of the first schema holds of one instance: three entries, the first of them
// without its personal part, and a letter of the last.
const char* const first_schema_rows = R"(
INSERT INTO history (instance, version, root, event, at, public_part, previous, hash)
VALUES (8, 1, 8, 'begin', 300, 'p', '', 'c'), (7, 2, 7, 'add', 200, 'p', 'a', 'b'),
       (7, 1, 7, 'begin', 100, 'p', '', 'a');
INSERT INTO history_personal (instance, version, root, actor, salt, personal_part)
VALUES (7, 2, 7, 9, 's', 'q'), (8, 1, 8, 9, 's', 'r');
INSERT INTO letter (id, root, instance, step, package, workflow, letter, role, recipient, fields,
                    delivery, attempts, reason, message_id, queued, next_attempt, fence)
VALUES (5, 7, 7, 2, 'p', 'w', 'added', 'r', 9, '{}', 'ready', 0, '', 'm', 200, 200, 0);
)";

TEST_P(Schema, EntriesOfTheFirstSchemaKeepTheirOrderAndWhatHangsOnThem) {
  url = is_sqlite() ? "sqlite:" + (folder.path() / "old.db").string()
                    : PostgresCluster::shared().fresh_database();
  Connection connection(url, Access::Write);
  const db::Migration& first = db::migrations().at(0);
  connection.script(first.sql);
  connection.script(
      "CREATE TABLE schema_migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL,"
      " checksum TEXT NOT NULL, at BIGINT NOT NULL)");
  connection.script("INSERT INTO schema_migration VALUES (1, '0001_begin', '" + first.checksum +
                    "', 0)");
  connection.script(first_schema_rows);

  EXPECT_EQ(migrate(url).front(), "0002_entries");

  Sentences found;
  for (const db::Row& row : connection.rows(R"(
SELECT h.id, h.instance, h.version, p.personal_part, l.letter
FROM history AS h
LEFT JOIN history_personal AS p ON p.entry = h.id
LEFT JOIN letter AS l ON l.entry = h.id
ORDER BY h.id)",
                                            5, {})) {
    found.push_back(row[0].text + ": " + row[1].text + " " + row[2].text + " " + row[3].text + " " +
                    row[4].text);
  }
  EXPECT_EQ(found, (Sentences{"-2: 7 1  ", "-1: 7 2 q added", "0: 8 1 r "}));
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
SELECT r.owner, r.key, 1, r.due @batch(r, owner bigint, key text, due bigint))";

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
      .script(R"(UPDATE history SET public_part = replace(public_part, '"add"', '"odd"'))");
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

// PostgreSQL keeps the plan of a statement that was prepared while its table was empty.
TEST_P(Schema, PlanForAnEmptyTableIsOneForAFullOne) {
  Connection connection(url, Access::Write);
  // PostgreSQL takes a table that nobody looked at for one of ten pages.
  if (!is_sqlite()) connection.script("ANALYZE");
  const std::string explain = is_sqlite() ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
  std::string plan;
  for (const db::Row& row :
       connection.rows(explain + "SELECT data FROM instance WHERE @in(id, :ids)",
                       is_sqlite() ? 4 : 1, {{"ids", "[1,2]"}})) {
    plan += row.back().text + "\n";
  }
  EXPECT_EQ(plan.find(is_sqlite() ? "SCAN instance" : "Seq Scan"), std::string::npos) << plan;
}

TEST(Dialect, WordsAreSpelledForEachEngine) {
  EXPECT_EQ(in_dialect(Dialect::Sqlite, "SELECT x @lock"), "SELECT x ");
  EXPECT_EQ(in_dialect(Dialect::Postgres, "SELECT x @lock"), "SELECT x FOR NO KEY UPDATE");
  EXPECT_EQ(in_dialect(Dialect::Sqlite, "FROM @rows(r, :rows, id bigint, name text)"),
            "FROM (SELECT value ->> 'id' AS id, value ->> 'name' AS name FROM json_each(:rows))"
            " AS r");
  EXPECT_EQ(in_dialect(Dialect::Postgres, "FROM @rows(r, :rows, id bigint, name text)"),
            "FROM json_to_recordset(CAST(:rows AS json)) AS r(id bigint, name text)");
  EXPECT_EQ(in_dialect(Dialect::Sqlite, "SELECT r.name, r.id @batch(r, id bigint, name text)"),
            "SELECT ?2, ?1 ");
  EXPECT_EQ(in_dialect(Dialect::Sqlite, "WHERE @match(instance bigint, field text)"),
            "WHERE instance = ?1 AND field = ?2");
  EXPECT_EQ(in_dialect(Dialect::Postgres, "WHERE @match(instance bigint, field text)"),
            "WHERE (instance, field) IN"
            " (SELECT * FROM unnest(CAST($1 AS bigint[]), CAST($2 AS text[])))");
  EXPECT_EQ(in_dialect(Dialect::Postgres, "@batch(r, id bigint, name text)"),
            "FROM unnest(CAST($1 AS bigint[]), CAST($2 AS text[])) AS r(id, name)");
  EXPECT_EQ(
      in_dialect(Dialect::Postgres, "@in(i.id, :ids)"),
      "i.id = ANY (CAST((SELECT CAST(translate(:ids, '[]', '{}') AS bigint[])) AS bigint[]))");
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
