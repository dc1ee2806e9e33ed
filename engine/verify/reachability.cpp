// Which states can be reached, and whether an end can be reached from them.
#include <algorithm>

#include "engine/definition/walk.h"
#include "engine/verify/checks.h"

namespace accolade {
namespace {

// Enters states as the machine does, with histories at their default.
class Explorer {
 public:
  explicit Explorer(const Workflow& workflow) : workflow_(workflow) {}

  std::set<StateIndex> explore() {
    enter(root_state);
    while (!waiting_.empty()) {
      const StateIndex index = waiting_.back();
      waiting_.pop_back();
      for (const Transition& transition : workflow_.states[index].transitions)
        enter_all(transition.targets);
    }
    return reached_;
  }

 private:
  void enter_all(const std::vector<StateIndex>& targets) {
    for (const StateIndex target : targets)
      enter(target);
  }

  // With what it begins with, and all that has to be active around it.
  void enter(StateIndex index) {
    if (!entered_.insert(index).second) return;
    const State& state = workflow_.states[index];
    reach(index);
    if (state.initial) enter_all(state.initial->targets);
    if (state.kind == State::Kind::Parallel) enter_all(state.children);
  }

  void reach(StateIndex index) {
    if (!reached_.insert(index).second) return;
    waiting_.push_back(index);
    if (index == root_state) return;
    const StateIndex around = workflow_.states[index].parent;
    reach(around);
    if (workflow_.states[around].kind == State::Kind::Parallel)
      enter_all(workflow_.states[around].children);
  }

  const Workflow& workflow_;
  std::set<StateIndex> reached_, entered_;
  std::vector<StateIndex> waiting_;
};

void add_inside(const Workflow& workflow, StateIndex index, std::vector<StateIndex>& all) {
  for (const StateIndex child : workflow.states[index].children) {
    all.push_back(child);
    add_inside(workflow, child, all);
  }
}

// Whose being active is enough for the transitions of `mover` to be tried: itself, or the outermost
// parallel state around it.
StateIndex group_of(const Workflow& workflow, StateIndex mover) {
  StateIndex group = mover;
  for (const StateIndex ancestor : ancestors_of(workflow, mover)) {
    if (workflow.states[ancestor].kind == State::Kind::Parallel) group = ancestor;
  }
  return group;
}

// Backwards from the ends at the top: a state can end if a move of it leads into one that can.
class Ends {
 public:
  Ends(const Workflow& workflow, const std::set<StateIndex>& reached)
      : workflow_(workflow), can_end_(workflow.states.size(), false) {
    for (const StateIndex child : workflow.states[root_state].children) {
      if (workflow.states[child].kind == State::Kind::Final && reached.contains(child))
        can_end_[child] = true;
    }
    for (StateIndex index = root_state; index < workflow.states.size(); ++index)
      groups_.push_back(group_of(workflow, index));
  }

  std::vector<bool> find() {
    while (grow()) {
    }
    return can_end_;
  }

 private:
  bool grow() {
    const std::vector<bool> moves_on = groups_that_move_on();
    bool has_grown = false;
    for (StateIndex index = workflow_.states.size(); index-- > 0;) {
      if (can_end_[index] || !leads_on(index, moves_on)) continue;
      can_end_[index] = true;
      has_grown = true;
    }
    return has_grown;
  }

  std::vector<bool> groups_that_move_on() const {
    std::vector<bool> moves_on(workflow_.states.size(), false);
    for_each_transition(workflow_, [&](const Transition& transition) {
      if (any_can_end(transition.targets)) moves_on[groups_[transition.source]] = true;
    });
    return moves_on;
  }

  bool leads_on(StateIndex index, const std::vector<bool>& moves_on) const {
    const State& state = workflow_.states[index];
    if (moves_on[index] || (state.initial && any_can_end(state.initial->targets))) return true;
    if (state.kind == State::Kind::Parallel && any_can_end(state.children)) return true;
    for (const StateIndex ancestor : ancestors_of(workflow_, index)) {
      if (moves_on[ancestor]) return true;
    }
    return false;
  }

  bool any_can_end(const std::vector<StateIndex>& targets) const {
    return std::any_of(targets.begin(), targets.end(),
                       [&](StateIndex target) { return can_end_[target]; });
  }

  const Workflow& workflow_;
  std::vector<bool> can_end_;
  std::vector<StateIndex> groups_;
};

}  // namespace

std::set<StateIndex> reached_states(const Workflow& workflow) {
  return Explorer(workflow).explore();
}

std::vector<StateIndex> ancestors_of(const Workflow& workflow, StateIndex index) {
  std::vector<StateIndex> ancestors;
  while (index != root_state) {
    index = workflow.states[index].parent;
    ancestors.push_back(index);
  }
  return ancestors;
}

std::vector<StateIndex> movers_of(const Workflow& workflow, StateIndex index) {
  std::vector<StateIndex> movers = ancestors_of(workflow, index);
  std::vector<StateIndex> beside;
  for (const StateIndex ancestor : movers) {
    if (workflow.states[ancestor].kind == State::Kind::Parallel) beside.push_back(ancestor);
  }
  // The outermost parallel state holds all the others.
  if (!beside.empty()) add_inside(workflow, beside.back(), movers);
  movers.push_back(index);
  return movers;
}

void check_reachability(const Surroundings& around, Report& report) {
  const Workflow& workflow = around.workflow;
  const std::set<StateIndex> reached = reached_states(workflow);
  for (StateIndex index = root_state + 1; index < workflow.states.size(); ++index) {
    const State& state = workflow.states[index];
    // A history state nobody goes to is said too; what is inside of an unreached state is not.
    const bool is_around_reached = reached.contains(state.parent);
    if (reached.contains(index) || !is_around_reached) continue;
    report.error(state.place, "`" + state.name + "` is never reached");
  }
}

void check_ends(const Surroundings& around, Report& report) {
  const Workflow& workflow = around.workflow;
  const std::set<StateIndex> reached = reached_states(workflow);
  if (workflow.states[root_state].open_ended) return;
  const std::vector<bool> can_end = Ends(workflow, reached).find();
  if (std::find(can_end.begin(), can_end.end(), true) == can_end.end()) {
    report.error(workflow.states[root_state].place,
                 workflow.name +
                     " never ends: it reaches no `final:` state at the top; add one, or say "
                     "`open_ended: true` of the workflow");
    return;
  }
  for (const StateIndex index : reached) {
    const State& state = workflow.states[index];
    if (can_end[index] || state.kind != State::Kind::Atomic) continue;
    report.error(state.place, "no end can be reached from `" + state.name + "`");
  }
}

}  // namespace accolade
