// Transitions and timers of a state.
#pragma once

#include "engine/definition/context.h"
#include "engine/definition/workflow.h"

namespace accolade {

// Reads `initial`, `on`, `always`, `timers`, `entry` and `exit` of a state (0: of the file), and
// the default of a history state.
void read_behaviour(StateIndex index, const Context& context);

// Whether targets may be active together: no two are in different children of one compound state.
bool can_be_active_together(const Workflow& workflow, StateIndex a, StateIndex b);
bool is_inside(const Workflow& workflow, StateIndex inner, StateIndex outer);  // strictly

}  // namespace accolade
