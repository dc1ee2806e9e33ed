// Collects the asked fields of transitions and binds the answers to them.
#include "engine/machine/asking.h"

#include <algorithm>

#include "engine/form/bind.h"
#include "engine/permission/sight.h"

namespace accolade {
namespace {

void add(std::vector<const Field*>& asked, const Field* field) {
  if (field != nullptr && std::find(asked.begin(), asked.end(), field) == asked.end()) {
    asked.push_back(field);
  }
}

// The roles whose forms count: those by which the actor may take the transition.
bool uses_form_of(const Workflow& workflow, const Transition& transition, const Actor& actor,
                  const std::string& role) {
  if (workflow.for_everyone) return true;
  const auto has = [&](const std::string& wanted) {
    return std::find(transition.by.begin(), transition.by.end(), wanted) != transition.by.end();
  };
  if (has(std::string(anyone))) return role == std::string(anyone) || actor.roles.contains(role);
  return has(role) && actor.roles.contains(role);
}

void add_forms(std::vector<const Field*>& asked, const Workflow& workflow,
               const Transition& transition, const Actor& actor) {
  StateIndex index = transition.source;
  while (true) {
    for (const auto& [role, names] : workflow.states[index].form) {
      if (!uses_form_of(workflow, transition, actor, role)) continue;
      for (const std::string& name : names)
        add(asked, workflow.field(name));
    }
    if (index == root_state) return;
    index = workflow.states[index].parent;
  }
}

Answers with_draft(const std::vector<const Field*>& asked, const Answers& answers,
                   const Answers& draft) {
  Answers all = answers;
  for (const Field* field : asked) {
    if (const auto found = draft.find(field->name); found != draft.end()) all.insert(*found);
  }
  return all;
}

}  // namespace

std::vector<const Field*> asked_by(const Workflow& workflow, const Transition& transition,
                                   const Actor& actor) {
  std::vector<const Field*> asked;
  for (const std::string& name : transition.ask)
    add(asked, workflow.field(name));
  if (transition.asks_form) add_forms(asked, workflow, transition, actor);
  return asked;
}

Fields typed_answers(const Sources& sources, const Transition& transition, const Answers& answers) {
  const std::vector<const Field*> asked =
      asked_by(sources.workflow, transition, sources.facts.actor);
  const Answers all = with_draft(asked, answers, sources.facts.draft);
  Fields typed;
  for (const Field* field : asked) {
    const auto held = sources.snapshot.fields.find(field->name);
    if (transition.asks_form && !all.contains(field->name) &&
        held != sources.snapshot.fields.end()) {
      typed.insert(*held);
      continue;
    }
    const Outcome<Fields> bound =
        bind({field}, all, sources.facts, {sources.snapshot.fields, Completeness::AsTyped});
    if (!bound) continue;
    if (const Value& value = at(*bound, field->name); !value.is_absent()) {
      typed.insert_or_assign(field->name, value);
    }
  }
  return typed;
}

Outcome<Taken> take_answers(const Sources& sources, const Transitions& transitions,
                            const Answers& answers) {
  std::vector<const Field*> asked;
  std::set<std::string> kept;  // asked by a form, which keeps what is there
  for (const Transition* transition : transitions) {
    for (const Field* field : asked_by(sources.workflow, *transition, sources.facts.actor)) {
      add(asked, field);
      if (transition->asks_form) kept.insert(field->name);
    }
  }
  const Answers all = with_draft(asked, answers, sources.facts.draft);
  Taken taken;
  for (const Field* field : asked) {
    if (sources.facts.draft.contains(field->name)) taken.drafted.insert(field->name);
  }
  std::erase_if(asked, [&](const Field* field) {
    return kept.contains(field->name) && !all.contains(field->name) &&
           sources.snapshot.fields.contains(field->name);
  });
  Outcome<Fields> bound =
      bind(asked, all, sources.facts, {sources.snapshot.fields, Completeness::Whole});
  if (!bound) return bound.refusal();
  taken.fields = std::move(*bound);
  return taken;
}

}  // namespace accolade
