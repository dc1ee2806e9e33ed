// What is never reached and never taken, and what is left as soon as it is entered.
#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/definition/walk.h"
#include "engine/machine/chart.h"
#include "engine/verify/families.h"
#include "engine/verify/findings.h"

namespace accolade {
namespace {

// Errors where the search has tried everything, else warnings.
void say(const Search& found, Report& report, const Place& place, std::string message,
         Evidence evidence) {
  if (found.is_exact) return report.error(place, std::move(message), std::move(evidence));
  report.warning(place, std::move(message), std::move(evidence));
}

// To where the transition could be taken, and the event that does not take it.
std::vector<std::string> script_of(const Search& found, const Transition& transition,
                                   std::size_t at) {
  std::vector<std::string> lines = found.script_to(at);
  if (transition.by.empty()) return lines;
  Stimulus move;
  move.kind = Stimulus::Kind::Person;
  move.event = plain_event(transition.descriptor);
  move.roles = {transition.by.front()};
  lines.push_back(line_of(found.original, move, {&transition}));
  return lines;
}

bool has_sender(const Surroundings& around, const Transition& transition) {
  if (transition.descriptor.empty() || !transition.by.empty() || around.workflow.for_everyone)
    return true;
  const std::set<std::string> sent = events_sent_to(around);
  return around.may_be_told_anything() ||
         std::any_of(sent.begin(), sent.end(),
                     [&](const std::string& event) { return takes(transition.descriptor, event); });
}

std::string what_of(const Transition& transition) {
  if (transition.descriptor.empty()) return "this";
  return "`" + transition.descriptor + "`";
}

// The deepest states that a target stands for: itself, or for a history what it is in.
bool is_inside(const Search& found, const StateSet& active, StateIndex target) {
  const State& state = found.original.states[target];
  return active.contains(is_history(state) ? state.parent : target);
}

}  // namespace

void find_unreached(const Surroundings& around, const Search& found, Report& report) {
  if (!found.is_complete) return;
  const Workflow& workflow = around.workflow;
  const std::set<StateIndex> linked = reached_states(workflow);
  const std::vector<std::size_t> first = first_active(found);
  // A state that is passed through at once is reached by a transition that is taken.
  std::set<StateIndex> entered;
  for (std::size_t number = 0; number < found.is_taken.size(); ++number) {
    if (!found.is_taken[number]) continue;
    for (StateIndex target : found.slice.transitions[number]->targets) {
      for (; target != root_state; target = workflow.states[target].parent)
        entered.insert(target);
    }
    entered.insert(found.slice.transitions[number]->source);
  }
  for (StateIndex index = root_state + 1; index < workflow.states.size(); ++index) {
    const State& state = workflow.states[index];
    const auto is_reached = [&](StateIndex one) {
      return first[one] != no_situation || entered.contains(one) || one == root_state;
    };
    if (is_history(state) || !linked.contains(index) || is_reached(index)) continue;
    if (!is_reached(state.parent)) continue;
    std::vector<std::string> script;
    for (const Transition* transition : found.slice.transitions) {
      const bool leads_here = std::find(transition->targets.begin(), transition->targets.end(),
                                        index) != transition->targets.end();
      if (leads_here && script.empty() && first[transition->source] != no_situation)
        script = script_of(found, *transition, first[transition->source]);
    }
    say(found, report, state.place,
        "`" + state.name + "` is never reached: what leads there is never taken",
        {"It promises people a way that does not exist.", std::move(script), BadEnd::NotReached});
  }
}

void find_impossible(const Surroundings& around, const Search& found, Report& report) {
  if (!found.is_complete) return;
  const std::vector<std::size_t> first = first_active(found);
  for (std::size_t number = 0; number < found.is_taken.size(); ++number) {
    const Transition& transition = *found.slice.transitions[number];
    const std::size_t at = first[transition.source];
    if (found.is_taken[number] || at == no_situation) continue;
    if (found.original.states[transition.source].kind == State::Kind::Final) continue;
    if (is_overtaken(around.workflow, transition) || !has_sender(around, transition)) continue;
    std::string message = what_of(transition) + " is never taken";
    if (transition.condition) message += ": `if: " + transition.condition->text() + "` never holds";
    say(found, report, transition.place, message + " when it could be",
        {"It promises people a way that does not exist.", script_of(found, transition, at),
         BadEnd::NotTaken});
  }
}

void find_passed_through(const Surroundings& around, const Search& found, Report& report) {
  const Workflow& workflow = around.workflow;
  std::map<std::size_t, std::size_t> overrun;  // transition -> the first situation after it
  std::set<std::size_t> stayed;
  const auto is_of_timer = [&](const Transition& transition) {
    const std::vector<TimerRule>& timers = workflow.states[transition.source].timers;
    return std::any_of(timers.begin(), timers.end(), [&](const TimerRule& timer) {
      return takes(transition.descriptor, timer.name) && !transition.descriptor.empty();
    });
  };
  const auto look = [&](const std::vector<std::size_t>& taken, std::size_t at) {
    const StateSet active = expand(workflow, found.reached[at].situation.snapshot.configuration);
    const auto timed = std::count_if(taken.begin(), taken.end(), [&](std::size_t number) {
      return is_of_timer(*found.slice.transitions[number]);
    });
    for (const std::size_t number : taken) {
      const Transition& transition = *found.slice.transitions[number];
      const bool is_raised = !transition.by.empty() || is_of_timer(transition);
      if (transition.targets.empty() || !is_raised) continue;
      const bool stays =
          std::any_of(transition.targets.begin(), transition.targets.end(),
                      [&](StateIndex target) { return is_inside(found, active, target); });
      if (stays || timed == (is_of_timer(transition) ? 1 : 0)) stayed.insert(number);
      overrun.try_emplace(number, at);
    }
  };
  for (std::size_t at = 0; at < found.reached.size(); ++at) {
    for (const Edge& edge : found.reached[at].edges)
      look(edge.taken, edge.to);
  }
  for (const auto& [number, at] : overrun) {
    if (stayed.contains(number)) continue;
    const Transition& transition = *found.slice.transitions[number];
    report.warning(
        transition.place,
        what_of(transition) + " leads to `" + workflow.states[transition.targets.front()].name +
            "`, which a timer that is due already leaves at once",
        {"Whoever raises it ends up somewhere else.", found.script_to(at), BadEnd::PassedThrough});
  }
}

}  // namespace accolade
