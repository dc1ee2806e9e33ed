// Recomputes states and tallies from the instances themselves.
#include "db/verify_rows.h"

#include <array>
#include <set>

#include <fmt/format.h>

#include "db/apply/batch_reading.h"
#include "engine/machine/places.h"
#include "engine/permission/sight.h"
#include "engine/use_case/tallying.h"

namespace accolade::db {
namespace {

std::set<std::string> states_of(const Workflow& workflow, const Snapshot& snapshot) {
  std::set<std::string> names;
  for (const StateIndex index : active_states(workflow, snapshot.configuration)) {
    if (index != root_state) names.insert(workflow.states[index].name);
  }
  return names;
}

// The figures and parts of one tally, from the children.
struct Recomputed {
  TallyFigures figures;
  std::map<InstanceId, Decimal> parts;
};

Recomputed recompute(const Tally& tally, const Workflow& workflow,
                     const std::vector<Snapshot>& children) {
  Recomputed result;
  for (const Snapshot& child : children) {
    const std::optional<Decimal> value = contribution(tally, workflow, child);
    if (!value) continue;
    result.figures = moved(result.figures, std::nullopt, value).value_or(result.figures);
    if (!keeps_parts(tally)) continue;
    result.parts.emplace(child.id, *value);
    if (!result.figures.min || *value < *result.figures.min) result.figures.min = value;
    if (!result.figures.max || *value > *result.figures.max) result.figures.max = value;
  }
  return result;
}

struct Belonging {
  const char* table;
  const char* column;
};

constexpr std::array belongings = {Belonging{"instance_state", "instance"},
                                   Belonging{"expectation", "instance"},
                                   Belonging{"findable", "instance"},
                                   Belonging{"tally", "instance"},
                                   Belonging{"tally_part", "parent"},
                                   Belonging{"tally_part", "child"},
                                   Belonging{"history", "instance"},
                                   Belonging{"history_personal", "instance"},
                                   Belonging{"history_kept", "instance"},
                                   Belonging{"deadline", "owner"},
                                   Belonging{"timer", "instance"},
                                   Belonging{"inbox", "receiver"},
                                   Belonging{"letter", "instance"},
                                   Belonging{"draft", "instance"},
                                   Belonging{"file", "instance"},
                                   Belonging{"member", "instance"},
                                   Belonging{"member", "source"},
                                   Belonging{"sight", "instance"},
                                   Belonging{"instance", "parent"},
                                   Belonging{"pool", "instance"},
                                   Belonging{"queue", "parent"},
                                   Belonging{"queue", "child"},
                                   Belonging{"feedback_call", "about"},
                                   Belonging{"feedback_giver", "giver"},
                                   Belonging{"feedback_giver", "about"},
                                   Belonging{"feedback_count", "about"},
                                   Belonging{"feedback_text", "about"}};

}  // namespace

void check_states(Connection& connection, const Workflow& workflow, const Snapshot& snapshot,
                  std::vector<std::string>& faults) {
  static const std::string sql = R"(
SELECT state
FROM instance_state
WHERE instance = :id AND parent = :parent AND workflow = :workflow AND root = :root)";
  std::set<std::string> stored;
  for (const Row& row : connection.rows(sql, 1,
                                        {{"id", snapshot.id},
                                         {"parent", snapshot.parent},
                                         {"workflow", snapshot.workflow},
                                         {"root", snapshot.root}})) {
    stored.insert(row[0].text);
  }
  // Whether the root of the chart, which is the workflow itself, is listed is no fault.
  stored.erase(workflow.states.empty() ? "" : workflow.states[root_state].name);
  if (stored != states_of(workflow, snapshot)) {
    faults.push_back(fmt::format("Instance {}: the states in lists are not its configuration.",
                                 snapshot.id.number));
  }
}

void check_tallies(Connection& connection, const Package& package, const Workflow& workflow,
                   const Snapshot& snapshot, std::vector<std::string>& faults) {
  for (const Tally& tally : workflow.tallies) {
    const Workflow* const child = package.workflow(tally.child);
    if (child == nullptr) continue;
    const Recomputed expected =
        recompute(tally, *child, read_children(connection, {snapshot.id, tally.child}));
    const auto stored = snapshot.tallies.find(tally.text());
    const TallyFigures figures = stored == snapshot.tallies.end() ? TallyFigures{} : stored->second;
    if (figures != expected.figures ||
        read_parts(connection, {snapshot.id, tally.text()}) != expected.parts) {
      faults.push_back(fmt::format("Instance {}: {} is not what its children add up to.",
                                   snapshot.id.number, tally.text()));
    }
  }
}

void check_places(Connection& connection, const Package& package, const Snapshot& snapshot,
                  std::vector<std::string>& faults) {
  std::map<std::string, PoolFigures> expected;
  std::map<std::string, std::map<std::int64_t, InstanceId>> queues;
  for (const auto& [name, workflow] : package.workflows) {
    if (workflow.parent != snapshot.workflow || workflow.place_fields().empty()) continue;
    for (const Snapshot& child : read_children(connection, {snapshot.id, name})) {
      const PlacesTaken taken = places_taken(workflow, child);
      for (const std::string& pool : taken.held)
        ++expected[pool].held;
      for (const std::string& pool : taken.waited)
        ++expected[pool].waiting;
      for (const auto& [pool, number] : child.queued)
        queues[pool].emplace(number, child.id);
    }
  }
  for (const auto& [pool, figures] : snapshot.pools)
    expected[pool];
  for (auto& [pool, figures] : expected) {
    const auto stored = snapshot.pools.find(pool);
    if (stored != snapshot.pools.end()) figures.last_number = stored->second.last_number;
    const std::map<std::int64_t, InstanceId> queue = read_queue(connection, {snapshot.id, pool});
    const bool is_sound = stored != snapshot.pools.end() && stored->second == figures &&
                          queue == queues[pool] &&
                          static_cast<std::int64_t>(queue.size()) == figures.waiting;
    if (is_sound) continue;
    faults.push_back(fmt::format("Instance {}: the places of {} are not what its children take.",
                                 snapshot.id.number, pool));
  }
}

void check_orphans(Connection& connection, std::vector<std::string>& faults) {
  for (const Belonging& belonging : belongings) {
    const std::string sql = fmt::format(
        "SELECT count(*) FROM {0} AS x WHERE x.{1} <> 0"
        " AND NOT EXISTS (SELECT 1 FROM instance AS i WHERE i.id = x.{1})",
        belonging.table, belonging.column);
    const std::int64_t orphans = connection.rows(sql, 1, {}).at(0)[0].number();
    if (orphans > 0) {
      faults.push_back(fmt::format("{} rows of {} name an instance that does not exist.", orphans,
                                   belonging.table));
    }
  }
}

void check_figures(Connection& connection, std::vector<std::string>& faults) {
  static const std::string sql = R"(
SELECT root, workflow, state
FROM (SELECT root, workflow, state, here FROM state_figure
      UNION ALL
      SELECT root, workflow, state, delta FROM state_change
      UNION ALL
      SELECT i.root, i.workflow, c.value, -1 FROM instance AS i, @texts(c, i.configuration)) AS part
GROUP BY root, workflow, state
HAVING sum(here) <> 0
ORDER BY root, workflow, state)";
  for (const Row& row : connection.rows(sql, 3, {})) {
    faults.push_back(fmt::format("Tree {}: the figures of {} in {} are not what is there.",
                                 row[0].text, row[1].text, row[2].text));
  }
}

}  // namespace accolade::db
