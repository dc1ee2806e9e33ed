// What buttons tell: whether an event is offered says whether its `if` holds.
#pragma once

#include <map>
#include <string>

#include "engine/definition/report.h"
#include "engine/definition/workflow.h"

namespace accolade {

// An `if` that reads a field, or a figure of children, which one of its `by:` roles may not see is
// an error, unless the transition says `reveals: true` (design.md, section 5). Of the instance
// itself counts what the role sees in the state of the transition and in those around it; of
// ancestors and children what it sees in any state that they may be in. Deadlines, the time and the
// states of the instance are no secrets. Precondition: the workflows are linked and sound.
void check_reveals(const std::map<std::string, Workflow>& workflows, Report& report);

}  // namespace accolade
