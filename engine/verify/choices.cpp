// Transitions that an earlier one of the same state always takes the event from.
#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/definition/walk.h"
#include "engine/machine/chart.h"
#include "engine/verify/checks.h"

namespace accolade {
namespace {

bool takes_all_of(const Transition& earlier, const Transition& later) {
  if (earlier.descriptor.empty() || later.descriptor.empty())
    return earlier.descriptor == later.descriptor;
  std::string event = later.descriptor;
  if (event == "*") return earlier.descriptor == "*";
  if (event.ends_with(".*")) event.resize(event.size() - 2);
  return takes(earlier.descriptor, event);
}

bool is_for_all_of(const Transition& earlier, const Transition& later) {
  if (earlier.by.empty() || later.by.empty()) return earlier.by.empty() && later.by.empty();
  const auto has = [&](const std::string& role) {
    return std::find(earlier.by.begin(), earlier.by.end(), role) != earlier.by.end();
  };
  return has("anyone") || std::all_of(later.by.begin(), later.by.end(), has);
}

// It holds or waits for more than before where it leads, or answers say what it holds: there may be
// no place, or one for which nobody has to wait.
bool may_lack_place(const Workflow& workflow, const Transition& transition) {
  const auto holds = [&](StateIndex index) {
    return !workflow.states[index].holds.empty() || !workflow.states[index].waits_for.empty();
  };
  for (StateIndex index = root_state; index < workflow.states.size(); ++index) {
    const bool is_touched =
        std::any_of(transition.targets.begin(), transition.targets.end(), [&](StateIndex target) {
          return index == target || descends_from(workflow, index, target) ||
                 descends_from(workflow, target, index);
        });
    if (is_touched && holds(index)) return true;
  }
  const std::set<std::string> places = workflow.place_fields();
  return transition.asks_form
             ? !places.empty()
             : std::any_of(transition.ask.begin(), transition.ask.end(),
                           [&](const std::string& name) { return places.contains(name); });
}

}  // namespace

bool is_overtaken(const Workflow& workflow, const Transition& later) {
  for (const Transition& earlier : workflow.states[later.source].transitions) {
    if (earlier.place == later.place) return false;
    if (!earlier.condition && !may_lack_place(workflow, earlier) && takes_all_of(earlier, later) &&
        is_for_all_of(earlier, later))
      return true;
  }
  return false;
}

void check_choices(const Surroundings& around, Report& report) {
  for_each_transition(around.workflow, [&](const Transition& transition) {
    if (!is_overtaken(around.workflow, transition)) return;
    report.warning(transition.place,
                   "this is never taken: a choice before it always is, for it has no `if`",
                   {"It promises people a way that does not exist.", {}});
  });
}

}  // namespace accolade
