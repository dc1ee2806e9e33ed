// Every situation that a workflow can come into: an explicit search with the machine itself.
//
// The search steps concrete snapshots with decide(); whatever conditions read (fields, facts of
// ancestors, figures over children, the clock) takes one value of each class that the conditions
// tell apart, so that every path is a script for `accolade run`. Persons may raise whatever their
// roles allow, the parent and the children may say anything at any time, and time passes from one
// timer or deadline to the next.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"

namespace accolade {

// A situation is a configuration, what its histories remember, and the classes of what is read.
// What is tried counts, too; a step that finds no rest counts as many.
struct ExplorationLimits {
  std::size_t situations_max = 2'000;
  std::size_t moves_max = 200'000;
};

// One configuration with what its histories remember, in any of its situations.
struct ReachedConfiguration {
  Configuration configuration;                           // active atomic states, sorted
  std::map<std::string, Configuration> remembered;       // as Snapshot::remembered
  std::string outcome;                                   // of an end; empty while running
  std::vector<std::string> script;                       // lines for `accolade run`, a shortest one
  std::set<std::pair<std::string, std::string>> timers;  // (Timer::state, Timer::name) that may be
                                                         // armed
  std::set<std::string> sends;                           // delayed events that may be under way
  std::set<std::string> present, absent;  // fields that may have a value, that may have none
};

struct Exploration {
  // In the order in which they are found: shorter scripts first. Of regions that have nothing to do
  // with each other: all combinations.
  std::vector<ReachedConfiguration> reached;
  std::size_t situations = 0;
  bool is_complete = false;  // false: beyond the limits, there may be more
};

// `package`: what is known of the parent and the children; null: they may say anything. Pure; the
// same workflow gives the same exploration.
Exploration explore(const Workflow& workflow, const ExplorationLimits& limits = {},
                    const Package* package = nullptr);

}  // namespace accolade
