// The loop of Appendix D: mainEventLoop up to the point where a person's next event is awaited.
#include "engine/machine/macrostep.h"

#include "engine/machine/selection.h"
#include "engine/machine/sentences.h"

namespace accolade {
namespace {

// Whether anything was taken.
bool take(Macrostep& step, const Impulse& impulse) {
  Selection selection = select(step.sources(), impulse);
  if (selection.failure) {
    step.refuse(std::move(*selection.failure));
    return false;
  }
  if (selection.transitions.empty()) return false;
  microstep(step, selection.transitions);
  return true;
}

void take_first(Macrostep& step, std::deque<std::string>& queue) {
  const std::string event = std::move(queue.front());
  queue.pop_front();
  step.event.clear();
  take(step, {event, Event::Source::Inside});
}

}  // namespace

void microstep(Macrostep& step, const Transitions& transitions) {
  if (++step.microsteps > microsteps_max) return step.refuse(runaway(step.workflow));
  exit_states(step, transitions);
  for (const Transition* transition : transitions)
    perform(step, transition->actions);
  enter_states(step, transitions);
}

void run_to_completion(Macrostep& step) {
  while (step.goes_on()) {
    if (take(step, eventless)) continue;
    if (!step.goes_on()) return;
    if (!step.internal.empty()) {
      take_first(step, step.internal);
    } else if (!step.external.empty()) {
      take_first(step, step.external);
    } else {
      return;
    }
  }
}

}  // namespace accolade
