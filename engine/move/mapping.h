// What becomes of live calls when they move to another version of their package: a YAML file, read
// against both. workflows/MOVING.md.
//
//   nomination:                                   # a workflow of the old version
//     states: {submitted: checking}               # old: new; in both and not named: itself
//     fields: {summary: abstract, fax: dropped}
//     values: {score: "has(score) ? score : 0.0"} # new fields, computed from the old instance
//     timers: {reminder: nudge, lapse: dropped}   # and the events of delayed sends
//     roles: {applicant: nominee}
//     outcomes: {awarded: honoured}
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/loader.h"

namespace accolade {

// For one workflow. An empty target is "dropped".
struct WorkflowMap {
  // A state to a state, or to one in each region. Dropped: of history states alone.
  std::map<std::string, std::vector<std::string>> states;
  std::map<std::string, std::string> fields, timers, roles, outcomes;
  std::map<std::string, Expression> values;  // new field -> over the old instance
};

struct Mapping {
  std::map<std::string, WorkflowMap> workflows;

  // Of a workflow that is not named: everything keeps its name.
  const WorkflowMap& of(const std::string& workflow) const;
};

// Two versions of one package, and the way from the one to the other. Borrowed.
struct Move {
  const Package& from;
  const Package& to;
  const Mapping& mapping;
};

// Refuses, with its place, what is no YAML, a word that it does not know, a name that the version
// it is about does not have, and an expression that does not compile or has another type than its
// field. An empty text is the mapping in which everything keeps its name.
Loaded<Mapping> read_mapping(const std::string& file, std::string_view yaml, const Package& from,
                             const Package& to);

// Where the old names lead; none: nowhere, because the new version has no such thing and nothing is
// said of it. `""`: dropped. Names of states: each new one.
std::optional<std::vector<std::string>> states_for(const WorkflowMap& map, const Workflow& to,
                                                   const std::string& state);
std::optional<std::string> field_for(const WorkflowMap& map, const Workflow& to,
                                     const std::string& field);
std::optional<std::string> role_for_old(const WorkflowMap& map, const Workflow& to,
                                        const std::string& role);
// `state.name` counts before `name`.
std::optional<std::string> timer_for(const WorkflowMap& map, const std::string& state,
                                     const std::string& name);
std::string outcome_for(const WorkflowMap& map, const std::string& outcome);

}  // namespace accolade
