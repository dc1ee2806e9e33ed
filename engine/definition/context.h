// What the second reading of a file knows: all names of the file and of its family.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/loader.h"
#include "engine/definition/outline.h"
#include "engine/definition/report.h"

namespace accolade {

// The workflows of a package by name; of a file alone: itself.
using Family = std::map<std::string, const Workflow*, std::less<>>;

struct Context {
  Report& report;
  Strictness strictness;
  Outline& outline;
  const Family& family;

  Workflow& workflow() const { return outline.workflow; }
  bool is_strict() const { return strictness == Strictness::Serve; }
  // Null if it is not in the family.
  const Workflow* relative(std::string_view name) const;
  // Of a state by name, reported where there is none.
  std::optional<StateIndex> target(const YamlNode& name) const;
  // `x` of this file, or `parent.x` of an ancestor in the family; null if there is none.
  const Field* field_at(std::string_view path) const;
  // Names that are no field are reported and left out.
  std::vector<std::string> field_names(const YamlNode* list) const;
};

// Which roles a word may name, beside those of the file's own `people:`.
struct RolesAllowed {
  bool anyone = false;
  bool above = false;  // of ancestors
  bool below = false;  // of children and theirs
};
// Unknown roles are reported: an error in Serve; in Run a warning where the file says `people:`.
std::vector<std::string> role_names(const YamlNode* list, RolesAllowed allowed,
                                    const Context& context);
void check_role(const std::string& role, const Place& place, RolesAllowed allowed,
                const Context& context);

}  // namespace accolade
