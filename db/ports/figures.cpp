// Reads what was added up together with what was not yet, in one statement: of one instant.
#include "db/ports/figures.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "db/visibility.h"

namespace accolade::db {
namespace {

constexpr int folded_at_once = 5'000;
constexpr int looked_at_max = 200;

// wait_class is NULL in the row that says how many there are.
const std::string of_tree_sql = R"(
SELECT workflow, state, wait_class, sum(here), sum(entered)
FROM (SELECT workflow, state, CAST(NULL AS BIGINT) AS wait_class, here, entered
      FROM state_figure
      WHERE root = :root
      UNION ALL
      SELECT workflow, state, NULL, delta, CASE WHEN delta > 0 THEN 1 ELSE 0 END
      FROM state_change
      WHERE root = :root
      UNION ALL
      SELECT workflow, state, wait_class, count, 0
      FROM state_wait
      WHERE root = :root
      UNION ALL
      SELECT workflow, state, wait_class, 1, 0
      FROM state_change
      WHERE root = :root AND wait_class IS NOT NULL) AS part
GROUP BY workflow, state, wait_class
ORDER BY workflow, state, wait_class)";

// Of an instance: there is a sight by which the viewer sees it.
std::string seen_by_viewer(const std::string& instance) {
  return "EXISTS (SELECT 1 FROM sight AS s WHERE s.instance = " + instance + " AND " + is_visible +
         ")";
}

const std::string overdue_sql = R"(
SELECT e.instance, e.due
FROM expectation AS e
WHERE e.due < :now AND )" + seen_by_viewer("e.instance") +
                                R"(
ORDER BY e.due, e.instance
LIMIT :limit)";

// Each half is read along its index; a deadline that thousands share is one row.
const std::string upcoming_sql = R"(
SELECT instance, owner, timer, state, due
FROM (SELECT * FROM (
        SELECT t.instance AS instance, 0 AS owner, t.name AS timer, t.state AS state, t.due AS due
        FROM timer AS t
        WHERE t.due > :now AND t.due <= :until AND t.name NOT LIKE 'keep%' AND )" +
                                 seen_by_viewer("t.instance") + R"(
        ORDER BY t.due
        LIMIT :limit) AS own
      UNION ALL
      SELECT * FROM (
        SELECT t.instance, d.owner, t.name, t.state, d.due
        FROM deadline AS d
        JOIN timer AS t ON t.owner = d.owner AND t.key = d.key
          AND t.instance = (SELECT one.instance
                            FROM timer AS one
                            WHERE one.owner = d.owner AND one.key = d.key
                            LIMIT 1)
        WHERE d.due > :now AND d.due <= :until AND t.name NOT LIKE 'keep%' AND )" +
                                 seen_by_viewer("d.owner") + R"(
        ORDER BY d.due
        LIMIT :limit) AS shared) AS coming
ORDER BY due, owner, instance, timer
LIMIT :limit)";

struct Folded {
  std::int64_t here = 0, entered = 0;
};
using StateKey = std::tuple<std::int64_t, std::string, std::string>;               // with the root
using WaitKey = std::tuple<std::int64_t, std::string, std::string, std::int64_t>;  // and its class

void write_folded(Connection& connection, const std::map<StateKey, Folded>& figures,
                  const std::map<WaitKey, std::int64_t>& waits, BatchRows gone) {
  static const std::string figures_sql = R"(
INSERT INTO state_figure (root, workflow, state, here, entered)
SELECT r.root, r.workflow, r.state, r.here, r.entered
@batch(r, root bigint, workflow text, state text, here bigint, entered bigint)
WHERE true
ON CONFLICT (root, workflow, state) DO UPDATE
SET here = state_figure.here + excluded.here, entered = state_figure.entered + excluded.entered)";
  static const std::string waits_sql = R"(
