// Every configuration that a workflow may come into, and some that it may not: a sound bound.
#pragma once

#include "engine/verify/exploration.h"

namespace accolade {

// Takes every transition of every active state by itself, whatever its condition says and whoever
// may raise it; `done.state.X` only where X is done. So nothing that can happen is left out, and
// what is found may include configurations that conditions rule out. Any field may have a value,
// any timer of an active state may be armed, any delayed event of the workflow may be under way.
// The scripts name the events on the way, for people. At most limits.situations_max configurations
// with their histories; beyond, `is_complete` is false.
Exploration reachable(const Workflow& workflow, const ExplorationLimits& limits = {});

}  // namespace accolade
