// Ancestors, targets, domains and exit sets; the names in comments are those of Appendix D.
#include "engine/machine/chart.h"

#include <algorithm>
#include <stdexcept>

namespace accolade {

namespace {

constexpr std::string_view root_key = "/";

}  // namespace

bool is_atomic(const State& state) {
  return state.kind == State::Kind::Atomic || state.kind == State::Kind::Final;
}

bool descends_from(const Workflow& workflow, StateIndex state, StateIndex outer) {
  while (state != root_state) {
    state = workflow.states[state].parent;
    if (state == outer) return true;
  }
  return false;
}

StateIndex index_of(const Workflow& workflow, const std::string& name) {
  if (name == root_key) return root_state;
  const std::optional<StateIndex> index = workflow.state(name);
  if (!index) throw std::runtime_error(workflow.name + " has no state " + name);
  return *index;
}

std::string key_of(const Workflow& workflow, StateIndex state) {
  return state == root_state ? std::string(root_key) : workflow.states[state].name;
}

StateSet expand(const Workflow& workflow, const Configuration& configuration) {
  StateSet active{root_state};
  for (const std::string& name : configuration) {
    for (StateIndex at = index_of(workflow, name); at != root_state;
         at = workflow.states[at].parent) {
      active.insert(at);
    }
  }
  return active;
}

Configuration atomic_names(const Workflow& workflow, const StateSet& active) {
  Configuration names;
  for (const StateIndex index : active) {
    const State& state = workflow.states[index];
    if (index != root_state && is_atomic(state)) names.push_back(state.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<StateIndex> default_targets(const Workflow& workflow, StateIndex index) {
  const State& state = workflow.states[index];
  if (state.initial && !state.initial->targets.empty()) return state.initial->targets;
  if (state.children.empty()) return {};
  return {state.children.front()};
}

// getEffectiveTargetStates
std::vector<StateIndex> effective_targets(const Workflow& workflow, const Transition& transition,
                                          const Remembered& remembered) {
  std::vector<StateIndex> targets;
  for (const StateIndex target : transition.targets) {
    const State& state = workflow.states[target];
    if (!is_history(state)) {
      targets.push_back(target);
      continue;
    }
    if (const auto found = remembered.find(state.name); found != remembered.end()) {
      for (const std::string& name : found->second)
        targets.push_back(index_of(workflow, name));
    } else if (state.initial) {
      for (const StateIndex inner : effective_targets(workflow, *state.initial, remembered))
        targets.push_back(inner);
    }
  }
  return targets;
}

// getTransitionDomain with findLCCA
std::optional<StateIndex> domain_of(const Workflow& workflow, const Transition& transition,
                                    const Remembered& remembered) {
  const std::vector<StateIndex> targets = effective_targets(workflow, transition, remembered);
  if (targets.empty()) return std::nullopt;
  const auto holds_targets = [&](StateIndex outer) {
    return std::all_of(targets.begin(), targets.end(),
                       [&](StateIndex target) { return descends_from(workflow, target, outer); });
  };
  const auto is_compound = [&](StateIndex index) {
    return index == root_state || workflow.states[index].kind == State::Kind::Compound;
  };
  const StateIndex source = transition.source;
  if (source == root_state) return root_state;
  if (transition.internal && is_compound(source) && holds_targets(source)) return source;
  StateIndex ancestor = workflow.states[source].parent;
  while (ancestor != root_state && !(is_compound(ancestor) && holds_targets(ancestor))) {
    ancestor = workflow.states[ancestor].parent;
  }
  return ancestor;
}

// computeExitSet
StateSet exit_set(const Workflow& workflow, const Transitions& transitions, const StateSet& active,
                  const Remembered& remembered) {
  StateSet exits;
  for (const Transition* transition : transitions) {
    const std::optional<StateIndex> domain = domain_of(workflow, *transition, remembered);
    if (!domain) continue;
    for (const StateIndex state : active) {
      if (descends_from(workflow, state, *domain)) exits.insert(state);
    }
  }
  return exits;
}

// isInFinalState
bool is_done(const Workflow& workflow, StateIndex index, const StateSet& active) {
  const State& state = workflow.states[index];
  if (state.kind == State::Kind::Compound) {
    return std::any_of(state.children.begin(), state.children.end(), [&](StateIndex child) {
      return workflow.states[child].kind == State::Kind::Final && active.contains(child);
    });
  }
  if (state.kind != State::Kind::Parallel) return false;
  return std::all_of(state.children.begin(), state.children.end(),
                     [&](StateIndex child) { return is_done(workflow, child, active); });
}

}  // namespace accolade
