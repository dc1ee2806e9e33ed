// Computes again what steps have written, and lets each engine look at its index.
#include "db/search/checking.h"

#include <algorithm>

#include <fmt/format.h>

#include "db/search/rows.h"
#include "engine/permission/findable.h"
#include "engine/search/words.h"

namespace accolade::db {
namespace {

constexpr int checked_page_rows = 1'000;

bool has_sights(Connection& connection, const Workflow& workflow, const Snapshot& snapshot) {
  static const std::string sight_sql =
      "SELECT role, held_at, pieces FROM sight WHERE instance = :id";
  static const std::string member_sql =
      "SELECT role, person, named FROM member"
      " WHERE instance = :id AND source = :id AND is_below = 0";
  std::vector<SightRow> sights;
  for (const Row& row : connection.rows(sight_sql, 3, {{"id", snapshot.id}}))
    sights.push_back({row[0].text, row[1].id<InstanceId>(), row[2].number()});
  std::ranges::sort(sights);
  if (sights != expected_grants(connection, workflow, snapshot).sights) return false;
  for (const Row& row : connection.rows(member_sql, 3, {{"id", snapshot.id}}))
    if (row[2].number() != names_bit(workflow, row[0].text)) return false;
  return true;
}

void check_names(Connection& connection, std::vector<std::string>& faults) {
  static const std::string sql = R"(
SELECT p.id, p.name, coalesce(f.body, '')
FROM person AS p
LEFT JOIN findable AS f ON f.id = 64 * p.id + 63
WHERE p.id > :after
ORDER BY p.id
LIMIT :limit)";
  PersonId after;
  while (true) {
    const std::vector<Row> rows =
        connection.rows(sql, 3, {{"after", after}, {"limit", checked_page_rows}});
    for (const Row& row : rows) {
      after = row[0].id<PersonId>();
      if (searchable(row[1].text) == row[2].text) continue;
      faults.push_back(fmt::format("Person {}: the search knows another name.", after.number));
    }
    if (rows.empty()) return;
  }
}

// FTS5 is asked for its own check by what looks like a write, and is none: a backup stays the file
// that it is.
void check_sqlite(Connection& connection, std::vector<std::string>& faults) {
  connection.script("PRAGMA query_only = OFF");
  try {
    connection.script("INSERT INTO found_word (found_word, rank) VALUES ('integrity-check', 1)");
  } catch (const DatabaseError&) {
    faults.emplace_back("The index of words is not what there is to find.");
  }
}

void check_postgres(Connection& connection, std::vector<std::string>& faults) {
  static const std::string sql = "SELECT count(*) FROM findable WHERE words <> words_in(body)";
  if (connection.rows(sql, 1, {}).at(0)[0].number() > 0)
    faults.emplace_back("The index of words is not what there is to find.");
}

}  // namespace

void check_findable(Connection& connection, const Workflow& workflow, const Snapshot& snapshot,
                    std::vector<std::string>& faults) {
  if (stored_pieces(connection, snapshot.id) != expected_pieces(workflow, snapshot)) {
    faults.push_back(
        fmt::format("Instance {}: the search finds other words than it has.", snapshot.id.number));
  }
  if (!has_sights(connection, workflow, snapshot)) {
    faults.push_back(fmt::format("Instance {}: its rows of sight are not what its states show.",
                                 snapshot.id.number));
  }
}

void check_word_index(const std::string& url, std::vector<std::string>& faults) {
  Connection connection(url, Access::Read);
  check_names(connection, faults);
  if (connection.dialect() == Dialect::Sqlite) {
    check_sqlite(connection, faults);
  } else {
    check_postgres(connection, faults);
  }
}

}  // namespace accolade::db
