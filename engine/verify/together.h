// A parent and one of its children, searched together: whether the parent can be over, or past
// telling, while the child still waits for it.
#pragma once

#include "engine/definition/report.h"
#include "engine/verify/checks.h"
#include "engine/verify/search.h"

namespace accolade {

// `above` and `below` are complete searches of a parent and of a workflow that it starts. What both
// know is kept in step: who is counted in which state, and whether the instants of the parent have
// passed. All else about the two is taken as possible, so what is found is warned of.
void find_left_waiting(const Search& above, const Search& below, Report& report);
// Beyond so many pairs it says that it has not decided.
inline constexpr std::size_t pairs_max = 200'000;

}  // namespace accolade
