// Reads `promises:`, when the states and their transitions are read.
#pragma once

#include "engine/definition/context.h"

namespace accolade {

void read_promises(const Context& context);

}  // namespace accolade
