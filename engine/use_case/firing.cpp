// Raising events and starting instances for a person; waking one for the clock.
#include <algorithm>

#include "engine/form/bind.h"
#include "engine/use_case/invited.h"
#include "engine/use_case/look.h"
#include "engine/use_case/transact.h"

namespace accolade {
namespace {

constexpr int tries_max = 3;
constexpr std::int64_t no_revision = -1;

Ask ask_for(const Look& look, const FireRequest& request) {
  Ask ask;
  ask.kind = Ask::Kind::Raise;
  ask.target = request.target;
  ask.package = look.package->hash;
  ask.locks_above = locks_above(*look.package, *look.workflow, request.event);
  ask.event = Event{request.event, Event::Source::Person, request.answers};
  ask.actor = request.actor;
  ask.idempotency = request.idempotency;
  ask.received = request.received;
  return ask;
}

bool starts(const Actions& actions, const std::string& workflow) {
  return std::any_of(actions.begin(), actions.end(), [&](const Action& action) {
    const auto* start = std::get_if<Start>(&action.what);
    return start != nullptr && start->workflow == workflow && start->each.empty();
  });
}

// The event by which a person starts such a child; first in the active states, then anywhere, so
// that "closed" is said by the engine and not "no such thing".
std::string starting_event(const Look& parent, const std::string& workflow) {
  const std::set<StateIndex> active =
      active_states(*parent.workflow, parent.snapshot.configuration);
  std::string elsewhere;
  for (StateIndex index = 0; index < parent.workflow->states.size(); ++index) {
    for (const Transition& transition : parent.workflow->states[index].transitions) {
      if (transition.by.empty() || !starts(transition.actions, workflow)) continue;
      if (active.contains(index)) return transition.descriptor;
      elsewhere = transition.descriptor;
    }
  }
  return elsewhere;
}

// Who begins an instance, and when.
struct Newcomer {
  PersonId actor;
  Instant at;
};

// What a new instance would look like to the person who makes it: its first states, before anything
// is written.
Outcome<Look> imagine(ReadingRoom& room, std::shared_ptr<const Package> package,
                      const Workflow& workflow, const Newcomer& by) {
  Snapshot born;
  born.workflow = workflow.name;
  born.package = package->hash;
  const std::string creator = role_for(workflow, RoleSource::Creator);
  if (!creator.empty()) born.people.push_back({creator, by.actor});
  Facts facts = facts_for(workflow, born, by.actor, by.at, room.source());
  if (!creator.empty()) facts.actor.roles.insert(creator);
  Outcome<Step> step = begin(workflow, born, facts);
  if (!step) return step.refusal();
  Look look;
  look.snapshot = step->next;
  look.package = std::move(package);
  look.workflow = &workflow;
  look.facts = std::move(facts);
  return look;
}

// Whoever would have something to do in a new root may begin one.
bool may_begin(const Look& newborn) {
  const std::vector<Offer> possible = offers(*newborn.workflow, newborn.snapshot, newborn.facts);
  return !possible.empty() ||
         !form_of(*newborn.workflow, newborn.snapshot.configuration, newborn.facts.actor.roles)
              .empty();
}

// A file enters by its upload alone: whoever could write its record could point at somebody else's
// file.
std::optional<Refusal> refuse_files(const Workflow& workflow, const Answers& answers) {
  for (const auto& [name, answer] : answers) {
    const Field* field = workflow.field(name);
    if (field == nullptr || field->type != FieldType::File) continue;
    const std::string sentence = "Upload the file first; its name is then kept with the answers.";
    return Refusal{Why::Invalid, sentence, {{name, sentence}}};
  }
  return std::nullopt;
}

// Answers given at birth: only to fields of the first form, each as the form would take it.
Outcome<Fields> given(const Look& newborn, const Answers& answers) {
  if (auto refused = refuse_files(*newborn.workflow, answers)) return *refused;
  const std::vector<const Field*> form =
      form_of(*newborn.workflow, newborn.snapshot.configuration, newborn.facts.actor.roles);
  std::vector<const Field*> asked;
  Refusal refusal{Why::Invalid, "Some answers cannot be taken.", {}};
  for (const auto& [name, answer] : answers) {
    const auto found = std::find_if(form.begin(), form.end(),
                                    [&](const Field* field) { return field->name == name; });
    if (found != form.end()) {
      asked.push_back(*found);
    } else {
      refusal.problems.push_back({name, "This is not asked for here."});
    }
  }
  if (!refusal.problems.empty()) return refusal;
  return accolade::bind(asked, answers, newborn.facts,
                        {newborn.snapshot.fields, Completeness::Whole});
}

}  // namespace

Outcome<Applied> Engine::fire(const FireRequest& request) {
  for (int tries = 1;; ++tries) {
    ReadingRoom room(ports_);
    Outcome<Look> seen = look(ports_, room, request.target, request.actor);
    if (!seen) return seen.refusal();
    if (!is_event_of(*seen->workflow, request.event)) return not_found();
    if (auto refusal = refuse_files(*seen->workflow, request.answers)) return *refusal;

    Outcome<Answers> answers = with_persons(ports_, *seen, request);
    if (!answers) return answers.refusal();

    Ask ask = ask_for(*seen, request);
    ask.event.answers = *std::move(answers);
    if (request.revision) {
      const bool is_current = visible_revision(ports_, *seen) == *request.revision;
      // The store answers a repeated request before it looks at the revision, which then is an old
      // one.
      ask.revision = is_current ? seen->snapshot.version : no_revision;
    }
    Outcome<Applied> applied = ports_.instances.apply(std::move(ask));
    // A step that this person may not see must not make the page stale: look again.
    const bool may_be_hidden = !applied && applied.refusal().why == Why::Stale;
    if (!may_be_hidden || tries == tries_max) return applied;
  }
}

Outcome<Applied> Engine::start(const StartRequest& request) {
  ReadingRoom room(ports_);
  const Newcomer newcomer{request.actor, request.received.value_or(ports_.instances.now())};
  Ask ask;
  ask.actor = request.actor;
  ask.idempotency = request.idempotency;
  ask.received = request.received;

  if (!request.parent) {
    for (const auto& package : ports_.packages.current()) {
      if (package->root_workflow() != request.workflow) continue;
      Outcome<Look> newborn =
          imagine(room, package, *package->workflow(request.workflow), newcomer);
      if (!newborn) return newborn.refusal();
      if (!may_begin(*newborn)) {
        return Refusal{Why::NotAllowed, "You may not start this.", {}};
      }
      Outcome<Fields> fields = given(*newborn, request.answers);
      if (!fields) return fields.refusal();
      ask.kind = Ask::Kind::Begin;
      ask.workflow = request.workflow;
      ask.package = package->hash;
      ask.fields = *std::move(fields);
      return ports_.instances.apply(std::move(ask));
    }
    return not_found();
  }

  Outcome<Look> parent = look(ports_, room, request.parent, request.actor);
  if (!parent) return parent.refusal();
  const Workflow* child = parent->package->workflow(request.workflow);
  const std::string event = child ? starting_event(*parent, request.workflow) : "";
  if (event.empty()) return not_found();
  Outcome<Look> newborn = imagine(room, parent->package, *child, newcomer);
  if (!newborn) return newborn.refusal();
  Outcome<Fields> fields = given(*newborn, request.answers);
  if (!fields) return fields.refusal();

  ask = ask_for(
      *parent,
      {request.parent, event, {}, request.actor, {}, request.idempotency, request.received});
  ask.fields = *std::move(fields);
  return ports_.instances.apply(std::move(ask));
}

void Engine::wake(InstanceId id) {
  Outcome<Applied> applied = Refusal{Why::Stale, "", {}};
  // Once more for a tree that was moved to another version in between.
  for (int tries = 1; !applied && applied.refusal().why == Why::Stale && tries <= tries_max;
       ++tries) {
    const std::optional<Header> header = ports_.instances.header(id);
    if (!header) return;
    const std::shared_ptr<const Package> package = ports_.packages.get(header->package);
    const Workflow* workflow = package->workflow(header->workflow);
    Ask ask;
    ask.kind = Ask::Kind::Wake;
    ask.target = id;
    ask.package = header->package;
    ask.locks_above = workflow ? locks_above_when_woken(*package, *workflow) : 0;
    applied = ports_.instances.apply(std::move(ask));
  }
  if (!applied && applied.refusal().why != Why::NotFound && applied.refusal().why != Why::Busy) {
    throw std::runtime_error("waking was refused: " + applied.refusal().sentence);
  }
}

std::vector<const Workflow*> Engine::openable(PersonId person) {
  std::vector<const Workflow*> workflows;
  if (!person) return workflows;
  ReadingRoom room(ports_);
  for (const auto& package : ports_.packages.current()) {
    const Workflow* root = package->workflow(package->root_workflow());
    if (root == nullptr) continue;
    const Outcome<Look> newborn = imagine(room, package, *root, {person, ports_.instances.now()});
    if (newborn && may_begin(*newborn)) workflows.push_back(root);
  }
  return workflows;
}

}  // namespace accolade
