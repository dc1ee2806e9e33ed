// What the search shows to be wrong. Each finding says why it matters, and has the script.
#pragma once

#include "engine/definition/report.h"
#include "engine/verify/checks.h"
#include "engine/verify/search.h"

namespace accolade {

// In the order of the situations: the first one in which a state (and what is around it) is active.
// no_situation: never.
std::vector<std::size_t> first_active(const Search& found);
// For each situation, whether an end can be reached from it.
std::vector<bool> can_end(const Search& found);

// States that conditions keep from ever being active, though some transition leads there.
void find_unreached(const Surroundings& around, const Search& found, Report& report);
// Transitions whose state is reached, and which are never taken.
void find_impossible(const Surroundings& around, const Search& found, Report& report);
// Configurations without an end, without a timer, or waiting for children alone.
void find_stuck(const Surroundings& around, const Search& found, Report& report);
// Steps that the machine refuses: no rest after 1,000 microsteps, an absent value, an overflow.
void find_faults(const Surroundings& around, const Search& found, Report& report);
// Transitions into a state that a timer leaves in the same moment, always.
void find_passed_through(const Surroundings& around, const Search& found, Report& report);

}  // namespace accolade
