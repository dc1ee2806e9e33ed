// Where old names lead: what the map says, else the same name.
#include "engine/move/mapping.h"

namespace accolade {
namespace {

std::optional<std::string> said_in(const std::map<std::string, std::string>& names,
                                   const std::string& name) {
  const auto found = names.find(name);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

const WorkflowMap& Mapping::of(const std::string& workflow) const {
  static const WorkflowMap same;
  const auto found = workflows.find(workflow);
  return found == workflows.end() ? same : found->second;
}

std::optional<std::vector<std::string>> states_for(const WorkflowMap& map, const Workflow& to,
                                                   const std::string& state) {
  if (const auto said = map.states.find(state); said != map.states.end()) return said->second;
  if (to.state(state)) return std::vector{state};
  return std::nullopt;
}

std::optional<std::string> field_for(const WorkflowMap& map, const Workflow& to,
                                     const std::string& field) {
  if (auto said = said_in(map.fields, field)) return said;
  if (to.field(field) != nullptr) return field;
  return std::nullopt;
}

std::optional<std::string> role_for_old(const WorkflowMap& map, const Workflow& to,
                                        const std::string& role) {
  if (auto said = said_in(map.roles, role)) return said;
  if (to.people.contains(role)) return role;
  return std::nullopt;
}

std::optional<std::string> timer_for(const WorkflowMap& map, const std::string& state,
                                     const std::string& name) {
  if (auto said = said_in(map.timers, state + "." + name)) return said;
  return said_in(map.timers, name);
}

std::string outcome_for(const WorkflowMap& map, const std::string& outcome) {
  return said_in(map.outcomes, outcome).value_or(outcome);
}

}  // namespace accolade
