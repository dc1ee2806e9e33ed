// Answers that are deleted after a time (`keep:`) are not copied to where nobody would look.
#pragma once

#include "engine/definition/context.h"

namespace accolade {

void check_keeping(const Context& context);

}  // namespace accolade
