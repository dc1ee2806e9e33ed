// No state waits for ever by oversight.
#include <algorithm>

#include "engine/definition/walk.h"
#include "engine/verify/checks.h"

namespace accolade {
namespace {

bool sends_later(const Actions& actions) {
  bool found = false;
  for_each_action(actions, [&](const Action& action) {
    const Send* send = std::get_if<Send>(&action.what);
    found = found || (send != nullptr && send->after.has_value());
  });
  return found;
}

bool has_clock(const State& state) {
  return !state.timers.empty() || state.open_ended || sends_later(state.entry);
}

bool goes_on_by_itself(const State& state) {
  return std::any_of(state.transitions.begin(), state.transitions.end(),
                     [](const Transition& transition) {
                       return transition.descriptor.empty() && !transition.condition;
                     });
}

}  // namespace

void check_waiting(const Surroundings& around, Report& report) {
  const Workflow& workflow = around.workflow;
  for (const StateIndex index : reached_states(workflow)) {
    const State& state = workflow.states[index];
    if (state.kind != State::Kind::Atomic || goes_on_by_itself(state)) continue;
    const std::vector<StateIndex> movers = movers_of(workflow, index);
    const bool has_end = std::any_of(movers.begin(), movers.end(), [&](StateIndex mover) {
      return has_clock(workflow.states[mover]);
    });
    if (has_end) continue;
    report.error(state.place,
                 "`" + state.name + "` can wait for ever; add a timer, or say `open_ended: true`");
  }
}

}  // namespace accolade
