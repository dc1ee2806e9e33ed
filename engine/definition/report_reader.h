// `reports:` of a file.
#pragma once

#include "engine/definition/context.h"

namespace accolade {

void read_reports(const Context& context);

}  // namespace accolade
