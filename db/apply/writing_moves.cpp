// Clears what a move writes anew.
#include "db/apply/writing_moves.h"

#include <array>

#include "db/search/rows.h"
#include "db/sql/json_rows.h"

namespace accolade::db {
namespace {

const std::array<std::string, 9> moved_rows_sql = {
    "DELETE FROM instance_state WHERE @in(instance, :ids)",
    "DELETE FROM tally WHERE @in(instance, :ids)",
    "DELETE FROM tally_part WHERE @in(parent, :ids)",
    "DELETE FROM pool WHERE @in(instance, :ids)",
    "DELETE FROM queue WHERE @in(child, :ids)",
    "DELETE FROM timer WHERE @in(instance, :ids)",
    "DELETE FROM deadline WHERE @in(owner, :ids)",
    "DELETE FROM member WHERE @in(source, :ids) AND source <> 0",
    "DELETE FROM sight WHERE @in(instance, :ids)"};

}  // namespace

void write_moves(Connection& connection, const BatchMemory& memory) {
  static const std::string pin_sql = R"(
UPDATE instance
SET package = r.package
FROM @rows(r, :rows, id bigint, package text)
WHERE instance.id = r.id)";
  static const std::string findable_sql = R"(
DELETE FROM findable
WHERE id IN (SELECT f.id
             FROM @rows(r, :rows, first bigint, behind bigint)
             JOIN findable AS f ON f.id >= r.first AND f.id < r.behind))";
  std::vector<InstanceId> moved;
  JsonRows pinned;
  for (const auto& [id, written] : memory.written()) {
    if (!written.change.is_moved) continue;
    pinned.row().set("id", id).set("package", written.change.next.package);
    if (memory.before.contains(id)) moved.push_back(id);
  }
  if (pinned.is_empty()) return;
  connection.run(pin_sql, {{"rows", pinned.text()}});
  JsonRows ranges;
  for (const InstanceId id : moved)
    ranges.row().set("first", findable_id(id, 0)).set("behind", findable_id(id, pieces_apart));
  connection.run(findable_sql, {{"rows", ranges.text()}});
  for (const std::string& sql : moved_rows_sql)
    connection.run(sql, {{"ids", ids_json(moved)}});
}

void rename_fields(Connection& connection, const BatchMemory& memory) {
  // Through a name that no field can have, so that two may change places.
  static const std::array<std::string, 3> away_sql = {
      R"(
UPDATE draft
SET field = '>' || r.renamed
FROM @rows(r, :rows, instance bigint, field text, renamed text)
WHERE draft.instance = r.instance AND draft.field = r.field)",
      R"(
UPDATE history_kept
SET called = '>' || r.renamed
FROM @rows(r, :rows, instance bigint, field text, renamed text)
WHERE history_kept.instance = r.instance AND history_kept.called = r.field)",
      R"(
UPDATE file
SET field = '>' || r.renamed
FROM @rows(r, :rows, instance bigint, field text, renamed text)
WHERE file.instance = r.instance AND file.field = r.field)"};
  static const std::array<std::string, 3> back_sql = {
      "UPDATE history_kept SET called = substr(called, 2)"
      " WHERE @in(instance, :ids) AND called LIKE '>%'",
      "UPDATE draft SET field = substr(field, 2) WHERE @in(instance, :ids) AND field LIKE '>%'",
      "UPDATE file SET field = substr(field, 2) WHERE @in(instance, :ids) AND field LIKE '>%'"};
  JsonRows rows;
  std::vector<InstanceId> renamed;
  for (const auto& [id, written] : memory.written()) {
    if (written.change.renamed_fields.empty()) continue;
    renamed.push_back(id);
    for (const auto& [from, to] : written.change.renamed_fields)
      rows.row().set("instance", id).set("field", from).set("renamed", to);
  }
  if (rows.is_empty()) return;
  for (const std::string& sql : away_sql)
    connection.run(sql, {{"rows", rows.text()}});
  for (const std::string& sql : back_sql)
    connection.run(sql, {{"ids", ids_json(renamed)}});
}

}  // namespace accolade::db
