// Timers and delayed sends: which comes next, and what it does.
#include <algorithm>
#include <tuple>

#include "engine/machine/decide.h"
#include "engine/machine/finish.h"
#include "engine/machine/macrostep.h"
#include "engine/machine/selection.h"
#include "engine/machine/sentences.h"
#include "engine/machine/timing.h"

namespace accolade {
namespace {

// Takes the timer or the send off the snapshot; false if it is not there any more.
bool consume(Snapshot& snapshot, const DueEvent& due) {
  if (!due.state.empty()) {
    return std::erase_if(snapshot.timers, [&](const Timer& timer) {
             return timer.name == due.name && timer.state == due.state && timer.entry == due.entry;
           }) > 0;
  }
  const auto found = std::find_if(
      snapshot.sends.begin(), snapshot.sends.end(),
      [&](const PendingSend& send) { return send.number == due.entry && send.event == due.name; });
  if (found == snapshot.sends.end()) return false;
  snapshot.sends.erase(found);
  return true;
}

bool is_left_out(const Macrostep& step, const Snapshot& snapshot, const DueEvent& due) {
  return std::any_of(snapshot.timers.begin(), snapshot.timers.end(), [&](const Timer& timer) {
    return timer.name == due.name && timer.state == due.state && timer.entry == due.entry &&
           was_moved_into_the_past(timer, step.sources());
  });
}

}  // namespace

std::optional<DueEvent> next_due(const Workflow& workflow, const Snapshot& snapshot,
                                 const Facts& facts) {
  if (!snapshot.outcome.empty()) return std::nullopt;
  const StateSet active = expand(workflow, snapshot.configuration);
  const Fields no_event;
  const Sources sources{workflow, snapshot, active, facts, no_event};
  std::optional<DueEvent> next;
  for (const Timer& timer : snapshot.timers) {
    const Outcome<std::optional<Instant>> due = due_of(timer, sources);
    if (!due || !*due || (next && next->due <= **due)) continue;
    next = DueEvent{timer.name, **due, timer.state, timer.entry};
  }
  for (const PendingSend& send : snapshot.sends) {
    if (next && next->due <= send.due) continue;
    next = DueEvent{send.event, send.due, "", send.number};
  }
  return next;
}

std::vector<Timer> timers_now(const Workflow& workflow, const Snapshot& snapshot,
                              const Facts& facts) {
  const StateSet active = expand(workflow, snapshot.configuration);
  const Fields no_event;
  std::vector<Timer> timers = snapshot.timers;
  for (Timer& timer : timers) {
    const Outcome<std::optional<Instant>> due =
        due_of(timer, {workflow, snapshot, active, facts, no_event});
    if (due) timer.due = *due;
  }
  return timers;
}

Outcome<Step> decide_due(const Workflow& workflow, const Snapshot& snapshot, const DueEvent& due,
                         const Facts& facts) {
  Snapshot rest = snapshot;
  const bool is_there = consume(rest, due);
  Macrostep step = resume(workflow, rest, facts);
  if (step.ended || !is_there) return not_possible(workflow, step.active, due.name);
  if (is_left_out(step, snapshot, due)) {
    return record(std::move(step), snapshot,
                  {due.name, Event::Source::Timer,
                   "“" + label_of(workflow, due.name) +
                       "” was left out: its moment had passed when the date was moved"});
  }
  const Selection selection = select(step.sources(), {due.name, Event::Source::Timer, nullptr});
  if (selection.failure) return *selection.failure;
  if (!selection.transitions.empty()) microstep(step, selection.transitions);
  run_to_completion(step);
  std::string says;
  for (const Transition* transition : selection.transitions) {
    if (says.empty()) says = transition->says;
  }
  return finish(std::move(step), snapshot, {due.name, Event::Source::Timer, std::move(says)});
}

Outcome<Step> pass_over(const Workflow& workflow, const Snapshot& snapshot, const DueEvent& due,
                        const Facts& facts, const Refusal& refusal) {
  Snapshot rest = snapshot;
  const bool is_there = consume(rest, due);
  Macrostep step = resume(workflow, rest, facts);
  if (step.ended || !is_there) return not_possible(workflow, step.active, due.name);
  return record(std::move(step), snapshot,
                {due.name, Event::Source::Timer,
                 "“" + label_of(workflow, due.name) + "” came and failed: " + refusal.sentence});
}

}  // namespace accolade
