// From an ask to everything that its commit writes. Pure over the World that the store read.
#pragma once

#include "engine/ports/instances.h"
#include "engine/ports/packages.h"

namespace accolade {

// The Decide that a store is opened with: due timers first, then the event, then what follows in
// the same commit: children that start, tallies of the parent and its `children.X`, letters, tells,
// grants, the sealed entries.
Decide decide_with(Packages& packages);

// How many ancestors a step of `event` on an instance of `workflow` may write to: those whose
// tallies it may move. Conservative; 0 for most. An empty event asks for timers and inbox rows: the
// most that any event may.
int locks_above(const Package& package, const Workflow& workflow, std::string_view event);

}  // namespace accolade
