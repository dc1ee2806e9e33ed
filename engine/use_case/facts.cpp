// Gathering facts: roles from memberships, values from the instances above.
#include "engine/use_case/facts.h"

#include "engine/definition/scope.h"
#include "engine/machine/places.h"
#include "engine/permission/sight.h"

namespace accolade {
namespace {

void collect_starts(const Actions& actions, std::vector<const Start*>& starts) {
  for (const Action& action : actions) {
    if (const auto* start = std::get_if<Start>(&action.what)) starts.push_back(start);
    if (const auto* branch = std::get_if<Branch>(&action.what)) {
      if (branch->then) collect_starts(*branch->then, starts);
      if (branch->otherwise) collect_starts(*branch->otherwise, starts);
    }
  }
}

std::vector<const Start*> starts_of(const Workflow& workflow) {
  std::vector<const Start*> starts;
  for (const State& state : workflow.states) {
    collect_starts(state.entry, starts);
    collect_starts(state.exit, starts);
    if (state.initial) collect_starts(state.initial->actions, starts);
    for (const Transition& transition : state.transitions) {
      collect_starts(transition.actions, starts);
    }
  }
  return starts;
}

// Roles of those above that conditions and letters here may speak of.
void add_people(const Workflow& workflow, const std::vector<Membership>& memberships,
                std::vector<Member>& people) {
  for (const Membership& membership : memberships) {
    const auto declared = workflow.people.find(membership.role);
    if (declared == workflow.people.end() || declared->second != RoleSource::Above) continue;
    people.push_back({membership.role, membership.person});
  }
}

// The instance whose field the path names; from `path` on, what is left is that field.
const Snapshot* climb(const Snapshot& from, std::string_view& path, const FactSource& source) {
  const Snapshot* instance = &from;
  while (path.starts_with(parent_prefix)) {
    path.remove_prefix(parent_prefix.size());
    if (!instance->parent) return nullptr;
    instance = source.seen(instance->parent);
    if (instance == nullptr) return nullptr;
  }
  return instance;
}

}  // namespace

std::string role_for(const Workflow& child, RoleSource source) {
  for (const auto& [role, how] : child.people) {
    if (how == source) return role;
  }
  return {};
}

std::set<std::string> limited_roles(const Package& package, const Workflow& workflow) {
  std::set<std::string> roles;
  for (const Start* start : starts_of(workflow)) {
    const Workflow* child = package.workflow(start->workflow);
    if (!start->one_per_person || child == nullptr) continue;
    const RoleSource source = start->each.empty() ? RoleSource::Creator : RoleSource::Assigned;
    roles.insert(start->role.empty() ? role_for(*child, source) : start->role);
  }
  return roles;
}

std::vector<InstanceId> ancestors_of(const Snapshot& snapshot, const FactSource& source) {
  std::vector<InstanceId> ancestors;
  for (InstanceId id = snapshot.parent; id;) {
    ancestors.push_back(id);
    const Snapshot* ancestor = source.seen(id);
    if (ancestor == nullptr) break;
    id = ancestor->parent;
  }
  return ancestors;
}

Value value_above(const Snapshot& snapshot, std::string_view path, const FactSource& source) {
  const Snapshot* above = climb(snapshot, path, source);
  return above == nullptr ? Value() : at(above->fields, std::string(path));
}

Facts facts_for(const Workflow& workflow, const Snapshot& snapshot, PersonId actor, Instant now,
                const FactSource& source, const std::vector<PersonId>& candidates) {
  Facts facts;
  facts.now = now;
  facts.actor.person = actor;

  std::vector<Membership> memberships = source.memberships(snapshot.id, actor);
  std::vector<InstanceId> above = ancestors_of(snapshot, source);
  above.push_back(InstanceId{});  // the directory
  for (const InstanceId id : above) {
    std::vector<Membership> held = source.memberships(id, actor);
    add_people(workflow, held, facts.people);
    memberships.insert(memberships.end(), held.begin(), held.end());
  }
  facts.actor.roles = roles_on(workflow, snapshot.id, actor, memberships);

  for (const std::string& path : workflow.ancestor_paths) {
    std::string_view field = path;
    const Snapshot* ancestor = climb(snapshot, field, source);
    if (ancestor == nullptr) continue;
    Value value = at(ancestor->fields, std::string(field));
    if (!value.is_absent()) facts.above.emplace(path, std::move(value));
    const auto since = ancestor->since.find(std::string(field));
    if (since != ancestor->since.end()) facts.above_since.emplace(path, since->second);
  }
  if (const Snapshot* const parent = source.seen(snapshot.parent); parent != nullptr) {
    for (const std::string& pool : pools_for(workflow, parent->fields))
      if (is_full(*parent, pool)) facts.full.insert(pool);
  }
  for (const PersonId candidate : candidates) {
    for (const Membership& membership : source.memberships(snapshot.id, candidate)) {
      if (membership.person == candidate && membership.source != membership.instance) {
        facts.started_for.insert(candidate);
      }
    }
  }
  return facts;
}

}  // namespace accolade
