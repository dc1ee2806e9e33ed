// Second reading of a file: everything that names something else.
#pragma once

#include "engine/definition/context.h"

namespace accolade {

// Completes the outline's workflow; reports what is not understood.
void read_details(const Context& context);

}  // namespace accolade
