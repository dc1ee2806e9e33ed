// computeEntrySet, enterStates and exitStates of Appendix D; timers live and die here.
#include <algorithm>

#include "engine/machine/macrostep.h"
#include "engine/machine/timing.h"

namespace accolade {
namespace {

// Which states are entered, and which of them by default.
class EntrySet {
 public:
  EntrySet(const Workflow& workflow, const Remembered& remembered)
      : workflow_(workflow), remembered_(remembered) {}

  void add(const Transition& transition) {
    for (const StateIndex target : transition.targets)
      add_descendants(target);
    const std::optional<StateIndex> domain = domain_of(workflow_, transition, remembered_);
    if (!domain) return;
    for (const StateIndex target : effective_targets(workflow_, transition, remembered_))
      add_ancestors(target, *domain);
  }

  // addDescendantStatesToEnter
  void add_descendants(StateIndex index) {
    const State& state = workflow_.states[index];
    if (is_history(state)) return add_history(state);
    states.insert(index);
    if (state.kind == State::Kind::Parallel) return add_regions(index);
    if (state.kind != State::Kind::Compound && index != root_state) return;
    by_default.insert(index);
    add_within(default_targets(workflow_, index), index);
  }

  StateSet states, by_default;
  std::map<StateIndex, const Transition*> history_defaults;  // by the parent of the history state

 private:
  void add_history(const State& state) {
    const auto found = remembered_.find(state.name);
    if (found == remembered_.end()) {
      if (!state.initial) return;
      history_defaults[state.parent] = &*state.initial;
      return add_within(state.initial->targets, state.parent);
    }
    std::vector<StateIndex> targets;
    for (const std::string& name : found->second)
      targets.push_back(index_of(workflow_, name));
    add_within(targets, state.parent);
  }

  void add_within(const std::vector<StateIndex>& targets, StateIndex ancestor) {
    for (const StateIndex target : targets)
      add_descendants(target);
    for (const StateIndex target : targets)
      add_ancestors(target, ancestor);
  }

  // addAncestorStatesToEnter
  void add_ancestors(StateIndex index, StateIndex ancestor) {
    while (index != root_state) {
      index = workflow_.states[index].parent;
      if (index == ancestor || index == root_state) return;
      states.insert(index);
      if (workflow_.states[index].kind == State::Kind::Parallel) add_regions(index);
    }
  }

  void add_regions(StateIndex index) {
    for (const StateIndex child : workflow_.states[index].children) {
      const bool is_chosen = std::any_of(states.begin(), states.end(), [&](StateIndex state) {
        return state == child || descends_from(workflow_, state, child);
      });
      if (!is_chosen) add_descendants(child);
    }
  }

  const Workflow& workflow_;
  const Remembered& remembered_;
};

void raise_done(Macrostep& step, const State& final_state) {
  const Workflow& workflow = step.workflow;
  if (final_state.parent == root_state) {
    step.ended = true;
    step.next.outcome = final_state.outcome.empty() ? final_state.name : final_state.outcome;
    return;
  }
  const State& parent = workflow.states[final_state.parent];
  step.internal.push_back("done.state." + parent.name);
  const State& grandparent = workflow.states[parent.parent];
  if (grandparent.kind == State::Kind::Parallel && is_done(workflow, parent.parent, step.active)) {
    step.internal.push_back("done.state." + grandparent.name);
  }
}

void enter(Macrostep& step, const EntrySet& entry) {
  for (const StateIndex index : entry.states) {
    const State& state = step.workflow.states[index];
    step.active.insert(index);
    perform(step, state.entry);
    if (entry.by_default.contains(index) && state.initial) perform(step, state.initial->actions);
    if (const auto found = entry.history_defaults.find(index);
        found != entry.history_defaults.end()) {
      perform(step, found->second->actions);
    }
    arm_timers(step, index);
    if (state.kind == State::Kind::Final) raise_done(step, state);
  }
}

void remember(Macrostep& step, const State& history) {
  Configuration names;
  for (const StateIndex index : step.active) {
    const State& state = step.workflow.states[index];
    const bool is_kept =
        history.kind == State::Kind::DeepHistory
            ? is_atomic(state) && descends_from(step.workflow, index, history.parent)
            : index != root_state && state.parent == history.parent;
    if (is_kept) names.push_back(state.name);
  }
  std::sort(names.begin(), names.end());
  step.next.remembered[history.name] = std::move(names);
}

}  // namespace

StateSet states_after(const Workflow& workflow, const Transition& transition,
                      const StateSet& active, const Remembered& remembered) {
  StateSet after = active;
  for (const StateIndex left : exit_set(workflow, {&transition}, active, remembered))
    after.erase(left);
  EntrySet entry(workflow, remembered);
  entry.add(transition);
  after.merge(entry.states);
  return after;
}

void enter_initial(Macrostep& step) {
  EntrySet entry(step.workflow, step.next.remembered);
  entry.add_descendants(root_state);
  enter(step, entry);
}

void enter_states(Macrostep& step, const Transitions& transitions) {
  EntrySet entry(step.workflow, step.next.remembered);
  for (const Transition* transition : transitions)
    entry.add(*transition);
  enter(step, entry);
}

void exit_states(Macrostep& step, const Transitions& transitions) {
  const StateSet exits = exit_set(step.workflow, transitions, step.active, step.next.remembered);
  for (const StateIndex index : exits) {
    for (const StateIndex history : step.workflow.states[index].history)
      remember(step, step.workflow.states[history]);
  }
  for (auto index = exits.rbegin(); index != exits.rend(); ++index) {
    const State& state = step.workflow.states[*index];
    perform(step, state.exit);
    drop_timers(step, *index);
    step.active.erase(*index);
  }
}

}  // namespace accolade
