// Resolves the names of a map's expressions against the loaded old version.
#include "engine/move/old_scope.h"

#include <algorithm>

namespace accolade {
namespace {

constexpr std::string_view above_prefix = "parent.";

}  // namespace

std::optional<Known> OldScope::path(std::string_view dotted) const {
  const Workflow* owner = &workflow_;
  bool is_above = false;
  while (owner != nullptr && dotted.starts_with(above_prefix)) {
    dotted.remove_prefix(above_prefix.size());
    owner = package_.workflow(owner->parent);
    is_above = true;
  }
  const Field* field = owner == nullptr ? nullptr : owner->field(dotted);
  if (field == nullptr) return std::nullopt;
  return Known{condition_type(*field), is_above || !field->initial.has_value()};
}

std::optional<Known> OldScope::tally(const Tally& tally) const {
  const auto& kept = workflow_.tallies;
  if (std::find(kept.begin(), kept.end(), tally) == kept.end()) return std::nullopt;
  if (tally.figure == Figure::Count) return Known{int_type(), false};
  const Workflow* child = package_.workflow(tally.child);
  const Field* field = child == nullptr ? nullptr : child->field(tally.field);
  if (field == nullptr) return std::nullopt;
  return Known{condition_type(*field), tally.figure != Figure::Sum};
}

bool OldScope::has_state(std::string_view name) const {
  return workflow_.state(name).has_value();
}

bool OldScope::has_deadline(std::string_view name) const {
  return workflow_.deadlines.contains(std::string(name));
}

std::vector<std::string> OldScope::names() const {
  std::vector<std::string> names;
  for (const Field& field : workflow_.fields)
    names.push_back(field.name);
  for (const State& state : workflow_.states)
    names.push_back(state.name);
  for (const auto& [deadline, value] : workflow_.deadlines)
    names.push_back(deadline);
  std::string prefix(above_prefix);
  const Workflow* above = package_.workflow(workflow_.parent);
  for (int step = 0; above != nullptr && step < 8; ++step) {
    for (const Field& field : above->fields)
      names.push_back(prefix + field.name);
    prefix += above_prefix;
    above = package_.workflow(above->parent);
  }
  return names;
}

}  // namespace accolade
