// Loading for a viewer: the roles, the sight and the cut are computed here and nowhere else.
#include "engine/use_case/look.h"

#include <algorithm>

namespace accolade {

Refusal not_found() {
  return {Why::NotFound, "There is no such page, or it is not for you.", {}};
}

const Snapshot* ReadingRoom::seen(InstanceId id) {
  auto found = snapshots_.find(id);
  if (found == snapshots_.end()) {
    found = snapshots_.emplace(id, ports_.instances.load(id)).first;
  }
  return found->second ? &*found->second : nullptr;
}

std::vector<Membership> ReadingRoom::memberships(InstanceId id, PersonId person) {
  const auto key = std::pair{id, person};
  auto found = memberships_.find(key);
  if (found == memberships_.end()) {
    found = memberships_.emplace(key, ports_.instances.memberships(id, person)).first;
  }
  return found->second;
}

FactSource ReadingRoom::source() {
  return {[this](InstanceId id) { return seen(id); },
          [this](InstanceId id, PersonId person) { return memberships(id, person); }};
}

Look look_at(Ports& ports, ReadingRoom& room, Snapshot snapshot, PersonId viewer) {
  Look look;
  look.package = ports.packages.get(snapshot.package);
  look.workflow = look.package->workflow(snapshot.workflow);
  if (look.workflow == nullptr) throw std::runtime_error("no workflow " + snapshot.workflow);
  std::vector<PersonId> candidates;
  if (viewer && !limited_roles(*look.package, *look.workflow).empty()) candidates = {viewer};
  look.facts =
      facts_for(*look.workflow, snapshot, viewer, ports.instances.now(), room.source(), candidates);
  look.sight = sight_of(*look.workflow, snapshot.configuration, look.facts.actor.roles);
  look.snapshot = std::move(snapshot);
  return look;
}

Outcome<Look> look(Ports& ports, ReadingRoom& room, InstanceId id, PersonId viewer) {
  const Snapshot* snapshot = room.seen(id);
  if (snapshot == nullptr) return not_found();
  Look seen = look_at(ports, room, *snapshot, viewer);
  if (!is_visible(*seen.workflow, snapshot->configuration, seen.facts.actor.roles)) {
    return not_found();
  }
  return seen;
}

std::vector<const Field*> form_of(const Workflow& workflow, const Configuration& configuration,
                                  const std::set<std::string>& roles) {
  std::set<std::string> names;
  for (const StateIndex index : active_states(workflow, configuration)) {
    for (const auto& [role, fields] : workflow.states[index].form) {
      if (roles.contains(role)) names.insert(fields.begin(), fields.end());
    }
  }
  std::vector<const Field*> form;
  for (const FormPage& page : workflow.pages) {
    for (const std::string& name : page.fields) {
      if (names.erase(name) > 0) form.push_back(workflow.field(name));
    }
  }
  for (const Field& field : workflow.fields) {
    if (names.contains(field.name)) form.push_back(&field);
  }
  return form;
}

bool sees_entry(const Sight& sight, const Entry& entry) {
  return sight.all_history || sight.history.contains(entry.happened.event);
}

std::int64_t visible_revision(Ports& ports, const Look& look) {
  if (look.sight.all_history) return look.snapshot.version;
  if (look.sight.history.empty()) return 0;
  const std::vector<Entry> entries = ports.instances.history(look.snapshot.id);
  return std::count_if(entries.begin(), entries.end(),
                       [&](const Entry& entry) { return sees_entry(look.sight, entry); });
}

std::string title_of(const Workflow& workflow, const Snapshot& cut) {
  if (const auto* title = at(cut.fields, workflow.headline).as<std::string>()) return *title;
  if (!cut.reference.empty()) return workflow.title + " " + cut.reference;
  return workflow.title;
}

std::vector<StateWords> states_of(const Workflow& workflow, const Snapshot& snapshot,
                                  const Facts& facts, const Sight& sight) {
  std::vector<StateWords> states;
  for (const std::string& name : snapshot.configuration) {
    const std::optional<StateIndex> index = workflow.state(name);
    if (!index) continue;
    StateWords words{name,
                     workflow.states[*index].title,
                     workflow.states[*index].next,
                     workflow.states[*index].owes,
                     {}};
    const bool sees_names = sight.all_names || sight.names.contains(words.owes);
    for (const auto& people : {snapshot.people, facts.people}) {
      for (const Member& member : people) {
        if (sees_names && member.role == words.owes) words.owed_by.push_back(member.person);
      }
    }
    states.push_back(std::move(words));
  }
  return states;
}

std::optional<Instant> nearest_end(const Look& look) {
  std::optional<Instant> nearest;
  for (const Timer& timer : timers_now(*look.workflow, look.snapshot, look.facts)) {
    const std::optional<StateIndex> state = look.workflow->state(timer.state);
    if (!timer.due || !state) continue;
    const auto& transitions = look.workflow->states[*state].transitions;
    const bool ends = std::any_of(transitions.begin(), transitions.end(), [&](const Transition& t) {
      return t.descriptor == timer.name && !t.targets.empty();
    });
    if (ends && (!nearest || *timer.due < *nearest)) nearest = timer.due;
  }
  return nearest;
}

ListRow row_of(const Look& look) {
  ListRow row;
  row.package = look.package;
  row.workflow = look.workflow;
  row.snapshot = cut(*look.workflow, look.snapshot, look.facts.actor.roles);
  row.title = title_of(*look.workflow, row.snapshot);
  row.states = states_of(*look.workflow, look.snapshot, look.facts, look.sight);
  row.is_watched = look.sight.all_history;
  row.may_be_edited =
      look.snapshot.outcome.empty() &&
      !form_of(*look.workflow, look.snapshot.configuration, look.facts.actor.roles).empty();
  return row;
}

}  // namespace accolade
