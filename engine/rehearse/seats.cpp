// Roles and duties of the active states.
#include "engine/rehearse/seats.h"

#include <algorithm>
#include <deque>

#include "engine/machine/chart.h"
#include "engine/permission/sight.h"

namespace accolade {
namespace {

std::vector<PersonId> holders_in(const Snapshot& snapshot, const std::string& role) {
  std::vector<PersonId> holders;
  for (const Member& member : snapshot.people) {
    if (member.role == role) holders.push_back(member.person);
  }
  return holders;
}

// Innermost first.
std::vector<StateIndex> inside_out(const Workflow& workflow, const Snapshot& snapshot) {
  const std::set<StateIndex> active = active_states(workflow, snapshot.configuration);
  std::vector<StateIndex> states(active.begin(), active.end());
  std::stable_sort(states.begin(), states.end(), [&](StateIndex a, StateIndex b) {
    return workflow.states[a].depth > workflow.states[b].depth;
  });
  return states;
}

void collect_people_starts(const Actions& actions, std::vector<std::string>& children) {
  for (const Action& action : actions) {
    const auto* start = std::get_if<Start>(&action.what);
    if (start != nullptr && start->each.empty()) children.push_back(start->workflow);
    const auto* branch = std::get_if<Branch>(&action.what);
    if (branch == nullptr) continue;
    if (branch->then) collect_people_starts(*branch->then, children);
    if (branch->otherwise) collect_people_starts(*branch->otherwise, children);
  }
}

void collect_pools(const Workflow& workflow, std::set<std::string>& roles) {
  for (const Field& field : workflow.fields) {
    const bool is_role = field.type != FieldType::Instance;
    if (is_role && !field.pool.empty()) roles.insert(field.pool);
  }
}

// From the root downwards.
std::vector<const Workflow*> by_depth(const Package& package) {
  std::vector<const Workflow*> order;
  std::deque<std::string> waiting{package.root_workflow()};
  while (!waiting.empty()) {
    const std::string name = waiting.front();
    waiting.pop_front();
    const Workflow* workflow = package.workflow(name);
    if (workflow == nullptr) continue;
    order.push_back(workflow);
    for (const auto& [child_name, child] : package.workflows) {
      if (child.parent == name && child_name != name) waiting.push_back(child_name);
    }
  }
  return order;
}

}  // namespace

std::vector<PersonId> holders_on(const Lineage& lineage, const std::string& role,
                                 const Holders& directory) {
  std::vector<PersonId> own = holders_in(lineage.snapshot, role);
  if (!own.empty()) return own;
  for (const Snapshot* above : lineage.above) {
    own = holders_in(*above, role);
    if (!own.empty()) return own;
  }
  const auto held = directory.find(role);
  return held == directory.end() ? std::vector<PersonId>{} : held->second;
}

std::vector<Duty> duties(const Workflow& workflow, const Snapshot& snapshot) {
  std::vector<Duty> all;
  std::set<std::string> owing, able;
  for (const StateIndex index : inside_out(workflow, snapshot)) {
    const State& state = workflow.states[index];
    if (!state.owes.empty() && owing.insert(state.owes).second) all.push_back({state.owes, true});
    for (const Transition& transition : state.transitions) {
      able.insert(transition.by.begin(), transition.by.end());
    }
  }
  const bool nothing_waits = snapshot.timers.empty() && snapshot.sends.empty();
  const bool may_means_must = owing.empty() && nothing_waits;
  for (const std::string& role : able) {
    if (role != anyone && !owing.contains(role)) all.push_back({role, may_means_must});
  }
  return all;
}

bool Starting::by_anyone() const {
  return std::find(by.begin(), by.end(), anyone) != by.end();
}

std::vector<Starting> starting_events(const Workflow& workflow) {
  std::vector<Starting> found;
  for (StateIndex index = 0; index < workflow.states.size(); ++index) {
    for (const Transition& transition : workflow.states[index].transitions) {
      if (transition.by.empty()) continue;
      std::vector<std::string> children;
      collect_people_starts(transition.actions, children);
      for (const std::string& child : children)
        found.push_back({workflow.name, child, transition.descriptor, index, transition.by});
    }
  }
  return found;
}

std::optional<Starting> case_of(const Package& package) {
  std::optional<Starting> by_some_role;
  for (const Workflow* workflow : by_depth(package)) {
    for (const Starting& starting : starting_events(*workflow)) {
      if (starting.by_anyone()) return starting;
      if (!by_some_role) by_some_role = starting;
    }
  }
  return by_some_role;
}

std::vector<std::string> directory_roles(const Package& package) {
  std::set<std::string> roles, given;
  for (const auto& [name, workflow] : package.workflows) {
    collect_pools(workflow, roles);
    for (const auto& [role, source] : workflow.people) {
      if (source == RoleSource::Elsewhere || source == RoleSource::Told) continue;
      const bool is_given = source == RoleSource::Creator || source == RoleSource::Assigned;
      (is_given ? given : roles).insert(role);
    }
  }
  std::vector<std::string> held;
  std::set_difference(roles.begin(), roles.end(), given.begin(), given.end(),
                      std::back_inserter(held));
  return held;
}

}  // namespace accolade
