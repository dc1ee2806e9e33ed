// Breadth first over configurations and what their histories remember.
#include "engine/move/reachable.h"

#include <algorithm>
#include <deque>

#include "engine/definition/walk.h"
#include "engine/machine/chart.h"
#include "engine/machine/macrostep.h"

namespace accolade {
namespace {

// The bare chart: no conditions, actions or timers, so that nothing can refuse a step.
Workflow bare(Workflow workflow) {
  for (State& state : workflow.states) {
    state.entry.clear();
    state.exit.clear();
    state.timers.clear();
    if (state.initial) state.initial->actions.clear();
    for (Transition& transition : state.transitions) {
      transition.actions.clear();
      transition.condition.reset();
    }
  }
  workflow.fields.clear();
  return workflow;
}

class Reaching {
 public:
  Reaching(const Workflow& workflow, const ExplorationLimits& limits)
      : workflow_(workflow), limits_(limits), bare_(bare(workflow)) {
    for (const Field& field : workflow.fields)
      fields_.insert(field.name);
    for_each_action(workflow, [this](const Action& action, StateIndex) {
      const auto* send = std::get_if<Send>(&action.what);
      if (send != nullptr && send->after) sends_.insert(send->event);
    });
  }

  Exploration run() {
    Macrostep first{bare_, facts_, Snapshot{}};
    enter_initial(first);
    found_.is_complete = true;
    visit(first, {});
    while (!waiting_.empty()) {
      const Node node = std::move(waiting_.front());
      waiting_.pop_front();
      leave(node);
    }
    found_.situations = seen_.size();
    return std::move(found_);
  }

 private:
  using Key = std::pair<StateSet, Remembered>;
  struct Node {
    Key at;
    std::vector<std::string> script;
  };

  void leave(const Node& node) {
    for (const StateIndex index : node.at.first) {
      for (const Transition& transition : bare_.states[index].transitions) {
        if (!may_come(transition, node.at.first)) continue;
        Macrostep step{bare_, facts_, Snapshot{}};
        step.active = node.at.first;
        step.next.remembered = node.at.second;
        microstep(step, {&transition});
        std::vector<std::string> script = node.script;
        if (!transition.descriptor.empty()) script.push_back(transition.descriptor);
        visit(step, std::move(script));
      }
    }
  }

  bool may_come(const Transition& transition, const StateSet& active) const {
    constexpr std::string_view done = "done.state.";
    if (!transition.descriptor.starts_with(done)) return true;
    const auto state = bare_.state(transition.descriptor.substr(done.size()));
    return !state || is_done(bare_, *state, active);
  }

  // What an eventless transition without a condition leaves at once is never at rest.
  bool is_at_rest(const StateSet& active) const {
    return std::none_of(active.begin(), active.end(), [&](StateIndex index) {
      const auto& transitions = workflow_.states[index].transitions;
      return std::any_of(transitions.begin(), transitions.end(), [](const Transition& transition) {
        return transition.descriptor.empty() && !transition.condition &&
               !transition.targets.empty();
      });
    });
  }

  void visit(const Macrostep& step, std::vector<std::string> script) {
    Key key{step.active, step.next.remembered};
    if (seen_.contains(key)) return;
    if (seen_.size() >= limits_.situations_max) {
      found_.is_complete = false;
      return;
    }
    seen_.insert(key);
    if (step.ended || is_at_rest(step.active)) add(step, script);
    if (!step.ended) waiting_.push_back({std::move(key), std::move(script)});
  }

  void add(const Macrostep& step, const std::vector<std::string>& script) {
    ReachedConfiguration reached;
    reached.configuration = atomic_names(workflow_, step.active);
    reached.remembered = step.next.remembered;
    reached.outcome = step.next.outcome;
    reached.script = script;
    reached.present = reached.absent = fields_;
    if (!step.ended) {
      reached.sends = sends_;
      for (const StateIndex index : step.active) {
        for (const TimerRule& rule : workflow_.states[index].timers)
          reached.timers.emplace(key_of(workflow_, index), rule.name);
      }
    }
    found_.reached.push_back(std::move(reached));
  }

  const Workflow& workflow_;
  const ExplorationLimits limits_;
  const Workflow bare_;
  const Facts facts_;
  std::set<std::string> fields_, sends_;
  std::set<Key> seen_;
  std::deque<Node> waiting_;
  Exploration found_;
};

}  // namespace

Exploration reachable(const Workflow& workflow, const ExplorationLimits& limits) {
  return Reaching(workflow, limits).run();
}

}  // namespace accolade
