// Whether a step can be undone by later ones.
#pragma once

#include <string_view>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"

namespace accolade {

// Whether `event` may leave one of the states for good: nothing that may happen afterwards,
// whatever its condition, leads back to it. An event without targets leaves nothing.
bool is_one_way(const Workflow& workflow, const Configuration& configuration,
                std::string_view event);

}  // namespace accolade
