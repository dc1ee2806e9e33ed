// One statement a table.
#include "tests/bench/copies.h"

#include <array>

namespace accolade {
namespace {

struct Copied {
  const char* table;
  const char* key;
  const char* columns;
  const char* number = "";  // a column that counts the rows: of copies below those of the store
};

constexpr std::array copied_tables = {
    Copied{"instance", "id",
           "root, parent, depth, workflow, package, version, configuration, data, chain, created, "
           "changed"},
    Copied{"instance_state", "instance", "parent, workflow, state, root"},
    Copied{"history", "instance", "version, root, event, at, public_part, previous, hash", "id"},
    Copied{"history_personal", "instance", "root, actor, salt, personal_part", "entry"},
    Copied{"timer", "instance", "number, root, name, state, entry, due, owner, key"},
    Copied{"expectation", "instance", "root, due"},
    Copied{"sight", "instance", "role, held_at, root, pieces"}};

// Ids of copies follow; numbers are below zero, and below those of earlier copies.
std::string copy_sql(const Copied& one) {
  const std::string key = one.key, columns = one.columns, number = one.number, table = one.table;
  const std::string into = key + ", " + columns + (number.empty() ? "" : ", " + number);
  const std::string from =
      key + " + copied.nth, " + columns + (number.empty() ? "" : ", -(:one + copied.nth)");
  return "INSERT INTO " + table + " (" + into + R"()
WITH RECURSIVE copied(nth) AS (
  SELECT CAST(1 AS bigint) WHERE CAST(:times AS bigint) > 0
  UNION ALL
  SELECT nth + 1 FROM copied WHERE nth < CAST(:times AS bigint))
SELECT one.)" +
         from + " FROM " + table + " AS one CROSS JOIN copied WHERE one." + key +
         " = CAST(:one AS bigint)";
}

}  // namespace

void copy_instance(db::Connection& connection, InstanceId one, std::int64_t times) {
  for (const Copied& table : copied_tables)
    connection.run(copy_sql(table), {{"times", times}, {"one", one}});
  connection.run(
      "INSERT INTO state_change (root, workflow, state, delta) SELECT i.root, i.workflow, c.value,"
      " 1 FROM instance AS i, @texts(c, i.configuration)"
      " WHERE i.id > :first AND i.id <= :last",
      {{"first", one}, {"last", one.number + times}});
}

}  // namespace accolade
