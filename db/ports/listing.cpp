// Lists and counts of what a viewer may see, and of what is due.
#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "db/ports/instances.h"
#include "db/snapshot_row.h"
#include "db/sql/json_rows.h"
#include "db/visibility.h"

namespace accolade::db {
namespace {

constexpr int rows_max = 200;
constexpr int below_rows = 2'000;

const std::string sight_sql =
    "SELECT s.instance, s.role FROM sight AS s"
    " WHERE @in(s.instance, :ids) AND " +
    is_visible;

// Of a row of `instance_state AS st`: there is a sight by which the viewer sees its instance.
const std::string is_seen =
    "EXISTS (SELECT 1 FROM sight AS s WHERE s.instance = st.instance AND " + is_visible + ")";

const std::string list_sql = R"(
SELECT DISTINCT st.instance
FROM instance_state AS st
WHERE st.parent = :parent
  AND (:workflow = '' OR st.workflow = :workflow)
  AND (:states = '[]' OR @among(st.state, :states))
  AND st.instance > :after
  AND )" + is_seen + R"(
ORDER BY st.instance
LIMIT :limit)";

// The sign keeps SQLite from reading all instances there are along their index, for the order
// (tests/bench/overview.cpp).
const std::string newest_sql = R"(
SELECT found.instance
FROM (SELECT DISTINCT +st.instance AS instance
      FROM instance_state AS st
      WHERE st.parent = :parent
        AND (:workflow = '' OR st.workflow = :workflow)
        AND (:states = '[]' OR @among(st.state, :states))
        AND (:after = 0 OR st.instance < :after)
        AND )" + is_seen + R"() AS found
ORDER BY found.instance DESC
LIMIT :limit)";

const std::string below_sql = R"(
SELECT DISTINCT st.parent, st.instance
FROM instance_state AS st
WHERE @in(st.parent, :parents)
  AND (st.parent, st.instance) > (:after_parent, :after)
  AND st.workflow = :workflow
  AND )" + is_seen + R"(
ORDER BY st.parent, st.instance
LIMIT :limit)";

const std::string count_sql = R"(
SELECT st.state, count(*)
FROM instance_state AS st
WHERE st.parent = :parent AND st.workflow = :workflow AND )" +
                              is_seen + R"(
GROUP BY st.state)";

const std::string mine_sql = R"(
SELECT DISTINCT own.instance
FROM member AS own
WHERE own.person = :viewer
  AND own.instance <> 0
  AND own.source = own.instance
  AND EXISTS (SELECT 1 FROM sight AS s WHERE s.instance = own.instance AND )" +
                             is_visible + R"()
ORDER BY own.instance DESC
LIMIT :limit)";

// Inbox rows first: somebody is waiting for what they start.
const std::string due_sql = R"(
SELECT waking.instance
FROM (SELECT t.instance AS instance, t.due AS due
      FROM timer AS t
      WHERE t.due <= :now
      UNION ALL
      SELECT t.instance, d.due
      FROM deadline AS d
      JOIN timer AS t ON t.owner = d.owner AND t.key = d.key
      WHERE d.due <= :now
      UNION ALL
      SELECT b.receiver, 0
      FROM inbox AS b) AS waking
GROUP BY waking.instance
ORDER BY min(waking.due), waking.instance
LIMIT :limit)";

const std::string next_due_sql = R"(
SELECT min(waking.due)
FROM (SELECT min(t.due) AS due
      FROM timer AS t
      WHERE t.due IS NOT NULL
      UNION ALL
      SELECT min(d.due)
      FROM deadline AS d
      WHERE d.due IS NOT NULL
        AND EXISTS (SELECT 1 FROM timer AS t WHERE t.owner = d.owner AND t.key = d.key)
      UNION ALL
      SELECT 0
      WHERE EXISTS (SELECT 1 FROM inbox)) AS waking)";

std::vector<InstanceId> ids_of(const std::vector<Row>& rows) {
  std::vector<InstanceId> ids;
  for (const Row& row : rows)
    ids.push_back(row[0].id<InstanceId>());
  return ids;
}

}  // namespace

