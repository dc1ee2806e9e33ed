// Writes and reads rows of `findable`.
#include "db/search/rows.h"

#include "engine/permission/findable.h"
#include "engine/search/words.h"

namespace accolade::db {

const char* const keep_findable_sql = R"(
INSERT INTO findable (id, root, instance, person, bit, body)
SELECT r.id, r.root, r.instance, r.person, r.bit, r.body
@batch(r, id bigint, root bigint, instance bigint, person bigint, bit bigint, body text)
WHERE true
ON CONFLICT (id) DO UPDATE SET body = excluded.body)";

const char* const drop_findable_sql = "DELETE FROM findable WHERE @match(id bigint)";

BatchRows& findable_row(BatchRows& rows, const Snapshot& of, int piece, const std::string& body) {
  return rows.row()
      .set("id", findable_id(of.id, piece))
      .set("root", of.root)
      .set("instance", of.id)
      .set("person", std::int64_t{0})
      .set("bit", piece_bit(piece))
      .set("body", body);
}

void keep_name(Connection& connection, PersonId person, const std::string& name) {
  const std::int64_t id = person.number * pieces_apart + name_piece;
  const std::string body = searchable(name);
  SetWrites writes;
  BatchRows kept, gone;
  if (body.empty()) {
    gone.row().set("id", id);
  } else {
    kept.row()
        .set("id", id)
        .set("root", std::int64_t{0})
        .set("instance", std::int64_t{0})
        .set("person", person)
        .set("bit", std::int64_t{0})
        .set("body", body);
  }
  add(writes, keep_findable_sql, std::move(kept));
  add(writes, drop_findable_sql, std::move(gone));
  (void)connection.write(writes);
}

std::map<int, std::string> stored_pieces(Connection& connection, InstanceId id) {
  static const std::string sql =
      "SELECT id, body FROM findable WHERE id >= :first AND id < :behind AND bit <> 0";
  std::map<int, std::string> pieces;
  for (const Row& row : connection.rows(
           sql, 2, {{"first", findable_id(id, 0)}, {"behind", findable_id(id, pieces_apart)}})) {
    pieces.emplace(static_cast<int>(row[0].number() % pieces_apart), row[1].text);
  }
  return pieces;
}

std::map<int, std::string> expected_pieces(const Workflow& workflow, const Snapshot& snapshot) {
  std::map<int, std::string> pieces = changed_pieces(workflow, {}, snapshot);
  std::erase_if(pieces, [](const auto& piece) { return piece.second.empty(); });
  return pieces;
}

Grants expected_grants(Connection& connection, const Workflow& workflow, const Snapshot& snapshot) {
  static const std::string sql = "SELECT parent FROM instance WHERE id = :id";
  std::vector<InstanceId> ancestors;
  InstanceId above = snapshot.parent;
  while (above) {
    ancestors.push_back(above);
    const std::vector<Row> rows = connection.rows(sql, 1, {{"id", above}});
    above = rows.empty() ? InstanceId{} : rows[0][0].id<InstanceId>();
  }
  return grants_of(workflow, snapshot, ancestors);
}

}  // namespace accolade::db
