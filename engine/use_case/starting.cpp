// Starting instances for a person: a root, a child, or many children from a table.
#include "engine/use_case/starting.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/form/bind.h"
#include "engine/use_case/reference.h"
#include "engine/use_case/transact.h"

namespace accolade {
namespace {

// The start of such a child among the actions; null if there is none.
const Start* start_among(const Actions& actions, const std::string& workflow) {
  for (const Action& action : actions) {
    const auto* start = std::get_if<Start>(&action.what);
    if (start != nullptr && start->workflow == workflow && start->each.empty()) return start;
  }
  return nullptr;
}

struct StartingEvent {
  std::string event;  // empty: there is none
  const Start* start = nullptr;
};

// The event by which a person starts such a child; first in the active states, then anywhere, so
// that "closed" is said by the engine and not "no such thing".
StartingEvent starting_event(const Look& parent, const StartRequest& request) {
  const std::set<StateIndex> active =
      active_states(*parent.workflow, parent.snapshot.configuration);
  StartingEvent elsewhere;
  for (StateIndex index = 0; index < parent.workflow->states.size(); ++index) {
    for (const Transition& transition : parent.workflow->states[index].transitions) {
      const Start* start = start_among(transition.actions, request.workflow);
      if (transition.by.empty() || start == nullptr) continue;
      if (!request.event.empty() && transition.descriptor != request.event) continue;
      if (active.contains(index)) return {transition.descriptor, start};
      elsewhere = {transition.descriptor, start};
    }
  }
  return elsewhere;
}

// Who begins an instance, when, and below what.
struct Newcomer {
  PersonId actor;
  Instant at;
  InstanceId parent = {};  // 0: of a root
};

// What a new instance would look like to the person who makes it: its first states, before anything
// is written.
Outcome<Look> imagine(ReadingRoom& room, std::shared_ptr<const Package> package,
                      const Workflow& workflow, const Newcomer& by) {
  Snapshot born;
  born.parent = by.parent;
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

// What the answers of a newborn may be: those that its start asks for, all of them; else those of
// its first form, as many as there are.
struct Asked {
  std::vector<const Field*> fields;
  bool is_whole = false;
};

Asked asked_of(const Look& newborn, const Start* start) {
  Asked asked;
  asked.is_whole = start != nullptr && !start->ask.empty();
  if (!asked.is_whole) {
    asked.fields =
        form_of(*newborn.workflow, newborn.snapshot.configuration, newborn.facts.actor.roles);
    return asked;
  }
  for (const std::string& name : start->ask)
    asked.fields.push_back(newborn.workflow->field(name));
  return asked;
}

// Answers given at birth, each as the form would take it.
Outcome<Fields> given(const Look& newborn, const Asked& asked, const Answers& answers) {
  if (auto refused = refuse_files(*newborn.workflow, answers)) return *refused;
  std::vector<const Field*> answered;
  Refusal refusal{Why::Invalid, "Some answers cannot be taken.", {}};
  for (const auto& [name, answer] : answers) {
    const auto found = std::find_if(asked.fields.begin(), asked.fields.end(),
                                    [&](const Field* field) { return field->name == name; });
    if (found != asked.fields.end()) {
      answered.push_back(*found);
    } else {
      refusal.problems.push_back({name, "This is not asked for here."});
    }
  }
  if (!refusal.problems.empty()) return refusal;
  return accolade::bind(asked.is_whole ? asked.fields : answered, answers, newborn.facts,
                        {newborn.snapshot.fields, Completeness::Whole});
}

// Problems of a row of a table are named by it.
void add_problems(const Refusal& refusal, std::size_t row, Refusal& into) {
  const std::string prefix = row == 0 ? "" : fmt::format("{}.", row);
  if (refusal.problems.empty()) into.problems.push_back({prefix, refusal.sentence});
  for (const Problem& problem : refusal.problems)
    into.problems.push_back({prefix + problem.field, problem.sentence});
}

// No two rows of the table may be of the same thing, where the start allows one of each.
void refuse_twins(const std::vector<Fields>& born, const Start& start, Refusal& into) {
  std::map<std::string, std::size_t> first;
  for (std::size_t row = 0; row < born.size(); ++row) {
    const std::string key = key_of(born[row], start.one_per);
    if (key.empty()) continue;
    const auto [known, is_new] = first.emplace(key, row + 1);
    if (!is_new)
      into.problems.push_back({fmt::format("{}.{}", row + 1, start.one_per.front()),
                               fmt::format("Row {} has this already", known->second)});
  }
}

// What exists already, as far as the person sees it; the commit looks at all.
void refuse_existing(const std::vector<ListRow>& existing, const std::vector<Fields>& born,
                     const Start& start, bool is_table, Refusal& into) {
  std::set<std::string> taken;
  for (const ListRow& row : existing) {
    if (row.snapshot.outcome.empty()) taken.insert(key_of(row.snapshot.fields, start.one_per));
  }
  for (std::size_t row = 0; row < born.size(); ++row) {
    const std::string key = key_of(born[row], start.one_per);
    if (key.empty() || !taken.contains(key)) continue;
    const std::string& name = start.one_per.front();
    into.problems.push_back({is_table ? fmt::format("{}.{}", row + 1, name) : name,
                             "There is one already; only one of each is possible"});
  }
}

Refusal first_said(Refusal refusal) {
  refusal.sentence = refusal.problems.front().sentence;
  return refusal;
}

Outcome<Ask> root_ask(Ports& ports, const StartRequest& request, const Newcomer& newcomer) {
  ReadingRoom room(ports);
  for (const auto& package : ports.packages.current()) {
    if (package->root_workflow() != request.workflow) continue;
    Outcome<Look> newborn = imagine(room, package, *package->workflow(request.workflow), newcomer);
    if (!newborn) return newborn.refusal();
    if (!may_begin(*newborn)) {
      return Refusal{Why::NotAllowed, "You may not start this.", {}};
    }
    Outcome<Fields> fields = given(*newborn, asked_of(*newborn, nullptr), request.answers);
    if (!fields) return fields.refusal();
    Ask ask;
    ask.kind = Ask::Kind::Begin;
    ask.workflow = request.workflow;
    ask.package = package->hash;
    ask.fields = *std::move(fields);
    return ask;
  }
  return not_found();
}

Outcome<Ask> child_ask(Ports& ports, const StartRequest& request, Newcomer newcomer) {
  ReadingRoom room(ports);
  Outcome<Look> parent = look(ports, room, request.parent, request.actor);
  if (!parent) return parent.refusal();
  const Workflow* child = parent->package->workflow(request.workflow);
  const StartingEvent by = child ? starting_event(*parent, request) : StartingEvent{};
  if (by.event.empty()) return not_found();
  const bool is_table = !request.rows.empty();
  if (is_table && !by.start->from_table)
    return Refusal{Why::NotPossible, "This is not started from a table.", {}};
  if (request.rows.size() > start_rows_max)
    return Refusal{Why::Invalid, fmt::format("A table has at most {} rows.", start_rows_max), {}};
  newcomer.parent = request.parent;
  Outcome<Look> newborn = imagine(room, parent->package, *child, newcomer);
  if (!newborn) return newborn.refusal();

  Ask ask = ask_for(
      *parent,
      {request.parent, by.event, {}, request.actor, {}, request.idempotency, request.received});
  const Asked asked = asked_of(*newborn, by.start);
  const std::vector<Header> line = line_of(room, request.parent);
  References references(ports, request.actor);
  Refusal wrong{Why::Invalid, "", {}};
  const std::vector<Answers> rows = is_table ? request.rows : std::vector{request.answers};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    Outcome<Answers> answers = references.resolved(asked.fields, rows[row], *parent->package, line);
    Outcome<Fields> fields =
        answers ? given(*newborn, asked, *answers) : Outcome<Fields>(answers.refusal());
    if (!fields) add_problems(fields.refusal(), is_table ? row + 1 : 0, wrong);
    ask.born.push_back(fields ? *std::move(fields) : Fields());
  }
  if (!by.start->one_per.empty()) {
    refuse_twins(ask.born, *by.start, wrong);
    refuse_existing(rows_below(ports, {request.parent}, child->name, request.actor), ask.born,
                    *by.start, is_table, wrong);
  }
  if (!wrong.problems.empty()) return first_said(std::move(wrong));
  return ask;
}

Outcome<Ask> asked_for(Ports& ports, const StartRequest& request) {
  const Newcomer newcomer{request.actor, request.received.value_or(ports.instances.now())};
  Outcome<Ask> ask =
      request.parent ? child_ask(ports, request, newcomer) : root_ask(ports, request, newcomer);
  if (!ask) return ask;
  ask->actor = request.actor;
  ask->idempotency = request.idempotency;
  ask->received = request.received;
  return ask;
}

}  // namespace

std::optional<StartRequest> start_asked(const Look& seen, const FireRequest& request) {
  for (const Offer& offer : offers(*seen.workflow, seen.snapshot, seen.facts)) {
    if (offer.event != request.event || !offer.enabled) continue;
    if (offer.start == nullptr || offer.start->ask.empty()) return std::nullopt;
    StartRequest start{offer.start->workflow, request.target,      request.answers,
                       request.actor,         request.idempotency, request.received};
    start.event = request.event;
    return start;
  }
  return std::nullopt;
}

Outcome<Applied> Engine::start(const StartRequest& request) {
  Outcome<Ask> ask = asked_for(ports_, request);
  if (ask) return ports_.instances.apply(*std::move(ask));
  // Sent twice, it is refused because of what the first one made.
  if (request.idempotency) {
    const Outcome<std::optional<Applied>> known = ports_.instances.answered(*request.idempotency);
    if (known && *known) return **known;
  }
  return ask.refusal();
}

Outcome<Done> Engine::try_start(const StartRequest& request) {
  const Outcome<Ask> ask = asked_for(ports_, request);
  if (!ask) return ask.refusal();
  return Done{};
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
