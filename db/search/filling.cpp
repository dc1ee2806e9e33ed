// Reads instances and persons in pages, and writes their rows.
#include "db/search/filling.h"

#include "db/search/rows.h"
#include "db/snapshot_row.h"
#include "engine/permission/findable.h"

namespace accolade::db {
namespace {

constexpr int filled_page_rows = 500;

std::shared_ptr<const Package> loaded(Packages& packages, const PackageHash& hash) {
  try {
    return packages.get(hash);
  } catch (const std::exception&) {
    return nullptr;
  }
}

void fill_instance(Connection& connection, const Workflow& workflow, const Snapshot& snapshot,
                   BatchRows& pieces) {
  static const std::string sight_sql =
      "UPDATE sight SET pieces = :pieces"
      " WHERE instance = :instance AND role = :role AND held_at = :held_at";
  static const std::string member_sql =
      "UPDATE member SET named = :named"
      " WHERE instance = :instance AND is_below = 0 AND role = :role AND source = :instance";
  const Grants grants = expected_grants(connection, workflow, snapshot);
  for (const SightRow& row : grants.sights) {
    connection.run(sight_sql, {{"pieces", row.pieces},
                               {"instance", snapshot.id},
                               {"role", row.role},
                               {"held_at", row.held_at}});
  }
  for (const Member& member : snapshot.people) {
    connection.run(member_sql, {{"named", names_bit(workflow, member.role)},
                                {"instance", snapshot.id},
                                {"role", member.role}});
  }
  for (const auto& [piece, body] : expected_pieces(workflow, snapshot))
    findable_row(pieces, snapshot, piece, body);
}

void fill_instances(Connection& connection, Packages& packages) {
  static const std::string sql =
      "SELECT id FROM instance WHERE id > :after ORDER BY id LIMIT :limit";
  InstanceId after;
  while (true) {
    std::vector<InstanceId> ids;
    for (const Row& row : connection.rows(sql, 1, {{"after", after}, {"limit", filled_page_rows}}))
      ids.push_back(row[0].id<InstanceId>());
    if (ids.empty()) return;
    after = ids.back();
    BatchRows pieces;
    for (const Snapshot& snapshot : load_snapshots(connection, ids)) {
      const std::shared_ptr<const Package> package = loaded(packages, snapshot.package);
      const Workflow* workflow = package ? package->workflow(snapshot.workflow) : nullptr;
      if (workflow != nullptr) fill_instance(connection, *workflow, snapshot, pieces);
    }
    SetWrites writes;
    add(writes, keep_findable_sql, std::move(pieces));
    (void)connection.write(writes);
  }
}

}  // namespace

void fill_search(Connection& connection, Packages& packages) {
  for (const Row& row : connection.rows("SELECT id, name FROM person WHERE name <> ''", 2, {}))
    keep_name(connection, row[0].id<PersonId>(), row[1].text);
  fill_instances(connection, packages);
}

}  // namespace accolade::db
