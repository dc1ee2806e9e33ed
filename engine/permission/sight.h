// Who may see what of an instance: from `sees` of its active states, and nowhere else.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"
#include "engine/ports/instances.h"

namespace accolade {

// The role that everybody has, signed in or not.
inline constexpr std::string_view anyone = "anyone";
// A role held on a child is known to the instances above it under this prefix, so that a row of SQL
// never takes it for a role held on the instance itself.
inline constexpr std::string_view below_prefix = "below:";

// The active states and all their ancestors, as indexes, root included.
std::set<StateIndex> active_states(const Workflow& workflow, const Configuration& configuration);

// What one role sees: the union over the active states.
Sight sight_of(const Workflow& workflow, const Configuration& configuration,
               const std::string& role);
// What a person with these roles sees; `anyone` is added.
Sight sight_of(const Workflow& workflow, const Configuration& configuration,
               const std::set<std::string>& roles);
// Whether any of these roles (or anyone) sees the instance at all: what the SQL fragment answers
// too.
bool is_visible(const Workflow& workflow, const Configuration& configuration,
                const std::set<std::string>& roles);
// Whether one of `roles` is held, or is `anyone`.
bool is_among(const std::vector<std::string>& roles, const std::set<std::string>& held);
// A row of places that is kept for a group: its own business, and that of whoever sees all fields.
bool is_kept_for_some(const Record& row);
bool sees_field(const Sight& sight, const std::string& field);

// The rows that make the same rule work in SQL. `ancestors`: nearest first.
struct Grants {
  std::vector<Membership> memberships;  // of the people of this instance: here, and below: above
  std::vector<SightRow> sights;
  bool operator==(const Grants&) const = default;
};
Grants grants_of(const Workflow& workflow, const Snapshot& snapshot,
                 const std::vector<InstanceId>& ancestors);

// The roles of `person` on the instance: own, above as declared, below. `memberships`: of the
// instance, of its ancestors and of the directory (0).
std::set<std::string> roles_on(const Workflow& workflow, InstanceId instance, PersonId person,
                               const std::vector<Membership>& memberships);

// The roles of this workflow that stand behind the rows by which somebody sees an instance of it
// (Instances::Listed): enough for `cut`.
std::set<std::string> roles_of_sight(const Workflow& workflow, const std::set<std::string>& sight);

// The snapshot as a person with these roles may see it: fields, people and timers that are hidden
// are not in it.
Snapshot cut(const Workflow& workflow, Snapshot snapshot, const std::set<std::string>& roles);

}  // namespace accolade
