// Raising events for a person; waking an instance for the clock.
#include <algorithm>

#include "engine/form/bind.h"
#include "engine/use_case/invited.h"
#include "engine/use_case/look.h"
#include "engine/use_case/starting.h"
#include "engine/use_case/transact.h"

namespace accolade {
namespace {

constexpr int tries_max = 3;
constexpr std::int64_t no_revision = -1;

// What fields of type instance name is looked up for this person: typed now, or kept in the draft.
Outcome<Answers> with_references(Ports& ports, ReadingRoom& room, const Look& seen,
                                 const FireRequest& request, Answers answers) {
  const auto is_naming = [](const Field& field) { return field.type == FieldType::Instance; };
  if (std::none_of(seen.workflow->fields.begin(), seen.workflow->fields.end(), is_naming))
    return answers;
  std::vector<const Field*> naming;
  for (const Offer& offer : offers(*seen.workflow, seen.snapshot, seen.facts)) {
    if (offer.event != request.event || !offer.enabled) continue;
    for (const Field* field : offer.ask)
      if (is_naming(*field)) naming.push_back(field);
  }
  if (naming.empty()) return answers;
  const Answers draft = ports.drafts.load(request.target);
  for (const Field* field : naming) {
    const auto kept = draft.find(field->name);
    if (kept != draft.end()) answers.insert(*kept);
  }
  return References(ports, request.actor)
      .resolved(naming, std::move(answers), *seen.package, line_of(room, request.target));
}

}  // namespace

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

Outcome<Applied> Engine::fire(const FireRequest& request) {
  for (int tries = 1;; ++tries) {
    ReadingRoom room(ports_);
    Outcome<Look> seen = look(ports_, room, request.target, request.actor);
    if (!seen) return seen.refusal();
    if (!is_event_of(*seen->workflow, request.event)) return not_found();
    if (auto refusal = refuse_files(*seen->workflow, request.answers)) return *refusal;

    if (std::optional<StartRequest> start = start_asked(*seen, request)) {
      return this->start(*start);
    }
    Outcome<Answers> answers = with_persons(ports_, *seen, request);
    if (answers) answers = with_references(ports_, room, *seen, request, *std::move(answers));
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

}  // namespace accolade