INSERT INTO state_wait (root, workflow, state, wait_class, count)
SELECT r.root, r.workflow, r.state, r.wait_class, r.count
@batch(r, root bigint, workflow text, state text, wait_class bigint, count bigint)
WHERE true
ON CONFLICT (root, workflow, state, wait_class) DO UPDATE
SET count = state_wait.count + excluded.count)";
  BatchRows figure_rows, wait_rows;
  for (const auto& [key, folded] : figures) {
    const auto& [root, workflow, state] = key;
    figure_rows.row().set("root", root).set("workflow", workflow).set("state", state);
    figure_rows.set("here", folded.here).set("entered", folded.entered);
  }
  for (const auto& [key, count] : waits) {
    const auto& [root, workflow, state, wait_class] = key;
    wait_rows.row().set("root", root).set("workflow", workflow).set("state", state);
    wait_rows.set("wait_class", wait_class).set("count", count);
  }
  SetWrites writes;
  add(writes, figures_sql, std::move(figure_rows));
  add(writes, waits_sql, std::move(wait_rows));
  add(writes, "DELETE FROM state_change WHERE @match(id bigint)", std::move(gone));
  (void)connection.write(writes);
}

}  // namespace

std::vector<StateFigures> StoredFigures::of_tree(InstanceId root) {
  std::vector<StateFigures> figures;
  for (const Row& row : store_->reading().take()->rows(of_tree_sql, 5, {{"root", root}})) {
    if (figures.empty() || figures.back().workflow != row[0].text ||
        figures.back().state != row[1].text) {
      figures.push_back({row[0].text, row[1].text, 0, 0, {}});
    }
    StateFigures& one = figures.back();
    if (row[2].is_null) {
      one.here = row[3].number();
      one.entered = row[4].number();
    } else {
      one.waits.emplace(static_cast<int>(row[2].number()), row[3].number());
    }
  }
  return figures;
}

std::vector<Overdue> StoredFigures::overdue(PersonId viewer, int limit) {
  std::vector<Overdue> rows;
  for (const Row& row :
       store_->reading().take()->rows(overdue_sql, 2,
                                      {{"now", store_->clock().now()},
                                       {"viewer", viewer},
                                       {"limit", std::clamp(limit, 1, looked_at_max)}})) {
    rows.push_back({row[0].id<InstanceId>(), row[1].instant()});
  }
  return rows;
}

std::vector<Upcoming> StoredFigures::upcoming(PersonId viewer, Instant until, int limit) {
  std::vector<Upcoming> rows;
  for (const Row& row :
       store_->reading().take()->rows(upcoming_sql, 5,
                                      {{"now", store_->clock().now()},
                                       {"until", until},
                                       {"viewer", viewer},
                                       {"limit", std::clamp(limit, 1, looked_at_max)}})) {
    rows.push_back({row[0].id<InstanceId>(), row[1].id<InstanceId>(), row[2].text, row[3].text,
                    row[4].instant()});
  }
  return rows;
}

int StoredFigures::fold() {
  // What another program is adding up is left to it.
  static const std::string changes_sql = R"(
SELECT id, root, workflow, state, delta, wait_class
FROM state_change
ORDER BY id
LIMIT :limit @skip_locked)";
  const Pool::Lease connection = store_->writing().take();
  // Mostly there is nothing, and then nobody has to wait.
  if (connection->rows("SELECT 1 FROM state_change LIMIT 1", 1, {}).empty()) return 0;
  Transaction transaction(*connection);
  const std::vector<Row> changes = connection->rows(changes_sql, 6, {{"limit", folded_at_once}});
  std::map<StateKey, Folded> figures;
  std::map<WaitKey, std::int64_t> waits;
  BatchRows gone;
  for (const Row& row : changes) {
    const std::int64_t root = row[1].number(), delta = row[4].number();
    Folded& folded = figures[{root, row[2].text, row[3].text}];
    folded.here += delta;
    folded.entered += delta > 0 ? 1 : 0;
    if (!row[5].is_null) ++waits[{root, row[2].text, row[3].text, row[5].number()}];
    gone.row().set("id", row[0].number());
  }
  write_folded(*connection, figures, waits, std::move(gone));
  transaction.commit();
  return static_cast<int>(changes.size());
}

}  // namespace accolade::db
