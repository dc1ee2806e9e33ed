// Backups: every row comes back on either engine, and nothing is half-written or given away.
#include "db/backup.h"

#include <fstream>
#include <thread>

#include "db/copying.h"
#include "db/sql/native.h"
#include "tests/db/toy.h"
#include "tests/support/postgres_cluster.h"

namespace accolade {
namespace {

using db::Access;
using db::Connection;
using db::Row;
using db::Table;
using Lines = std::vector<std::string>;

// A row for each table that the toy leaves empty. A new table belongs here.
constexpr const char* rows_elsewhere = R"(
INSERT INTO person (id, name, created) VALUES (70, 'Ana ''Ω'' \ Vega', 1), (71, '', 2);
INSERT INTO address (address, person, verified) VALUES ('ana at example.org', 70, 3);
INSERT INTO organisation (id, country, name, acronym, status) VALUES (80, 'ES', 'Instituto', '', 'member');
INSERT INTO organisation_alias (country, alias, organisation) VALUES ('ES', 'ISC', 80);
INSERT INTO session (id, token_hash, person, created, expires) VALUES (90, 'h', 70, 1, 9);
INSERT INTO session_task (session, task, person) VALUES (90, 5, 70);
INSERT INTO sign_in (token_hash, code_hash, person, task, go_to, expires, used, wrong_codes)
VALUES ('t', 'c', 70, 0, '/', 9, NULL, 0);
INSERT INTO secret (id, text) VALUES (1, 'a secret that is forty-three bytes or longer than that');
INSERT INTO package (hash, name, turn, published) VALUES ('p', 'toy', 1, 1);
INSERT INTO package_file (package, path, bytes) VALUES ('p', 'toy.yaml', 'workflow: toy');
INSERT INTO idempotency (key, body_hash, instance, version, at) VALUES ('k', 'b', 1, 1, 1);
INSERT INTO pool (instance, name, root, held, waiting, last_number) VALUES (1, 'mode', 1, 0, 0, 0);
INSERT INTO state_figure (root, workflow, state, here, entered) VALUES (1, 'toy', 'open', 0, 3);
INSERT INTO state_wait (root, workflow, state, wait_class, count) VALUES (1, 'toy', 'open', 9, 3);
INSERT INTO expectation (instance, root, due) VALUES (1, 1, 5);
INSERT INTO queue (parent, pool, number, child, root) VALUES (1, 'mode', 4, 2, 1);
INSERT INTO member (instance, is_below, role, person, source, root, named)
VALUES (1, 0, 'chair', 70, 0, 1, 4);
INSERT INTO findable (id, root, instance, person, bit, body)
VALUES (64, 1, 1, 0, 1, 'toy 1'), (4543, 0, 0, 70, 0, 'ana vega');
INSERT INTO long_work (id, person, key, kind, about, title, asked, stage, step, done, total, result,
                       created, lease_until, fence)
VALUES (4, 5, 'k', 'event', 6, 'Much', '{}', 'working', 'Half', 1, 2, '', 7, 8, 9);
INSERT INTO saved_filter (id, person, name, place, workflow, state, typed, sort, created)
VALUES (91, 70, 'Mine', 1, 'toy', 'open', '"a b"', 'oldest', 1);
INSERT INTO feedback_call (about, root, until) VALUES (1, 1, 5);
INSERT INTO feedback_giver (giver, about, root) VALUES (2, 1, 1);
INSERT INTO feedback_count (about, question, answer, root, count) VALUES (1, 'overall', '5', 1, 1);
INSERT INTO feedback_text (about, question, mark, root, text, count)
VALUES (1, 'better', 'm', 1, 'Coffee', 1);
INSERT INTO history_kept (entry, field, called, instance, root, salt, part)
VALUES (1, 'diet', 'diet', 1, 1, 's', 'p');
INSERT INTO draft (instance, field, root, value, sequence, editor, at)
VALUES (1, 'title', 1, '"typed"', 1, 70, 1);
)";

// The rows of all tables but schema_migration, in words; the bytes of files, too.
Lines rows_of(const std::string& url) {
  TemporaryFolder folder;
  const std::string schema = "sqlite:" + (folder.path() / "schema.db").string();
  migrate(schema);
  Connection tables(schema, Access::Read), connection(url, Access::Read);
  Lines lines;
  for (const Table& table : db::tables_of(tables)) {
    if (table.name == "file_chunk") continue;
    std::string columns;
    for (const db::Column& column : table.columns)
      columns += (columns.empty() ? "" : ", ") + column.name;
    Lines rows;
    for (const Row& row :
         connection.rows("SELECT " + columns + " FROM " + table.name, table.columns.size(), {})) {
      std::string line = table.name;
      for (const db::Cell& cell : row)
        line += cell.is_null ? "|NULL" : "|'" + cell.text + "'";
      rows.push_back(line);
    }
    std::sort(rows.begin(), rows.end());
    lines.insert(lines.end(), rows.begin(), rows.end());
  }
  for (const Row& file : connection.rows("SELECT id FROM file ORDER BY id", 1, {})) {
    lines.push_back("bytes|" + db::native::get_chunks(connection.session(), file[0].number()));
  }
  return lines;
}

// Those of a restored database, as the original's: without the gap.
Lines without_gap(Lines lines) {
  for (std::string& line : lines) {
    if (!line.starts_with("id_block|'id'|'")) continue;
    const std::string number = line.substr(15, line.size() - 16);
    line = "id_block|'id'|'" + std::to_string(std::stoll(number) - 1'048'576) + "'";
  }
  return lines;
}

std::string sentence_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

class Backups : public StoreTest {
 protected:
  std::filesystem::path file = folder.path() / "kept.backup";

