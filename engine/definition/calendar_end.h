// Calendars whose last year is near.
#pragma once

#include <vector>

#include "engine/definition/workflow.h"

namespace accolade {

// A warning for each calendar that a call which begins `now` may outlive: what it can still count,
// beyond the most working days that any of its workflows says, is less than a year.
std::vector<Diagnostic> calendars_that_end_soon(const Package& package, Instant now);

}  // namespace accolade
