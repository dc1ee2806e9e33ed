// The diagram of a workflow, as text for Graphviz (https://graphviz.org/doc/info/lang.html).
#pragma once

#include <set>
#include <string>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"

namespace accolade {

// States as boxes with their titles, compound and parallel ones around what is inside them, events
// as arrows with their labels. `class` is "state", and "visited" for names in `visited`, "here" for
// the active ones and those around them, so that a stylesheet colours them.
std::string graph_dot(const Workflow& workflow, const std::set<std::string>& visited,
                      const Configuration& here);

}  // namespace accolade
