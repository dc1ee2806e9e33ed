// What is held and waited for, from the definition's words and the answers.
#include "engine/machine/places.h"

#include <algorithm>

#include "engine/form/phrase.h"

namespace accolade {
namespace {

constexpr std::string_view parent_path = "parent.";

std::string row_text(const Record& row, const char* name) {
  const auto* text = at(row, name).as<std::string>();
  return text == nullptr ? std::string() : *text;
}

// The row of that name in a list of places; null if there is none.
const Record* places_row(const Value& places, const std::string& name) {
  const List* const rows = places.as<List>();
  if (rows == nullptr) return nullptr;
  for (const Value& value : *rows) {
    const Record* const row = value.as<Record>();
    if (row != nullptr && row_text(*row, "name") == name) return row;
  }
  return nullptr;
}

// The row's name within its pool: "modes.on_site" -> "on_site".
std::string pool_row(const std::string& pool) {
  return pool.substr(pool.rfind('.') + 1);
}

// "modes" of a field of `parent.modes`; empty: its places are nobody's.
std::string pools_field(const Workflow& workflow, const std::string& field_name) {
  const Field* const field = workflow.field(field_name);
  if (field == nullptr || !field->of.starts_with(parent_path)) return {};
  return field->of.substr(parent_path.size());
}

void add_pool(std::string pool, std::set<std::string>& pools) {
  if (!pool.empty()) pools.insert(std::move(pool));
}

}  // namespace

std::string pool_of(const Workflow& workflow, const std::string& field, const Fields& fields) {
  const auto* answer = at(fields, field).as<std::string>();
  const std::string rows = pools_field(workflow, field);
  return answer == nullptr || rows.empty() ? std::string() : rows + "." + *answer;
}

std::string pool_label(const std::string& pool, const Fields& above) {
  const std::string path = std::string(parent_path) + pool.substr(0, pool.rfind('.'));
  const Record* const row = places_row(at(above, path), pool_row(pool));
  return row == nullptr ? pool_row(pool) : row_text(*row, "label");
}

PlacesTaken places_taken(const Workflow& workflow, const StateSet& active, const Fields& fields) {
  PlacesTaken taken;
  for (const StateIndex index : active) {
    const State& state = workflow.states[index];
    for (const std::string& field : state.holds)
      add_pool(pool_of(workflow, field, fields), taken.held);
    if (!state.waits_for.empty())
      add_pool(pool_of(workflow, state.waits_for, fields), taken.waited);
  }
  return taken;
}

PlacesTaken places_taken(const Workflow& workflow, const Snapshot& snapshot) {
  return places_taken(workflow, expand(workflow, snapshot.configuration), snapshot.fields);
}

std::optional<Refusal> no_place(const PlacesTaken& before, const PlacesTaken& after,
                                const Facts& facts) {
  for (const std::string& pool : after.held) {
    if (before.held.contains(pool) || !facts.full.contains(pool)) continue;
    return Refusal{Why::NotPossible,
                   "There is no place left for " + quoted(pool_label(pool, facts.above)) + "."};
  }
  for (const std::string& pool : after.waited) {
    if (before.waited.contains(pool) || facts.full.contains(pool)) continue;
    return Refusal{Why::NotPossible, "There is a place for " +
                                         quoted(pool_label(pool, facts.above)) +
                                         "; nobody has to wait for it."};
  }
  return std::nullopt;
}

std::string offer_event(const Workflow& workflow, const Snapshot& snapshot,
                        const std::string& pool) {
  for (const StateIndex index : expand(workflow, snapshot.configuration)) {
    const std::string& field = workflow.states[index].waits_for;
    if (!field.empty() && pool_of(workflow, field, snapshot.fields) == pool)
      return "offered." + field;
  }
  return {};
}

std::optional<std::int64_t> capacity_of(const Fields& parent, const std::string& pool) {
  const Record* const row = places_row(at(parent, pool.substr(0, pool.rfind('.'))), pool_row(pool));
  if (row == nullptr) return 0;
  const auto* capacity = at(*row, "capacity").as<std::int64_t>();
  return capacity == nullptr ? std::nullopt : std::optional(*capacity);
}

bool has_pool(const Fields& parent, const std::string& pool) {
  return places_row(at(parent, pool.substr(0, pool.rfind('.'))), pool_row(pool)) != nullptr;
}

bool is_full(const Snapshot& parent, const std::string& pool) {
  const auto found = parent.pools.find(pool);
  const PoolFigures figures = found == parent.pools.end() ? PoolFigures{} : found->second;
  const std::optional<std::int64_t> capacity = capacity_of(parent.fields, pool);
  return figures.waiting > 0 || (capacity && figures.held >= *capacity);
}

std::set<std::string> pools_for(const Workflow& child, const Fields& parent) {
  std::set<std::string> pools;
  for (const std::string& field : child.place_fields()) {
    const std::string name = pools_field(child, field);
    const List* const rows = at(parent, name).as<List>();
    for (const Value& row : rows == nullptr ? List() : *rows)
      if (row.as<Record>() != nullptr)
        pools.insert(name + "." + row_text(*row.as<Record>(), "name"));
  }
  return pools;
}

}  // namespace accolade
