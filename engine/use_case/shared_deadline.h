// Deadlines that depend on the parent alone: thousands of children wait for one row, and moving it
// is one update.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"

namespace accolade {

// Timers of the snapshot that wait for such a deadline: name -> key,
// "nomination.close-172800000000".
std::map<std::string, std::string> shared_timers(const Workflow& workflow,
                                                 const Snapshot& snapshot);

// All keys that children of `child` may wait for under `parent`, with their instants now.
std::map<std::string, std::optional<Instant>> deadlines_of_children(const Workflow& child,
                                                                    const Snapshot& parent);

}  // namespace accolade
