// Which values still matter, by what can be read from here on.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/definition/workflow.h"

namespace accolade {

// For each state the fields ("score"), facts of ancestors ("parent.closes_at") and pools
// ("modes.here") that it reads while it is active, or any state that can come after it does.
using LiveNames = std::vector<std::set<std::string>>;

LiveNames live_names(const Workflow& workflow);

// Whether any of the active states needs it.
bool is_live(const LiveNames& live, const std::set<StateIndex>& active, const std::string& name);

}  // namespace accolade
