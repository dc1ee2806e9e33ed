// A new instance, and one event for an instance that is there.
#include "engine/machine/decide.h"

#include <algorithm>
#include <cctype>

#include "engine/definition/naming.h"
#include "engine/machine/asking.h"
#include "engine/machine/finish.h"
#include "engine/machine/macrostep.h"
#include "engine/machine/selection.h"
#include "engine/machine/sentences.h"

namespace accolade {
namespace {

Refusal why_nothing(const Macrostep& step, const Event& event, const Selection& selection) {
  if (!selection.heard) return not_possible(step.workflow, step.active, event.name);
  if (!selection.allowed) return not_allowed(step.workflow, event.name);
  return not_met(step.workflow, event.name, selection.otherwise);
}

std::string says_of(const Transitions& transitions) {
  for (const Transition* transition : transitions) {
    if (!transition->says.empty()) return transition->says;
  }
  return {};
}

// Sets what the event brought; from here on `event.FIELD` is it. Only persons answer.
Outcome<std::set<std::string>> put_answers(Macrostep& step, const Transitions& transitions,
                                           const Event& event) {
  if (event.source != Event::Source::Person) return std::set<std::string>();
  Outcome<Taken> taken = take_answers(step.sources(), transitions, event.answers);
  if (!taken) return taken.refusal();
  for (auto& [name, value] : taken->fields) {
    if (value.is_absent()) {
      step.next.fields.erase(name);
    } else {
      step.next.fields.insert_or_assign(name, value);
    }
  }
  std::erase_if(taken->fields, [](const auto& field) { return field.second.is_absent(); });
  step.event = std::move(taken->fields);
  return std::move(taken->drafted);
}

std::string begun(const Workflow& workflow, const Actor& actor) {
  std::string title = workflow.title.empty() ? sentence_case(workflow.name) : workflow.title;
  const bool is_acronym = title.size() > 1 && std::isupper(static_cast<unsigned char>(title[1]));
  if (!is_acronym && !title.empty()) {
    title.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(title.front())));
  }
  if (actor.person) return "{actor} started the " + title;
  return "The " + title + " was started";
}

}  // namespace

Outcome<Step> begin(const Workflow& workflow, Snapshot born, const Facts& facts) {
  Snapshot before = born;
  before.fields.clear();
  for (const Field& field : workflow.fields) {
    if (field.initial) born.fields.try_emplace(field.name, *field.initial);
  }
  born.configuration.clear();
  born.created = facts.now;
  Macrostep step = resume(workflow, born, facts);
  step.active.clear();
  take_copies(step, true);
  enter_initial(step);
  run_to_completion(step);
  return finish(std::move(step), before,
                {"begin", Event::Source::Person, begun(workflow, facts.actor)});
}

Outcome<Step> decide(const Workflow& workflow, const Snapshot& snapshot, const Event& event,
                     const Facts& facts) {
  Macrostep step = resume(workflow, snapshot, facts);
  if (step.ended) return not_possible(workflow, step.active, event.name);
  const bool is_person = event.source == Event::Source::Person;
  const Selection selection =
      select(step.sources(), {event.name, event.source, is_person ? &event.answers : nullptr});
  if (selection.failure) return *selection.failure;
  if (is_person && selection.transitions.empty()) return why_nothing(step, event, selection);

  take_copies(step, false);
  Outcome<std::set<std::string>> drafted = put_answers(step, selection.transitions, event);
  if (!drafted) return drafted.refusal();
  if (!selection.transitions.empty()) microstep(step, selection.transitions);
  run_to_completion(step);
  // News from below may enable an eventless transition even where no transition names it.
  if (step.microsteps == 0 && !step.refusal) return why_nothing(step, event, selection);

  Outcome<Step> done =
      finish(std::move(step), snapshot, {event.name, event.source, says_of(selection.transitions)});
  if (done) done->taken = std::move(*drafted);
  return done;
}

bool is_event_of(const Workflow& workflow, std::string_view event) {
  return std::any_of(workflow.states.begin(), workflow.states.end(), [&](const State& state) {
    return std::any_of(
        state.transitions.begin(), state.transitions.end(),
        [&](const Transition& transition) { return takes(transition.descriptor, event); });
  });
}

}  // namespace accolade
