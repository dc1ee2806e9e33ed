// Follows every transition from where an event leads.
#include "engine/machine/way_back.h"

#include <algorithm>
#include <vector>

#include "engine/machine/chart.h"

namespace accolade {
namespace {

class WayBack {
 public:
  WayBack(const Workflow& workflow, const Transition& first, const StateSet& active)
      : workflow_(workflow) {
    const StateIndex domain = domain_of(workflow, first, {}).value_or(root_state);
    for (const StateIndex index : active)
      if (!descends_from(workflow, index, domain)) activate(index);
    take(first);
    while (!waiting_.empty()) {
      const StateIndex index = waiting_.back();
      waiting_.pop_back();
      for (const Transition& transition : workflow_.states[index].transitions)
        take(transition);
    }
  }

  bool leads_to(StateIndex index) const { return active_.contains(index); }

 private:
  void activate(StateIndex index) {
    if (active_.insert(index).second) waiting_.push_back(index);
  }

  void take(const Transition& transition) {
    for (const StateIndex target : transition.targets) {
      descend(target);
      // What is above is active, and so are other regions, where they are entered too.
      for (StateIndex at = target; !is_around(at, transition.source);
           at = workflow_.states[at].parent) {
        const StateIndex above = workflow_.states[at].parent;
        activate(above);
        const State& state = workflow_.states[above];
        if (state.kind != State::Kind::Parallel || is_around(above, transition.source)) continue;
        for (const StateIndex region : state.children)
          if (region != at) descend(region);
      }
    }
  }

  bool is_around(StateIndex outer, StateIndex state) const {
    return outer == root_state || outer == state || descends_from(workflow_, state, outer);
  }

  // What a state is entered by, down to the atomic ones.
  void descend(StateIndex index) {
    if (!descended_.insert(index).second) return;
    activate(index);
    const State& state = workflow_.states[index];
    if (is_history(state)) enter_all_inside(state.parent);
    if (state.kind == State::Kind::Parallel) {
      for (const StateIndex region : state.children)
        descend(region);
    }
    if (state.kind != State::Kind::Compound) return;
    for (const StateIndex target : default_targets(workflow_, index)) {
      for (StateIndex at = target; at != index; at = workflow_.states[at].parent)
        activate(at);
      descend(target);
    }
  }

  // A history may remember any of it.
  void enter_all_inside(StateIndex index) {
    for (const StateIndex child : workflow_.states[index].children) {
      descend(child);
      enter_all_inside(child);
    }
  }

  const Workflow& workflow_;
  StateSet active_, descended_;
  std::vector<StateIndex> waiting_;
};

}  // namespace

bool is_one_way(const Workflow& workflow, const Configuration& configuration,
                std::string_view event) {
  const StateSet active = expand(workflow, configuration);
  for (const StateIndex index : active) {
    for (const Transition& transition : workflow.states[index].transitions) {
      if (transition.descriptor != event || transition.targets.empty()) continue;
      const WayBack way(workflow, transition, active);
      const bool leaves_for_good = std::ranges::any_of(active, [&](StateIndex left) {
        const bool is_inside = left == index || descends_from(workflow, left, index);
        return is_inside && is_atomic(workflow.states[left]) && !way.leads_to(left);
      });
      if (leaves_for_good) return true;
    }
  }
  return false;
}

}  // namespace accolade
