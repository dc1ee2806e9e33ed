// Visits the parts of a definition, wherever they are nested.
#pragma once

#include <functional>

#include "engine/definition/workflow.h"

namespace accolade {

// Of all states, in document order; without initials and the defaults of history states.
void for_each_transition(const Workflow& workflow,
                         const std::function<void(const Transition&)>& visit);
// Entry, exit, transitions and initials; those inside of an `if` after the `if` itself.
void for_each_action(const Workflow& workflow,
                     const std::function<void(const Action&, StateIndex)>& visit);
void for_each_action(const Actions& actions, const std::function<void(const Action&)>& visit);
// Conditions, right-hand sides and deadlines, with the place of what they belong to.
void for_each_expression(const Workflow& workflow,
                         const std::function<void(const Expression&, const Place&)>& visit);

}  // namespace accolade
