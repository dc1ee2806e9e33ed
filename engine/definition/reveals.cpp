// Compares what the conditions of persons read with what these persons see.
#include "engine/definition/reveals.h"

#include <algorithm>

#include "engine/definition/scope.h"
#include "engine/definition/transition_reader.h"
#include "engine/definition/walk.h"

namespace accolade {
namespace {

const Workflow* workflow_named(const std::map<std::string, Workflow>& workflows,
                               const std::string& name) {
  const auto found = workflows.find(name);
  return found == workflows.end() ? nullptr : &found->second;
}

// An empty field: anything at all.
bool shows(const State& state, const std::string& role, const std::string& field) {
  for (const std::string& seeing : {role, std::string("anyone")}) {
    const auto sight = state.sees.find(seeing);
    if (sight == state.sees.end()) continue;
    if (field.empty() || sight->second.all_fields || sight->second.fields.contains(field))
      return true;
  }
  return false;
}

// In the state, or in one around it.
bool shows_in(const Workflow& workflow, StateIndex index, const std::string& role,
              const std::string& field) {
  for (;; index = workflow.states[index].parent) {
    if (shows(workflow.states[index], role, field)) return true;
    if (index == root_state) return false;
  }
}

bool shows_somewhere(const Workflow& workflow, const std::string& role, const std::string& field) {
  return std::any_of(workflow.states.begin(), workflow.states.end(),
                     [&](const State& state) { return shows(state, role, field); });
}

class Revealing {
 public:
  Revealing(const std::map<std::string, Workflow>& workflows, const Workflow& workflow,
            Report& report)
      : workflows_(workflows), workflow_(workflow), report_(report) {}

  void check(const Transition& transition) const {
    if (transition.reveals || !transition.condition) return;
    for (const Reading& reading : transition.condition->readings()) {
      for (const std::string& role : transition.by) {
        if (may_read(reading, role, transition.source)) continue;
        report_.error(transition.place, "`" + role + "` may not see `" + reading.name +
                                            "`, which this `if` reads; show it in `sees:`, or say "
                                            "`reveals: true`");
      }
    }
  }

 private:
  bool may_read(const Reading& reading, const std::string& role, StateIndex source) const {
    switch (reading.kind) {
      case Reading::Kind::Path:
        return may_read_path(reading.name, role, source);
      case Reading::Kind::Tally:
        return may_read_tally(reading.tally, role);
      case Reading::Kind::State:
      case Reading::Kind::Deadline:
      case Reading::Kind::Now:
        return true;
    }
    return true;
  }

  bool may_read_path(const std::string& path, const std::string& role, StateIndex source) const {
    if (path.starts_with("event.")) return true;  // the person's own answer
    const AncestorPath above = ancestor_path(path);
    if (above.steps == 0) return shows_in(workflow_, source, role, path.substr(0, path.find('.')));
    const Workflow* ancestor = &workflow_;
    for (int step = 0; step < above.steps && ancestor != nullptr; ++step)
      ancestor = workflow_named(workflows_, ancestor->parent);
    return ancestor == nullptr || shows_somewhere(*ancestor, role, std::string(above.field));
  }

  bool may_read_tally(const Tally& tally, const std::string& role) const {
    const Workflow* child = workflow_named(workflows_, tally.child);
    if (child == nullptr) return true;
    const auto state = child->state(tally.state);
    if (!state) return shows_somewhere(*child, role, tally.field);
    if (shows_in(*child, *state, role, tally.field)) return true;
    for (StateIndex inner = *state; inner < child->states.size(); ++inner) {
      if (is_inside(*child, inner, *state) && shows(child->states[inner], role, tally.field))
        return true;
    }
    return false;
  }

  const std::map<std::string, Workflow>& workflows_;
  const Workflow& workflow_;
  Report& report_;
};

}  // namespace

void check_reveals(const std::map<std::string, Workflow>& workflows, Report& report) {
  for (const auto& [name, workflow] : workflows) {
    const Revealing revealing(workflows, workflow, report);
    for_each_transition(workflow,
                        [&](const Transition& transition) { revealing.check(transition); });
  }
}

}  // namespace accolade
