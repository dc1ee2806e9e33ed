// `appointment:`, `ticket:` and `certificate:` of a file.
#pragma once

#include "engine/definition/context.h"
#include "engine/definition/document.h"

namespace accolade {

// After the states, events and fields of the file are known.
void read_documents(const Context& context);
// `in:` and `for:` of what instances have for their people.
DocumentRule read_rule(Words& words, const Context& context);

}  // namespace accolade
