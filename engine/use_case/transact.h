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
// tallies it may move. Conservative; 0 for most.
int locks_above(const Package& package, const Workflow& workflow, const std::string& event);
// The same of a wake-up, which delivers timers, delayed sends and what others have told it.
int locks_above_when_woken(const Package& package, const Workflow& workflow);

}  // namespace accolade
