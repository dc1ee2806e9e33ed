// Finds the parts of a definition by name.
#include "engine/definition/workflow.h"

#include <algorithm>

namespace accolade {

std::set<std::string> fields_given(const Start& start) {
  std::set<std::string> given(start.ask.begin(), start.ask.end());
  for (const auto& [field, expression] : start.fields)
    given.insert(field);
  return given;
}

bool is_history(const State& state) {
  return state.kind == State::Kind::ShallowHistory || state.kind == State::Kind::DeepHistory;
}

std::string Start::limit() const {
  if (one_per_person) return "one per person";
  std::string text;
  for (const std::string& field : one_per)
    text += (text.empty() ? "one per " : " and ") + field;
  return text;
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

std::set<std::string> Workflow::place_fields() const {
  std::set<std::string> names;
  for (const State& state : states) {
    names.insert(state.holds.begin(), state.holds.end());
    if (!state.waits_for.empty()) names.insert(state.waits_for);
  }
  return names;
}

bool Workflow::has_queue() const {
  return std::any_of(states.begin(), states.end(),
                     [](const State& state) { return !state.waits_for.empty(); });
}

std::vector<const Field*> Workflow::searched_fields() const {
  std::vector<const Field*> searched;
  for (const Field& field : fields) {
    if ((field.search || field.name == headline) && is_searchable(field.type))
      searched.push_back(&field);
  }
  return searched;
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
