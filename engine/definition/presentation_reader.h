// What people see of a state and of a workflow.
#pragma once

#include "engine/definition/context.h"
#include "engine/definition/workflow.h"

namespace accolade {

// `title`, `next`, `owes`, `expected`, `open_ended`, `public`, `sees`, `form`, `excludes`, `holds`,
// `waits_for` of a state (0: of the file). Transitions are read before: `history:` names events.
void read_presentation(StateIndex index, const Context& context);

// `reference`, `headline`, `pages` and `lists` of the file.
void read_pages(const Context& context);

}  // namespace accolade
