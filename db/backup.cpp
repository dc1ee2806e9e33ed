// The file is written beside its name and renamed when it is whole; a restore is one transaction.
#include "db/backup.h"

#include <chrono>
#include <stdexcept>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "db/copying.h"
#include "db/migrate.h"

namespace accolade {
namespace {

using db::Access;
using db::Connection;
using db::Dialect;
using db::Table;
using db::Transaction;
using std::filesystem::path;

std::string url_of(const path& file) {
  return "sqlite:" + file.string();
}

// A file that is gone at the end, unless it got another name.
struct Unfinished {
  explicit Unfinished(path file) : file(std::move(file)) { remove_all(); }
  ~Unfinished() { remove_all(); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  void remove_all() const {
    std::error_code ignored;
    for (const char* const ending : {"", "-wal", "-shm", "-journal"})
      std::filesystem::remove(path(file.string() + ending), ignored);
  }

  const path file;
};

void sync(const path& file, int flags) {
  const int descriptor = ::open(file.c_str(), flags | O_CLOEXEC);
  const bool is_synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!is_synced) throw std::runtime_error("cannot write " + file.string());
}

// Also when another program makes a file of this name meanwhile: that one is kept.
void give_name(const path& from, const path& to) {
  sync(from, O_RDWR);
  std::error_code error;
  std::filesystem::create_hard_link(from, to, error);
  if (error) throw std::runtime_error("cannot write " + to.string() + ": " + error.message());
  const path folder = std::filesystem::absolute(to).parent_path();
  sync(folder, O_RDONLY | O_DIRECTORY);
}

void expect_database(const std::string& url) {
  if (db::dialect_of(url) == Dialect::Sqlite &&
      !std::filesystem::exists(url.substr(url.find(':') + 1))) {
    throw std::runtime_error("there is no database at " + url);
  }
}

std::int64_t count_of(Connection& connection, const std::string& table) {
  return connection.rows("SELECT count(*) FROM " + table, 1, {}).at(0).at(0).number();
}

BackupContents contents_of(Connection& connection) {
  return {count_of(connection, "instance"), count_of(connection, "history"),
          count_of(connection, "file")};
}

// SQLite's own copy, which is of one instant, as that of a transaction.
void copy_sqlite(const std::string& url, const path& file) {
  Connection connection(url, Access::Write);
  connection.run("VACUUM INTO :file", {{"file", file.string()}});
}

void copy_postgres(const std::string& url, const path& file) {
  migrate(url_of(file));
  Connection from(url, Access::Read), to(url_of(file), Access::Write);
  // Foreign keys hold in what is read, and each table comes behind those that it refers to.
  Transaction reading(from), writing(to);
  from.script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  for (const Table& table : db::tables_of(to)) {
    to.script("DELETE FROM " + table.name);  // what migrations put there
    copy_rows(table, from, to);
  }
  writing.commit();
}

// Two backups of an evening would say who answered what in between: while people answer, they have
// nothing of it, and whoever is restored may answer again.
void leave_out_open_feedback(const path& file) {
  static const std::string open_sql =
      " WHERE about IN (SELECT about FROM feedback_call WHERE until > :now)";
  const Instant now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
  Connection copy(url_of(file), Access::Write);
  {
    Transaction writing(copy);
    for (const char* const table :
         {"feedback_giver", "feedback_count", "feedback_text", "feedback_call"})
      copy.run(std::string("DELETE FROM ") + table + open_sql, {{"now", now}});
    writing.commit();
  }
  copy.script("PRAGMA wal_checkpoint(TRUNCATE)");
  copy.script("PRAGMA journal_mode = DELETE");  // one file, not three
}

constexpr const char* gap_sql = "UPDATE id_block SET next_id = next_id + 1048576 WHERE name = 'id'";

// Rows that came with a number do not move what numbers the next one.
constexpr const char* serial_sql =
    "SELECT setval(pg_get_serial_sequence('state_change', 'id'),"
    " (SELECT coalesce(max(id), 0) + 1 FROM state_change))";

// What must not reach anybody from a copy, nor let anybody in.
constexpr const char* copy_sql = R"(
UPDATE letter SET delivery = 'cancelled', next_attempt = NULL, lease_until = NULL
WHERE delivery IN ('ready', 'deferred', 'sending', 'held');
DELETE FROM session_task;
DELETE FROM session;
DELETE FROM sign_in;
DELETE FROM secret;
)";

void expect_empty(Connection& connection, const std::vector<Table>& tables) {
  for (const Table& table : tables) {
    if (table.name == "id_block") continue;
    if (!connection.rows("SELECT 1 FROM " + table.name + " LIMIT 1", 1, {}).empty()) {
      throw std::runtime_error("the database is not empty: restore into a new one");
    }
  }
}

void expect_sound(Connection& backup, const path& file) {
  const std::vector<db::Row> found = backup.rows("PRAGMA integrity_check(1)", 1, {});
  if (found.size() != 1 || found[0][0].text != "ok") {
    throw std::runtime_error(file.string() + " is damaged: take another backup");
  }
}

// How far its schema is behind; throws in words for what is no backup.
std::size_t pending_in(const path& file) {
  try {
    {
      Connection backup(url_of(file), Access::Read);
      expect_sound(backup, file);
    }
    const std::size_t pending = db::pending_migrations(url_of(file));
    if (pending < db::migrations().size()) return pending;
  } catch (const db::DatabaseError& error) {
    throw std::runtime_error(file.string() + " is no backup: " + error.what());
  }
  throw std::runtime_error(file.string() + " is no backup: it holds no tables of this program");
}

BackupContents fill(const path& file, const std::string& url, Restored how) {
  migrate(url);
  Connection from(url_of(file), Access::Read), to(url, Access::Write);
  Transaction writing(to);
  const std::vector<Table> tables = db::tables_of(from);
  expect_empty(to, tables);
  for (const Table& table : tables) {
    if (table.name == "id_block") to.script("DELETE FROM id_block");
    copy_rows(table, from, to);
  }
  to.script(gap_sql);
  if (to.dialect() == Dialect::Postgres) to.script(serial_sql);
  if (how == Restored::AsCopy) to.script(copy_sql);
  const BackupContents contents = contents_of(to);
  writing.commit();
  return contents;
}

}  // namespace

BackupContents backup(const std::string& url, const path& file) {
  expect_database(url);
  if (std::filesystem::exists(file)) {
    throw std::runtime_error(file.string() + " exists already: give the backup another name");
  }
  if (db::pending_migrations(url) > 0) {
    throw std::runtime_error(
        "The database's schema is older than this program: run accolade "
        "migrate, or the program that it was made with.");
  }
  const Unfinished part(file.string() + fmt::format(".{}.part", ::getpid()));
  if (db::dialect_of(url) == Dialect::Sqlite) {
    copy_sqlite(url, part.file);
  } else {
    copy_postgres(url, part.file);
  }
  leave_out_open_feedback(part.file);
  const BackupContents contents = [&] {
    Connection written(url_of(part.file), Access::Read);
    return contents_of(written);
  }();
  give_name(part.file, file);
  return contents;
}

BackupContents restore(const path& file, const std::string& url, Restored how) {
  if (!std::filesystem::is_regular_file(file)) {
    throw std::runtime_error("there is no backup at " + file.string());
  }
  if (pending_in(file) == 0) return fill(file, url, how);
  const Unfinished newer(file.string() + fmt::format(".{}.newer", ::getpid()));
  std::filesystem::copy_file(file, newer.file);
  migrate(url_of(newer.file));
  return fill(newer.file, url, how);
}

}  // namespace accolade
