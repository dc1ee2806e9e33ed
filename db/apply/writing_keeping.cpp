// Few instances at a time: one after the other.
#include "db/apply/writing_keeping.h"

#include <algorithm>

#include <boost/json.hpp>

#include "db/sql/json_rows.h"

namespace accolade::db {
namespace {

namespace json = boost::json;

// As letters and entries of older versions call the field.
std::set<std::string> names_of(Connection& connection, InstanceId instance,
                               const std::string& field) {
  static const std::string sql =
      "SELECT DISTINCT field FROM history_kept WHERE instance = :instance AND called = :field";
  std::set<std::string> names{field};
  for (const Row& row : connection.rows(sql, 1, {{"instance", instance}, {"field", field}}))
    names.insert(row[0].text);
  return names;
}

void forget_rows(Connection& connection, InstanceId instance, const std::string& field) {
  for (const char* const sql :
       {"DELETE FROM history_kept WHERE instance = :instance AND called = :field",
        "DELETE FROM draft WHERE instance = :instance AND field = :field",
        "DELETE FROM file WHERE instance = :instance AND field = :field"})
    connection.run(sql, {{"instance", instance}, {"field", field}});
}

// Entries from before the word `keep:` was there seal the answer with the rest of what is personal:
// all of that goes, the person who did it as well.
void forget_in_entries(Connection& connection, InstanceId instance,
                       const std::set<std::string>& fields) {
  static const std::string read_sql = R"(
SELECT entry, personal_part
FROM history_personal
WHERE entry IN (SELECT h.id FROM history AS h WHERE h.instance = :instance))";
  for (const Row& row : connection.rows(read_sql, 2, {{"instance", instance}})) {
    const json::value part = json::parse(row[1].text);
    const json::object& held = part.at("fields").as_object();
    const bool has_one = std::ranges::any_of(fields, [&](const std::string& field) {
      const json::value* const value = held.if_contains(field);
      return value != nullptr && !value->is_null();
    });
    if (!has_one) continue;
    connection.run("DELETE FROM history_personal WHERE entry = :entry",
                   {{"entry", row[0].number()}});
  }
}

void forget_in_letters(Connection& connection, InstanceId instance,
                       const std::set<std::string>& fields) {
  static const std::string read_sql = R"(
SELECT id, fields
FROM letter
WHERE entry IN (SELECT h.id FROM history AS h WHERE h.instance = :instance))";
  static const std::string write_sql = "UPDATE letter SET fields = :fields WHERE id = :id";
  for (const Row& row : connection.rows(read_sql, 2, {{"instance", instance}})) {
    json::value stored = json::parse(row[1].text);
    bool is_changed = false;
    for (const std::string& field : fields)
      is_changed |= stored.as_object().erase(field) > 0;
    if (!is_changed) continue;
    connection.run(write_sql, {{"fields", json::serialize(stored)}, {"id", row[0].number()}});
  }
}

// Lists that were made into files, and rows that were refused: whatever was done over the tree may
// hold what is forgotten.
void forget_long_work_over(Connection& connection, const std::vector<InstanceId>& instances) {
  static const std::string sql = R"(
DELETE FROM long_work
WHERE ended IS NOT NULL
  AND EXISTS (SELECT 1
              FROM instance AS about
              JOIN instance AS one ON one.root = about.root
              WHERE about.id = long_work.about AND @in(one.id, :ids))
RETURNING file)";
  for (const Row& row : connection.rows(sql, 1, {{"ids", ids_json(instances)}}))
    connection.run("DELETE FROM file WHERE id = :id", {{"id", row[0].number()}});
}

}  // namespace

void forget_fields(Connection& connection, const BatchMemory& memory) {
  std::vector<InstanceId> all;
  for (const auto& [id, written] : memory.written()) {
    const std::set<std::string>& forgotten = written.change.forgotten;
    if (forgotten.empty()) continue;
    std::set<std::string> names;
    for (const std::string& field : forgotten)
      names.merge(names_of(connection, id, field));
    for (const std::string& field : forgotten)
      forget_rows(connection, id, field);
    forget_in_entries(connection, id, names);
    forget_in_letters(connection, id, names);
    all.push_back(id);
  }
  // Keys have no index by instance: they are looked through once.
  if (all.empty()) return;
  connection.run("DELETE FROM idempotency WHERE @in(instance, :ids)", {{"ids", ids_json(all)}});
  forget_long_work_over(connection, all);
}

}  // namespace accolade::db
