// The sentences of refusals, and of a history for which the workflow has no words.
#include "engine/machine/sentences.h"

#include "engine/definition/naming.h"
#include "engine/form/phrase.h"

namespace accolade {
std::string title_of(const State& state) {
  return state.title.empty() ? sentence_case(state.name) : state.title;
}

std::string label_of(const Workflow& workflow, std::string_view event) {
  for (const State& state : workflow.states) {
    for (const Transition& transition : state.transitions) {
      if (transition.descriptor == event && !transition.label.empty()) return transition.label;
    }
  }
  return sentence_case(event);
}

std::string whereabouts(const Workflow& workflow, const StateSet& active) {
  std::string titles;
  for (const StateIndex index : active) {
    const State& state = workflow.states[index];
    if (index == root_state || !is_atomic(state)) continue;
    if (!titles.empty()) titles += " and ";
    titles += quoted(title_of(state));
  }
  return titles;
}

Refusal not_possible(const Workflow& workflow, const StateSet& active, std::string_view event) {
  return {Why::NotPossible, quoted(label_of(workflow, event)) + " is not possible at " +
                                whereabouts(workflow, active) + "."};
}

Refusal not_allowed(const Workflow& workflow, std::string_view event) {
  return {Why::NotAllowed,
          quoted(label_of(workflow, event)) + " is not for you to do here; ask the secretariat."};
}

Refusal not_met(const Workflow& workflow, std::string_view event, const std::string& otherwise) {
  if (!otherwise.empty()) return {Why::NotPossible, otherwise};
  return {Why::NotPossible,
          quoted(label_of(workflow, event)) + " is not possible now: its conditions are not met."};
}

Refusal runaway(const Workflow& workflow) {
  return {Why::Runaway, "The workflow " + workflow.name + " did not come to rest after " +
                            std::to_string(microsteps_max) + " steps, so nothing was changed."};
}

std::string history_sentence(const Workflow& workflow, std::string_view event,
                             Event::Source source) {
  const std::string label = quoted(label_of(workflow, event));
  switch (source) {
    case Event::Source::Person:
      return "{actor} chose " + label;
    case Event::Source::Timer:
      return "The time for " + label + " came";
    case Event::Source::Parent:
      return label + " came from above";
    case Event::Source::Child:
      return "Something changed below";
    case Event::Source::Inside:
      break;
  }
  return label + " happened";
}

}  // namespace accolade
