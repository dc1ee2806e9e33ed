// Reads of each state, spread backwards along transitions until nothing new comes up.
#include "engine/verify/live.h"

#include <algorithm>

#include "engine/definition/walk.h"
#include "engine/machine/chart.h"
#include "engine/verify/slice.h"
#include "engine/verify/variables.h"

namespace accolade {
namespace {

using Names = std::set<std::string>;

class Reads {
 public:
  explicit Reads(const Workflow& workflow) : workflow_(workflow) {}

  void add(const Expression& expression) {
    for (const Reading& reading : expression.readings()) {
      if (reading.kind == Reading::Kind::Path) add_path(reading.name);
      if (reading.kind == Reading::Kind::Deadline) add_deadline(reading.name);
    }
  }

  void add_deadline(const std::string& name) {
    const auto deadline = workflow_.deadlines.find(name);
    if (deadline != workflow_.deadlines.end() && seen_.insert(name).second)
      add(deadline->second.instant);
  }

  void add(const Actions& actions) {
    for_each_action(actions, [&](const Action& action) {
      if (const Branch* branch = std::get_if<Branch>(&action.what)) add(branch->condition);
      const Assign* assign = std::get_if<Assign>(&action.what);
      if (assign == nullptr) return;
      for (const auto& [field, expression] : assign->fields)
        add(expression);
    });
  }

  void add_pool(const std::string& field_name) {
    const Field* const field = workflow_.field(field_name);
    constexpr std::string_view step = "parent.";
    if (field != nullptr)
      names.insert(field->of.substr(step.size()) + "." + std::string(usual_row));
  }

  Names names;

 private:
  void add_path(const std::string& path) {
    constexpr std::string_view answer = "event.";
    if (path.starts_with("parent.")) {
      names.insert(path);
    } else {
      names.insert(
          field_of_path(workflow_, path.starts_with(answer) ? path.substr(answer.size()) : path));
    }
  }

  const Workflow& workflow_;
  Names seen_;  // deadlines
};

// In the states that it is about; what is to be true after an event, anywhere.
void add_promise(Reads& reads, const Promise& promise, StateIndex index) {
  if (promise.then && index == root_state) reads.add(*promise.then);
  const bool is_about_this = promise.in.empty() ? index == root_state
                                                : std::find(promise.in.begin(), promise.in.end(),
                                                            index) != promise.in.end();
  if (!is_about_this) return;
  for (const auto* expression : {&promise.condition, &promise.claim})
    if (*expression) reads.add(**expression);
  for (const auto* fields : {&promise.free, &promise.full}) {
    for (const std::string& field : *fields)
      reads.add_pool(place_stand_in(field));
  }
}

Names reads_of(const Workflow& workflow, StateIndex index) {
  const State& state = workflow.states[index];
  Reads reads(workflow);
  for (const TimerRule& timer : state.timers)
    reads.add_deadline(timer.deadline);
  for (const Transition& transition : state.transitions) {
    if (transition.condition) reads.add(*transition.condition);
    reads.add(transition.actions);
  }
  if (state.initial) reads.add(state.initial->actions);
  reads.add(state.entry);
  reads.add(state.exit);
  for (const std::string& field : state.holds)
    reads.add_pool(field);
  if (!state.waits_for.empty()) reads.add_pool(state.waits_for);
  for (const Promise& promise : workflow.promises)
    add_promise(reads, promise, index);
  return std::move(reads.names);
}

// Whatever can be entered by a transition to `target`: it, what is around it, what is inside.
bool may_be_entered(const Workflow& workflow, StateIndex index, StateIndex target) {
  const StateIndex top =
      is_history(workflow.states[target]) ? workflow.states[target].parent : target;
  return index == top || descends_from(workflow, index, top) || descends_from(workflow, top, index);
}

std::vector<std::set<StateIndex>> followers_of(const Workflow& workflow) {
  std::vector<std::set<StateIndex>> followers(workflow.states.size());
  for (StateIndex from = 0; from < workflow.states.size(); ++from) {
    std::set<StateIndex> targets;
    for (const Transition& transition : workflow.states[from].transitions)
      targets.insert(transition.targets.begin(), transition.targets.end());
    for (const StateIndex target : targets) {
      for (StateIndex index = 1; index < workflow.states.size(); ++index)
        if (may_be_entered(workflow, index, target)) followers[from].insert(index);
    }
  }
  return followers;
}

}  // namespace

LiveNames live_names(const Workflow& workflow) {
  LiveNames live;
  for (StateIndex index = 0; index < workflow.states.size(); ++index)
    live.push_back(reads_of(workflow, index));
  const std::vector<std::set<StateIndex>> followers = followers_of(workflow);
  for (bool has_grown = true; has_grown;) {
    has_grown = false;
    for (StateIndex from = live.size(); from-- > 0;) {
      const std::size_t before = live[from].size();
      for (const StateIndex next : followers[from])
        live[from].insert(live[next].begin(), live[next].end());
      has_grown = has_grown || live[from].size() != before;
    }
  }
  return live;
}

bool is_live(const LiveNames& live, const std::set<StateIndex>& active, const std::string& name) {
  return std::any_of(active.begin(), active.end(),
                     [&](StateIndex index) { return live[index].contains(name); });
}

}  // namespace accolade
