// `appointment:`, `ticket:` and `certificate:` of a file.
#pragma once

#include "engine/definition/context.h"

namespace accolade {

// After the states, events and fields of the file are known.
void read_documents(const Context& context);

}  // namespace accolade
