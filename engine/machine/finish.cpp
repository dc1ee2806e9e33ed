// The end of every step: what moved, who is written to, what the history says.
#include "engine/machine/finish.h"

#include <algorithm>

#include "engine/machine/places.h"
#include "engine/machine/sentences.h"
#include "engine/machine/staying.h"
#include "engine/machine/timing.h"
#include "engine/permission/sight.h"

namespace accolade {
namespace {

// A letter shows what every role that it goes to may see in the states after the step.
void fill_letters(Macrostep& step) {
  for (const Macrostep::Letter& letter : step.letters) {
    auto& effect = std::get<MailEffect>(step.effects[letter.effect]);
    effect.fields = step.next.fields;
    for (const Field& field : step.workflow.fields) {
      if (field.type == FieldType::Copies) effect.fields.erase(field.name);  // no text for a letter
    }
    for (const std::string& role : letter.mail->roles) {
      const Sight sight = sight_of(step.workflow, step.next.configuration, role);
      std::erase_if(effect.fields,
                    [&](const auto& field) { return !sees_field(sight, field.first); });
    }
  }
}

// A field that was cleared is there with an absent value.
Fields changes(const Fields& before, const Fields& after) {
  Fields changed;
  for (const auto& [name, value] : after) {
    if (at(before, name) != value) changed.insert_or_assign(name, value);
  }
  for (const auto& [name, value] : before) {
    if (!after.contains(name)) changed.insert_or_assign(name, Value());
  }
  return changed;
}

std::set<std::string> personal_among(const Workflow& workflow, const Fields& changed) {
  std::set<std::string> names;
  for (const Field& field : workflow.fields) {
    if (field.personal && changed.contains(field.name)) names.insert(field.name);
  }
  return names;
}

}  // namespace

Macrostep resume_unmoved(const Workflow& workflow, const Snapshot& snapshot, const Facts& facts) {
  Macrostep step{workflow, facts, snapshot};
  step.active = expand(workflow, snapshot.configuration);
  step.next.version = snapshot.version + 1;
  step.ended = !snapshot.outcome.empty();
  return step;
}

void take_copies(Macrostep& step, bool is_new) {
  for (const Field& field : step.workflow.fields) {
    const auto copy = step.facts.copies.find(field.name);
    if (copy == step.facts.copies.end()) continue;
    const bool is_taken = is_new || std::any_of(field.taken_in.begin(), field.taken_in.end(),
                                                [&](const std::string& name) {
                                                  const auto state = step.workflow.state(name);
                                                  return state && step.active.contains(*state);
                                                });
    if (!is_taken) continue;
    if (copy->second.is_absent()) {
      step.next.fields.erase(field.name);
    } else {
      step.next.fields.insert_or_assign(field.name, copy->second);
    }
  }
}

Macrostep resume(const Workflow& workflow, const Snapshot& snapshot, const Facts& facts) {
  Macrostep step = resume_unmoved(workflow, snapshot, facts);
  if (!step.ended) catch_up(step);
  return step;
}

Outcome<Step> finish(Macrostep step, const Snapshot& before, Occasion occasion) {
  if (!step.refusal && step.ended) drop_everything(step);
  if (!step.refusal) follow_deadlines(step);
  if (step.refusal) return std::move(*step.refusal);
  if (auto full =
          no_place(places_taken(step.workflow, before),
                   places_taken(step.workflow, step.active, step.next.fields), step.facts)) {
    return *std::move(full);
  }
  return record(std::move(step), before, std::move(occasion));
}

Step record(Macrostep step, const Snapshot& before, Occasion occasion) {
  step.next.configuration = atomic_names(step.workflow, step.active);
  step.next.changed = step.facts.now;
  step.next.entered = entered_by(before, step.next);
  step.next.expected = step.ended ? std::nullopt : expected_end(step.workflow, step.next);
  fill_letters(step);

  Happened happened;
  happened.says = !occasion.says.empty()
                      ? std::move(occasion.says)
                      : history_sentence(step.workflow, occasion.event, occasion.source);
  happened.event = std::move(occasion.event);
  happened.source = occasion.source;
  happened.actor = step.facts.actor.person;
  happened.roles.assign(step.facts.actor.roles.begin(), step.facts.actor.roles.end());
  happened.at = step.facts.now;
  happened.from = before.configuration;
  happened.to = step.next.configuration;
  happened.changed = changes(before.fields, step.next.fields);
  happened.personal = personal_among(step.workflow, happened.changed);
  for (const Field& field : step.workflow.fields) {
    const bool is_answered = !at(happened.changed, field.name).is_absent();
    if (field.keep && is_answered) happened.kept.insert(field.name);
  }
  for (const std::string& name : step.workflow.dated_fields) {
    if (happened.changed.contains(name)) step.next.since[name] = step.facts.now;
  }
  return Step{std::move(step.next), std::move(happened), std::move(step.effects), {}};
}

}  // namespace accolade
