// The world around the played instance, as its lines describe it: ancestors and children.
#pragma once

#include <map>
#include <optional>
#include <string>

#include <boost/json/object.hpp>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"
#include "engine/value/outcome.h"

namespace accolade {

// {"fields": {...}, "parent": {...}} to what the workflow reads of its ancestors. Refuses Invalid
// with a sentence for the author of the line.
Outcome<Fields> ancestors_from(const Workflow& workflow, const boost::json::value& parent);

// The tallies over the children of one workflow, given as [{"configuration": [...], "fields":
// {...}}]. A child is in a state if its configuration names it. Refuses likewise.
Outcome<std::map<std::string, TallyFigures>> tallies_from(const Workflow& workflow,
                                                          const std::string& child,
                                                          const boost::json::value& children);

}  // namespace accolade