  std::string empty_database(bool on_sqlite) {
    return on_sqlite ? "sqlite:" + (folder.path() / fmt_name()).string()
                     : PostgresCluster::shared().fresh_database();
  }

  // Instances with steps, letters, timers, an inbox row, a tally and two files.
  void fill() {
    const InstanceId parent = begin();
    const InstanceId child = child_of(parent);
    EXPECT_TRUE(fire(child, "report"));
    EXPECT_TRUE(fire(parent, "add"));
    EXPECT_TRUE(fire(parent, "publish"));
    EXPECT_TRUE(fire(child, "tell"));
    EXPECT_TRUE(fire(child, "wait", {{"due", 4'000'000'000'000'000}}));
    EXPECT_TRUE(fire(child, "wait", {{"key", "close"}}));
    std::string bytes(600'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
      bytes[i] = static_cast<char>(i * 7 % 251);
    database.files->add({{}, child, "paper", "paper.pdf", "application/pdf", 600'000, PersonId{7}},
                        bytes);
    Connection(url, Access::Write).script(rows_elsewhere);
  }

 private:
  std::string fmt_name() { return "empty-" + std::to_string(++databases_) + ".db"; }
  int databases_ = 0;
};
ON_BOTH_ENGINES(Backups);

TEST_P(Backups, EveryRowOfEveryTableComesBackOnEitherEngine) {
  fill();
  Connection connection(url, Access::Read);
  Connection schema("sqlite:" + (folder.path() / "schema.db").string(), Access::Write);
  migrate("sqlite:" + (folder.path() / "schema.db").string());
  for (const Table& table : db::tables_of(schema)) {
    EXPECT_FALSE(connection.rows("SELECT 1 FROM " + table.name + " LIMIT 1", 1, {}).empty())
        << table.name << " is empty: its rows might be forgotten";
  }

  const BackupContents contents = backup(url, file);

  EXPECT_EQ(contents, (BackupContents{2, 9, 1}));
  const Lines expected = rows_of(url);
  EXPECT_EQ(rows_of("sqlite:" + file.string()), expected);
  for (const bool on_sqlite : {true, false}) {
    const std::string target = empty_database(on_sqlite);
    EXPECT_EQ(restore(file, target, Restored::InPlace), contents);
    EXPECT_EQ(without_gap(rows_of(target)), expected);
  }
}

TEST_P(Backups, ABackupIsOneFileAndIsNotChangedByReadingIt) {
  begin();
  backup(url, file);
  const auto bytes_of = [&] {
    std::ifstream stream(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
  };
  const std::string before = bytes_of();

  (void)verify("sqlite:" + file.string());
  restore(file, empty_database(true), Restored::InPlace);

  EXPECT_EQ(bytes_of(), before);
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(!name.starts_with("kept.backup") || name == "kept.backup") << name;
  }
}

TEST_P(Backups, WhatIsWrittenMeanwhileIsThereWholeOrNotAtAll) {
  const InstanceId parent = begin();
  const InstanceId child = child_of(parent);
  std::atomic<bool> is_over = false;
  std::atomic<int> steps = 0;
  std::thread writer([&] {
    while (!is_over) {
      if (fire(child, "report")) ++steps;
    }
  });
  for (int i = 0; i < 5; ++i) {
    const int before = steps;
    while (steps < before + 5)
      std::this_thread::yield();
    const std::filesystem::path one = folder.path() / std::to_string(i);
    backup(url, one);
    EXPECT_EQ(verify("sqlite:" + one.string()), Lines{"Package toys is not in the database."});
  }
  is_over = true;
  writer.join();
}

TEST_P(Backups, AFileThatIsThereIsKept) {
  std::ofstream(file) << "somebody's";
  EXPECT_EQ(sentence_of([&] { backup(url, file); }),
            file.string() + " exists already: give the backup another name");
  std::string kept;
  std::ifstream(file) >> kept;
  EXPECT_EQ(kept, "somebody's");
}

TEST_P(Backups, AFolderThatIsNotThereLeavesNothing) {
  const std::filesystem::path nowhere = folder.path() / "nowhere" / "kept.backup";
  EXPECT_NE(sentence_of([&] { backup(url, nowhere); }), "");
  EXPECT_FALSE(std::filesystem::exists(nowhere.parent_path()));
}

TEST_P(Backups, OnlyAnEmptyDatabaseIsFilled) {
  begin();
  backup(url, file);
  begin();
  const Lines before = rows_of(url);
  EXPECT_EQ(sentence_of([&] { restore(file, url, Restored::InPlace); }),
            "the database is not empty: restore into a new one");
  EXPECT_EQ(rows_of(url), before);
}

TEST_P(Backups, ADamagedOneIsRefusedBeforeAnythingIsWritten) {
  fill();
  backup(url, file);
  {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(4'096 * 3);
    stream << std::string(4'096 * 4, 'x');
  }
  const std::string target = empty_database(true);
  EXPECT_NE(sentence_of([&] { restore(file, target, Restored::InPlace); }).find(file.string()),
            std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(target.substr(7)));
}

TEST_P(Backups, WhatIsNoBackupIsSaidSo) {
  const std::string target = empty_database(true);
  const auto said = [&] { return sentence_of([&] { restore(file, target, Restored::InPlace); }); };
  EXPECT_EQ(said(), "there is no backup at " + file.string());
  std::ofstream(file) << "Dear all, this is a letter and no backup.\n";
  EXPECT_EQ(said(), file.string() + " is no backup: file is not a database");
  std::filesystem::remove(file);
  Connection("sqlite:" + file.string(), Access::Write).script("CREATE TABLE x (y TEXT)");
  EXPECT_EQ(said(), file.string() + " is no backup: it holds no tables of this program");
  EXPECT_FALSE(std::filesystem::exists(target.substr(7)));
}

TEST_P(Backups, ARowThatCannotBeReadLeavesTheTargetEmpty) {
  fill();
  backup(url, file);
  // SQLite takes it and calls itself sound; most tables are filled when it comes up.
  Connection("sqlite:" + file.string(), Access::Write).script("UPDATE package SET turn = 'x'");
  const std::string target = empty_database(is_sqlite());
  EXPECT_EQ(sentence_of([&] { restore(file, target, Restored::InPlace); }),
            "a column that holds numbers holds 'x'");
  Lines left = rows_of(target);
  std::erase_if(left, [](const std::string& line) { return line.starts_with("id_block|"); });
  EXPECT_EQ(left, Lines{});
}

TEST_P(Backups, ACopyTellsNobodyAndLetsNobodyIn) {
  fill();
  backup(url, file);
  const std::string target = empty_database(is_sqlite());
  restore(file, target, Restored::AsCopy);
  Connection copy(target, Access::Read);
  for (const std::string table : {"session", "session_task", "sign_in", "secret"})
    EXPECT_EQ(copy.rows("SELECT 1 FROM " + table, 1, {}).size(), 0U) << table;
  Lines deliveries;
  for (const Row& row : copy.rows("SELECT DISTINCT delivery FROM letter", 1, {}))
    deliveries.push_back(row[0].text);
  EXPECT_EQ(deliveries, Lines{"cancelled"});
}

TEST_P(Backups, NumbersGoOnBehindAGap) {
  const InstanceId before = begin();
  backup(url, file);
  const std::string target = empty_database(is_sqlite());
  restore(file, target, Restored::InPlace);
  url = target;
  database = another();
  EXPECT_GT(begin().number, before.number + 1'048'576);
}

TEST_P(Backups, WhatIsAddedUpAfterwardsIsWhatIsThere) {
  const InstanceId before = begin();
  backup(url, file);
  url = empty_database(is_sqlite());
  restore(file, url, Restored::InPlace);
  database = another();
  ASSERT_TRUE(fire(before, "close"));
  database.figures->fold();
  EXPECT_EQ(faults(), Lines{});
}

TEST_P(Backups, OneOfAnOlderSchemaIsBroughtUpAndStaysAsItIs) {
  const std::string old = "sqlite:" + file.string();
  {
    Connection connection(old, Access::Write);
    const db::Migration& first = db::migrations().at(0);
    connection.script(first.sql);
    connection.script(
        "CREATE TABLE schema_migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL,"
        " checksum TEXT NOT NULL, at BIGINT NOT NULL)");
    connection.script("INSERT INTO schema_migration VALUES (1, '0001_begin', '" + first.checksum +
                      "', 0); INSERT INTO person VALUES (70, 'Ana', 1)");
  }
  const std::string target = empty_database(is_sqlite());
  restore(file, target, Restored::InPlace);
  EXPECT_EQ(Connection(target, Access::Read).rows("SELECT name FROM person", 1, {})[0][0].text,
            "Ana");
  EXPECT_EQ(db::pending_migrations(old), db::migrations().size() - 1);
}

TEST_P(Backups, AnotherSchemaIsNotBackedUp) {
  Connection(url, Access::Write).script("DELETE FROM schema_migration");
  EXPECT_EQ(sentence_of([&] { backup(url, file); }),
            "The database's schema is older than this program: run accolade migrate, or the "
            "program that it was made with.");
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(BackupOfNothing, ADatabaseThatIsNotThereIsNotMade) {
  TemporaryFolder folder;
  const std::filesystem::path database = folder.path() / "none.db";
  EXPECT_EQ(
      sentence_of([&] { backup("sqlite:" + database.string(), folder.path() / "kept.backup"); }),
      "there is no database at sqlite:" + database.string());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace accolade
