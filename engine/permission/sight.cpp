// The visibility rule: one union, turned into rows for SQL and into a cut for loaded instances.
#include "engine/permission/sight.h"

#include <algorithm>
#include <map>

#include "engine/permission/findable.h"

namespace accolade {
namespace {

void merge(Sight& into, const Sight& from) {
  into.all_fields |= from.all_fields;
  into.all_history |= from.all_history;
  into.all_names |= from.all_names;
  into.fields.insert(from.fields.begin(), from.fields.end());
  into.history.insert(from.history.begin(), from.history.end());
  into.names.insert(from.names.begin(), from.names.end());
}

std::set<std::string> seeing_roles(const Workflow& workflow, const Configuration& configuration) {
  std::set<std::string> roles;
  for (const StateIndex index : active_states(workflow, configuration)) {
    for (const auto& [role, sight] : workflow.states[index].sees)
      roles.insert(role);
  }
  return roles;
}

bool is_excluded(const Workflow& workflow, const std::set<StateIndex>& active,
                 const std::string& role) {
  return std::any_of(active.begin(), active.end(), [&](StateIndex index) {
    const std::vector<std::string>& excluded = workflow.states[index].excludes;
    return std::find(excluded.begin(), excluded.end(), role) != excluded.end();
  });
}

std::set<std::string> roles_from_elsewhere(const Workflow& workflow, const std::string& held) {
  std::set<std::string> roles;
  for (const auto& [role, others] : workflow.elsewhere) {
    if (std::find(others.begin(), others.end(), held) != others.end()) roles.insert(role);
  }
  return roles;
}

// Where a seeing role may be held.
std::vector<SightRow> rows_for(const Workflow& workflow, InstanceId self, const std::string& role,
                               const std::vector<InstanceId>& ancestors) {
  if (role == anyone) return {{role, InstanceId{}}};
  const auto declared = workflow.people.find(role);
  if (declared == workflow.people.end()) return {{std::string(below_prefix) + role, self}};
  if (declared->second == RoleSource::Elsewhere) {
    std::vector<SightRow> rows;
    for (const std::string& other : workflow.elsewhere.at(role)) {
      for (const InstanceId ancestor : ancestors)
        rows.push_back({std::string(below_prefix) + other, ancestor});
    }
    return rows;
  }
  if (declared->second != RoleSource::Above) return {{role, self}};
  std::vector<SightRow> rows{{role, self}, {role, InstanceId{}}};
  for (const InstanceId ancestor : ancestors)
    rows.push_back({role, ancestor});
  return rows;
}

}  // namespace

std::set<StateIndex> active_states(const Workflow& workflow, const Configuration& configuration) {
  std::set<StateIndex> active{root_state};
  for (const std::string& name : configuration) {
    std::optional<StateIndex> index = workflow.state(name);
    if (!index) continue;
    for (StateIndex at = *index; at != root_state; at = workflow.states[at].parent) {
      active.insert(at);
    }
  }
  return active;
}

Sight sight_of(const Workflow& workflow, const Configuration& configuration,
               const std::string& role) {
  return sight_of(workflow, configuration, std::set<std::string>{role});
}

Sight sight_of(const Workflow& workflow, const Configuration& configuration,
               const std::set<std::string>& roles) {
  Sight seen;
  for (const StateIndex index : active_states(workflow, configuration)) {
    for (const auto& [role, sight] : workflow.states[index].sees) {
      if (role == anyone || roles.contains(role)) merge(seen, sight);
    }
  }
  return seen;
}

bool is_visible(const Workflow& workflow, const Configuration& configuration,
                const std::set<std::string>& roles) {
  for (const std::string& role : seeing_roles(workflow, configuration)) {
    if (role == anyone || roles.contains(role)) return true;
  }
  return false;
}

bool is_among(const std::vector<std::string>& roles, const std::set<std::string>& held) {
  return std::ranges::any_of(
      roles, [&](const std::string& role) { return role == anyone || held.contains(role); });
}

bool is_kept_for_some(const Record& row) {
  const auto* const group = at(row, "kept_for").as<std::string>();
  return group != nullptr && !group->empty();
}

bool sees_field(const Sight& sight, const std::string& field) {
  return sight.all_fields || sight.fields.contains(field);
}

Grants grants_of(const Workflow& workflow, const Snapshot& snapshot,
                 const std::vector<InstanceId>& ancestors) {
  const std::set<StateIndex> active = active_states(workflow, snapshot.configuration);
  Grants grants;
  for (const Member& member : snapshot.people) {
    grants.memberships.push_back(
        {snapshot.id, member.role, member.person, snapshot.id, names_bit(workflow, member.role)});
    if (is_excluded(workflow, active, member.role)) continue;
    for (const InstanceId ancestor : ancestors) {
      grants.memberships.push_back(
          {ancestor, std::string(below_prefix) + member.role, member.person, snapshot.id});
    }
  }
  // Two roles may be seen by one row: it shows what either shows.
  std::map<SightRow, std::int64_t> shown;
  for (const std::string& role : seeing_roles(workflow, snapshot.configuration)) {
    const std::int64_t pieces =
        pieces_shown(workflow, sight_of(workflow, snapshot.configuration, role));
    for (const SightRow& row : rows_for(workflow, snapshot.id, role, ancestors))
      shown[row] |= pieces;
  }
  for (const auto& [row, pieces] : shown)
    grants.sights.push_back({row.role, row.held_at, pieces});
  std::sort(grants.memberships.begin(), grants.memberships.end());
  return grants;
}

std::set<std::string> roles_on(const Workflow& workflow, InstanceId instance, PersonId person,
                               const std::vector<Membership>& memberships) {
  std::set<std::string> roles;
  if (!person) return roles;
  for (const Membership& membership : memberships) {
    if (membership.person != person) continue;
    const bool is_below = membership.role.starts_with(below_prefix);
    if (is_below) {
      const std::string role = membership.role.substr(below_prefix.size());
      if (membership.instance == instance) {
        if (!workflow.people.contains(role)) roles.insert(role);
      } else {
        roles.merge(roles_from_elsewhere(workflow, role));
      }
      continue;
    }
    const auto declared = workflow.people.find(membership.role);
    if (declared == workflow.people.end()) continue;
    if (declared->second == RoleSource::Above || membership.instance == instance) {
      roles.insert(membership.role);
    }
  }
  return roles;
}

std::set<std::string> roles_of_sight(const Workflow& workflow, const std::set<std::string>& sight) {
  std::set<std::string> roles;
  for (const std::string& seen : sight) {
    if (!seen.starts_with(below_prefix)) {
      roles.insert(seen);
      continue;
    }
    const std::string held = seen.substr(below_prefix.size());
    // Declared here, it can only have been seen by from elsewhere (rows_for).
    if (workflow.people.contains(held)) {
      roles.merge(roles_from_elsewhere(workflow, held));
    } else {
      roles.insert(held);
    }
  }
  return roles;
}

namespace {

void leave_out_kept_places(const Workflow& workflow, Fields& fields) {
  for (const Field& field : workflow.fields) {
    const auto found = fields.find(field.name);
    if (field.type != FieldType::Places || found == fields.end()) continue;
    const List* const rows = found->second.as<List>();
    if (rows == nullptr) continue;
    List open;
    for (const Value& row : *rows) {
      const Record* const record = row.as<Record>();
      if (record == nullptr || !is_kept_for_some(*record)) open.push_back(row);
    }
    found->second = std::move(open);
  }
}

}  // namespace

Snapshot cut(const Workflow& workflow, Snapshot snapshot, const std::set<std::string>& roles) {
  const Sight sight = sight_of(workflow, snapshot.configuration, roles);
  std::erase_if(snapshot.fields,
                [&](const auto& field) { return !sees_field(sight, field.first); });
  if (!sight.all_fields) leave_out_kept_places(workflow, snapshot.fields);
  std::erase_if(snapshot.people, [&](const Member& member) {
    return !sight.all_names && !sight.names.contains(member.role);
  });
  // What the machine keeps for itself could tell of hidden things: none of it is shown.
  snapshot.remembered.clear();
  snapshot.timers.clear();
  snapshot.entered.clear();
  snapshot.expected.reset();
  snapshot.reminded.reset();
  snapshot.sends.clear();
  snapshot.next_numbers.clear();
  snapshot.tallies.clear();
  snapshot.pools.clear();
  snapshot.queued.clear();
  snapshot.chain.clear();
  return snapshot;
}

}  // namespace accolade
