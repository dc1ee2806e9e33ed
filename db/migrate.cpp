// Brings a database's schema up to this program's, in one transaction.
#include "db/migrate.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include <fmt/format.h>

#include "db/ports/packages.h"
#include "db/search/filling.h"
#include "db/sql/connection.h"

namespace accolade {
namespace {

using db::Connection;
using db::Dialect;
using db::Migration;
using db::Row;

// The advisory lock lets one program at a time look and migrate; on SQLite the writer's lock, which
// BEGIN IMMEDIATE took, does.
constexpr const char* one_at_a_time = "SELECT pg_advisory_xact_lock(4706177319)";

constexpr const char* own_table = R"(
CREATE TABLE IF NOT EXISTS schema_migration (
  number BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  at BIGINT NOT NULL
))";

// How many ran already. Throws if what ran is not what this program knows.
std::size_t known_ones(Connection& connection, const std::vector<Migration>& all) {
  const std::vector<Row> ran =
      connection.rows("SELECT number, name, checksum FROM schema_migration ORDER BY number", 3, {});
  if (ran.size() > all.size()) {
    throw std::runtime_error(
        fmt::format("The database has schema {}, this program knows {}: use the newer program.",
                    ran.size(), all.size()));
  }
  for (std::size_t i = 0; i < ran.size(); ++i) {
    if (ran[i][0].number() == all[i].number && ran[i][2].text == all[i].checksum) continue;
    throw std::runtime_error(
        fmt::format("Migration {} of the database is not the {} of this program.", ran[i][1].text,
                    all[i].name));
  }
  return ran.size();
}

void run(Connection& connection, const Migration& migration) {
  connection.script(migration.sql);
  const auto now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
  connection.run(
      "INSERT INTO schema_migration (number, name, checksum, at)"
      " VALUES (:number, :name, :checksum, :at)",
      {{"number", migration.number},
       {"name", migration.name},
       {"checksum", migration.checksum},
       {"at", Instant(now)}});
}

constexpr const char* searching = "0006_search";

// Nothing of an empty database, whose packages nobody else could read yet.
void fill(Connection& connection, const std::string& url) {
  if (connection.rows("SELECT id FROM person LIMIT 1", 1, {}).empty()) return;
  db::StoredPackages packages(std::make_shared<db::Store>(url, nullptr));
  db::fill_search(connection, packages);
}

bool has_own_table(Connection& connection) {
  return !connection
              .rows(connection.dialect() == Dialect::Sqlite
                        ? "SELECT name FROM sqlite_master WHERE name = 'schema_migration'"
                        : "SELECT tablename FROM pg_tables WHERE tablename = 'schema_migration'",
                    1, {})
              .empty();
}

}  // namespace

std::size_t db::pending_migrations(const std::string& url) {
  Connection connection(url, Access::Read);
  const std::vector<Migration>& all = migrations();
  return has_own_table(connection) ? all.size() - known_ones(connection, all) : all.size();
}

std::vector<std::string> migrate(const std::string& url) {
  const std::vector<Migration>& all = db::migrations();
  Connection connection(url, db::Access::Write);
  db::Transaction transaction(connection);
  if (connection.dialect() == Dialect::Postgres) connection.script(one_at_a_time);
  connection.script(own_table);

  std::vector<std::string> names;
  for (std::size_t i = known_ones(connection, all); i < all.size(); ++i) {
    run(connection, all[i]);
    names.push_back(all[i].name);
  }
  if (std::ranges::find(names, searching) != names.end()) fill(connection, url);
  transaction.commit();
  return names;
}

}  // namespace accolade
