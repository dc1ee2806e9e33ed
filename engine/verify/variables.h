// What the conditions of a workflow read, and one value of each class that they tell apart.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/definition/workflow.h"

namespace accolade {

// A field of the workflow (`score`) or of an ancestor (`parent.closes_at`).
struct Variable {
  Type type;
  std::vector<Value> constants;   // what it is compared with, ascending
  std::vector<Value> candidates;  // values to try, each of another class; without absent
  bool is_related = false;        // compared with another one, or part of a sum
  bool can_be_absent = false;     // of an ancestor: somebody asks whether it is there
  // Of an instant: how far from now its classes are cut, ascending.
  std::vector<Duration> thresholds;
};

struct Variables {
  std::map<std::string, Variable> fields, above;
  std::map<Tally, Variable> figures;
  // false: something is read whose classes are not known (the parts of a record, the items of a
  // list), so that what is not found may exist all the same.
  bool are_exact = true;

  bool reads_field(const std::string& name) const { return fields.contains(name); }
};

// Conditions, the deadlines of timers, and whatever flows into what these read.
Variables variables_of(const Workflow& workflow);

// The name of the field at the head of a path into records: "scores.total" -> "scores". Empty if
// the workflow has none of that name.
std::string field_of_path(const Workflow& workflow, const std::string& path);

// The instants to try for a point in time: one of each class, seen from `now`.
std::vector<Instant> instants_around(const Variable& variable, Instant now);
// Later than all that are tried for any of them.
Instant later_instant(const Variables& variables, Instant now);

}  // namespace accolade
