// `feedback:` of a file.
#pragma once

#include "engine/definition/context.h"

namespace accolade {

// After the states, fields and deadlines of the file are known.
void read_feedback(const Context& context);

}  // namespace accolade
