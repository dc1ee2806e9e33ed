// The words `matrices:` and `sheets:` of a workflow.
#pragma once

#include "engine/definition/context.h"

namespace accolade {

void read_matrices(const Context& context);

}  // namespace accolade
