// The shape of a statechart: ancestors, targets, domains and exit sets of SCXML Appendix D.
// The root counts as compound, is always active and is never left.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"

namespace accolade {

// In ascending order, which is document order: parents before their children.
using StateSet = std::set<StateIndex>;
using Remembered = std::map<std::string, Configuration>;  // history state -> what it restores
using Transitions = std::vector<const Transition*>;       // in document order

bool is_atomic(const State& state);                                                // final ones too
bool descends_from(const Workflow& workflow, StateIndex state, StateIndex outer);  // properly

// All active states, root included. Throws std::runtime_error on a name that the workflow lacks:
// a damaged row.
StateSet expand(const Workflow& workflow, const Configuration& configuration);
// The names of the atomic ones, sorted.
Configuration atomic_names(const Workflow& workflow, const StateSet& active);
StateIndex index_of(const Workflow& workflow, const std::string& name);  // throws likewise
// The name by which timers know their state; "/" is the root, which no state can be called.
std::string key_of(const Workflow& workflow, StateIndex state);

// Where an initial or history transition leads; the first child where nothing is written.
std::vector<StateIndex> default_targets(const Workflow& workflow, StateIndex state);
// History states replaced by what they restore.
std::vector<StateIndex> effective_targets(const Workflow& workflow, const Transition& transition,
                                          const Remembered& remembered);
// The state within which the transition moves: the least common compound ancestor (never a
// parallel), or the source of an internal transition. None if it has no target.
std::optional<StateIndex> domain_of(const Workflow& workflow, const Transition& transition,
                                    const Remembered& remembered);
StateSet exit_set(const Workflow& workflow, const Transitions& transitions, const StateSet& active,
                  const Remembered& remembered);
// The active states after the transition alone; actions and what they raise are not looked at.
StateSet states_after(const Workflow& workflow, const Transition& transition,
                      const StateSet& active, const Remembered& remembered);
// Whether a compound state is in a final child, or a parallel one in all its regions.
bool is_done(const Workflow& workflow, StateIndex state, const StateSet& active);

}  // namespace accolade
