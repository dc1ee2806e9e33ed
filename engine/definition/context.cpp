// Looks names up, and says which is meant where one is unknown.
#include "engine/definition/context.h"

#include <algorithm>
#include <set>

#include "engine/condition/suggestion.h"
#include "engine/definition/scope.h"

namespace accolade {
namespace {

void add_roles(const Workflow& workflow, std::set<std::string>& roles) {
  for (const auto& [role, source] : workflow.people)
    roles.insert(role);
}

void add_roles_above(const Context& context, std::set<std::string>& roles) {
  std::set<std::string> seen;
  const Workflow* above = context.relative(context.workflow().parent);
  while (above != nullptr && seen.insert(above->name).second) {
    add_roles(*above, roles);
    above = context.relative(above->parent);
  }
}

void add_roles_below(const Context& context, std::set<std::string>& roles) {
  std::set<std::string> reached = {context.workflow().name};
  for (bool grows = true; grows;) {
    grows = false;
    for (const auto& [name, workflow] : context.family) {
      if (reached.contains(name) || !reached.contains(workflow->parent)) continue;
      reached.insert(name);
      add_roles(*workflow, roles);
      grows = true;
    }
  }
}

}  // namespace

const Workflow* Context::relative(std::string_view name) const {
  const auto found = family.find(name);
  return found == family.end() ? nullptr : found->second;
}

std::optional<StateIndex> Context::target(const YamlNode& name) const {
  const auto index = outline.state(name.text);
  if (index || report.is_full()) return index;
  std::vector<std::string> names;
  for (const auto& [known, state] : outline.states)
    names.push_back(known);
  report.error(name.place, "`" + name.text + "` is no state of " + workflow().name +
                               did_you_mean(name.text, names));
  return std::nullopt;
}

const Field* Context::field_at(std::string_view path) const {
  const AncestorPath above = ancestor_path(path);
  if (above.steps == 0) return outline.field(path);
  const Workflow* ancestor = &workflow();
  for (int step = 0; step < above.steps && ancestor != nullptr; ++step)
    ancestor = relative(ancestor->parent);
  return ancestor == nullptr ? nullptr : ancestor->field(above.field);
}

std::vector<std::string> Context::field_names(const YamlNode* list) const {
  std::vector<std::string> known;
  for (const YamlNode* name : scalars_of(list, report)) {
    if (outline.field(name->text) != nullptr) {
      known.push_back(name->text);
      continue;
    }
    if (report.is_full()) continue;
    std::vector<std::string> names;
    for (const Field& field : workflow().fields)
      names.push_back(field.name);
    report.error(name->place, "`" + name->text + "` is no field of " + workflow().name +
                                  did_you_mean(name->text, names));
  }
  return known;
}

void check_role(const std::string& role, const Place& place, RolesAllowed allowed,
                const Context& context) {
  const bool is_own_only = !allowed.above && !allowed.below;
  if (!context.is_strict() && (context.workflow().people.empty() || !is_own_only)) return;
  if (role == "anyone" && allowed.anyone) return;

  std::set<std::string> roles;
  add_roles(context.workflow(), roles);
  if (allowed.above) add_roles_above(context, roles);
  if (allowed.below) add_roles_below(context, roles);
  if (roles.contains(role)) return;

  const std::vector<std::string> names(roles.begin(), roles.end());
  const std::string message =
      "`" + role + "` is no role of " + context.workflow().name + did_you_mean(role, names);
  if (context.is_strict())
    context.report.error(place, message);
  else
    context.report.warning(place, message);
}

std::vector<std::string> role_names(const YamlNode* list, RolesAllowed allowed,
                                    const Context& context) {
  std::vector<std::string> roles;
  for (const YamlNode* name : scalars_of(list, context.report)) {
    // The one role that needs no line in `people:`, because it says itself how it comes about.
    if (name->text == "head of organisation")
      context.workflow().people.emplace(name->text, RoleSource::HeadOfOrganisation);
    check_role(name->text, name->place, allowed, context);
    roles.push_back(name->text);
  }
  return roles;
}

}  // namespace accolade
