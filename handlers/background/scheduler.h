// Delivers what is due: timers that have come, events that wait in an inbox.
#pragma once

#include "engine/use_case/engine.h"

namespace accolade {

// One round; true if it found a full round's worth. An instance that breaks is logged and does not
// hold up others.
bool deliver_due(Engine& engine);

}  // namespace accolade
