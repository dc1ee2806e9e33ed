// The timers of a state.
#pragma once

#include "engine/definition/context.h"
#include "engine/definition/workflow.h"

namespace accolade {

// {due: {after: 48h, to: ...}, reminder: {at: close - 48h, late: skip}}: what is beside the time is
// a transition of the state for the event that the timer raises.
void read_timers(const YamlNode& timers, StateIndex index, const Context& context);

}  // namespace accolade
