// Steps that are refused though nobody did anything wrong.
#include <algorithm>

#include "engine/definition/walk.h"
#include "engine/machine/chart.h"
#include "engine/verify/findings.h"

namespace accolade {
namespace {

// The name in backquotes at the head of "`x` is absent, so ...".
std::string quoted_name(const std::string& sentence) {
  if (!sentence.starts_with('`')) return {};
  const std::size_t end = sentence.find('`', 1);
  return end == std::string::npos ? std::string() : sentence.substr(1, end - 1);
}

bool reads(const Expression& expression, const std::string& name) {
  return std::any_of(expression.readings().begin(), expression.readings().end(),
                     [&](const Reading& reading) { return reading.name == name; });
}

// Where the value that failed is read.
Place place_of_reading(const Workflow& workflow, const std::string& name) {
  std::optional<Place> found;
  for_each_expression(workflow, [&](const Expression& expression, const Place& place) {
    if (!found && reads(expression, name)) found = place;
  });
  return found.value_or(workflow.states[root_state].place);
}

// Follows eventless transitions from one into its own state again.
bool comes_back(const Workflow& workflow, const Transition& from) {
  std::set<StateIndex> seen;
  std::vector<StateIndex> waiting(from.targets);
  while (!waiting.empty()) {
    const StateIndex at = waiting.back();
    waiting.pop_back();
    if (!seen.insert(at).second) continue;
    const State& state = workflow.states[at];
    if (at != root_state) waiting.push_back(state.parent);
    if (state.kind == State::Kind::Parallel)
      waiting.insert(waiting.end(), state.children.begin(), state.children.end());
    for (const StateIndex inner : default_targets(workflow, at))
      waiting.push_back(inner);
    for (const Transition& transition : state.transitions) {
      if (!transition.descriptor.empty()) continue;
      waiting.insert(waiting.end(), transition.targets.begin(), transition.targets.end());
    }
  }
  return from.targets.empty() || seen.contains(from.source);
}

Place place_of_cycle(const Workflow& workflow) {
  std::optional<Place> found;
  for_each_transition(workflow, [&](const Transition& transition) {
    if (!found && transition.descriptor.empty() && comes_back(workflow, transition))
      found = transition.place;
  });
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    const bool is_loud =
        std::holds_alternative<Raise>(action.what) || std::holds_alternative<Send>(action.what);
    if (!found && is_loud) found = action.place;
  });
  return found.value_or(workflow.states[root_state].place);
}

}  // namespace

void find_faults(const Surroundings& around, const Search& found, Report& report) {
  const Workflow& workflow = around.workflow;
  for (const SearchFault& fault : found.faults) {
    if (fault.refusal.why == Why::Runaway) {
      report.error(place_of_cycle(workflow), "this goes round and round without an event",
                   {"After 1,000 steps the engine refuses the event, and nothing moves any more.",
                    found.script_to(fault), BadEnd::GoesRound});
      continue;
    }
    // A start that is refused leaves nobody stuck, and a file alone does not know its parent.
    if (fault.move.kind == Stimulus::Kind::Start && around.package == nullptr) continue;
    const std::string name = quoted_name(fault.refusal.sentence);
    report.error(place_of_reading(workflow, name),
                 "this cannot always be decided: " + fault.refusal.sentence,
                 {"The event is refused though nobody did anything wrong.", found.script_to(fault),
                  BadEnd::Undecided});
  }
}

}  // namespace accolade
