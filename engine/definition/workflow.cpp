// Finds the parts of a definition by name.
#include "engine/definition/workflow.h"

#include <algorithm>

namespace accolade {

bool is_history(const State& state) {
  return state.kind == State::Kind::ShallowHistory || state.kind == State::Kind::DeepHistory;
}

const Field* Workflow::field(std::string_view wanted) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& candidate) { return candidate.name == wanted; });
  return found == fields.end() ? nullptr : &*found;
}

std::optional<StateIndex> Workflow::state(std::string_view wanted) const {
  for (StateIndex index = root_state + 1; index < states.size(); ++index) {
    if (states[index].name == wanted) return index;
  }
  return std::nullopt;
}

const Workflow* Package::workflow(std::string_view wanted) const {
  const auto found = workflows.find(std::string(wanted));
  return found == workflows.end() ? nullptr : &found->second;
}

std::string Package::root_workflow() const {
  for (const auto& [workflow_name, workflow] : workflows) {
    if (workflow.parent.empty()) return workflow_name;
  }
  return {};
}

}  // namespace accolade
