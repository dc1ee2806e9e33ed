// What a decision may know beside the snapshot, gathered the same way in a commit and for a page.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/machine/decide.h"
#include "engine/ports/instances.h"

namespace accolade {

// Where facts come from: the World of a batch, or the ports.
struct FactSource {
  std::function<const Snapshot*(InstanceId)> seen;
  std::function<std::vector<Membership>(InstanceId, PersonId)> memberships;
};

// Nearest first, without the instance itself.
std::vector<InstanceId> ancestors_of(const Snapshot& snapshot, const FactSource& source);

// All but `draft`. `started_for` looks at the actor and at everybody in `candidates`.
Facts facts_for(const Workflow& workflow, const Snapshot& snapshot, PersonId actor, Instant now,
                const FactSource& source, const std::vector<PersonId>& candidates = {});

// The value at "parent.parent.rubric" as seen from `snapshot`; absent if there is none.
Value value_above(const Snapshot& snapshot, std::string_view path, const FactSource& source);

// The roles that children started with `limit: one per person` give to their person.
std::set<std::string> limited_roles(const Package& package, const Workflow& workflow);

// The one role that a child's person gets when `start` names none: its assigned role, or its
// creator's.
std::string role_for(const Workflow& child, RoleSource source);

}  // namespace accolade