std::set<std::string> StoredInstances::sight(InstanceId id, PersonId viewer) {
  std::set<std::string> roles;
  for (const Row& row : store_->reading().take()->rows(
           sight_sql, 2,
           {{"ids", ids_json(std::vector{id})}, {"viewer", viewer}, {"now", now()}})) {
    roles.insert(row[1].text);
  }
  return roles;
}

std::vector<Instances::Listed> StoredInstances::listed(Connection& connection,
                                                       const std::vector<Row>& rows,
                                                       PersonId viewer) {
  const std::vector<InstanceId> ids = ids_of(rows);
  if (ids.empty()) return {};
  std::unordered_map<InstanceId, std::set<std::string>> sights;
  for (const Row& row : connection.rows(
           sight_sql, 2, {{"ids", ids_json(ids)}, {"viewer", viewer}, {"now", now()}})) {
    sights[row[0].id<InstanceId>()].insert(row[1].text);
  }
  std::vector<Listed> listed;
  for (Snapshot& snapshot : load_snapshots(connection, ids)) {
    // Hidden between the two statements is hidden.
    std::set<std::string>& roles = sights[snapshot.id];
    if (!roles.empty()) listed.push_back({std::move(snapshot), std::move(roles)});
  }
  return listed;
}

std::vector<Instances::Listed> StoredInstances::list(const ListQuery& query, PersonId viewer) {
  const Pool::Lease connection = store_->reading().take();
  return listed(*connection,
                connection->rows(query.newest_first ? newest_sql : list_sql, 1,
                                 {{"parent", query.parent.value_or(InstanceId{})},
                                  {"workflow", query.workflow},
                                  {"states", texts_json(query.states)},
                                  {"after", query.after.value_or(InstanceId{})},
                                  {"viewer", viewer},
                                  {"now", now()},
                                  {"limit", std::clamp(query.limit, 1, rows_max)}}),
                viewer);
}

std::vector<Instances::Listed> StoredInstances::below(const std::vector<InstanceId>& parents,
                                                      const std::string& workflow,
                                                      PersonId viewer) {
  if (parents.empty()) return {};
  const Pool::Lease connection = store_->reading().take();
  std::vector<Listed> all;
  InstanceId after_parent, after;
  // All there are, in pieces: none of the statements becomes long.
  for (int read = below_rows; read == below_rows;) {
    std::vector<Row> rows = connection->rows(below_sql, 2,
                                             {{"parents", ids_json(parents)},
                                              {"after_parent", after_parent},
                                              {"after", after},
                                              {"workflow", workflow},
                                              {"viewer", viewer},
                                              {"now", now()},
                                              {"limit", below_rows}});
    read = static_cast<int>(rows.size());
    if (rows.empty()) break;
    after_parent = rows.back()[0].id<InstanceId>();
    after = rows.back()[1].id<InstanceId>();
    for (Row& row : rows)
      row[0] = row[1];
    std::vector<Listed> piece = listed(*connection, rows, viewer);
    std::move(piece.begin(), piece.end(), std::back_inserter(all));
  }
  return all;
}

std::map<std::string, std::int64_t> StoredInstances::count(InstanceId parent,
                                                           const std::string& workflow,
                                                           PersonId viewer) {
  std::map<std::string, std::int64_t> counts;
  for (const Row& row : store_->reading().take()->rows(
           count_sql, 2,
           {{"parent", parent}, {"workflow", workflow}, {"viewer", viewer}, {"now", now()}})) {
    counts.emplace(row[0].text, row[1].number());
  }
  return counts;
}

std::vector<Instances::Listed> StoredInstances::mine(PersonId person, int limit) {
  const Pool::Lease connection = store_->reading().take();
  return listed(
      *connection,
      connection->rows(
          mine_sql, 1,
          {{"viewer", person}, {"now", now()}, {"limit", std::clamp(limit, 1, rows_max)}}),
      person);
}

std::vector<InstanceId> StoredInstances::due(int limit, Duration patience) {
  return ids_of(
      store_->reading().take()->rows(due_sql, 1, {{"now", now() - patience}, {"limit", limit}}));
}

std::optional<Instant> StoredInstances::next_due() {
  const std::vector<Row> rows = store_->reading().take()->rows(next_due_sql, 1, {});
  return rows.at(0)[0].optional_instant();
}

}  // namespace accolade::db
