// What the search shows to be wrong. Each finding says why it matters, and has the script.
#pragma once

#include "engine/definition/report.h"
#include "engine/machine/chart.h"
#include "engine/verify/checks.h"
#include "engine/verify/search.h"

namespace accolade {

// Everything below.
void find_all(const Surroundings& around, const Search& found, Report& report);

// The active states of a situation, with those around them.
StateSet active_in(const Search& found, std::size_t index);
// The active atomic state that is still waiting for something, the first in the file; null if none.
const State* waiting_state(const Workflow& workflow, const Configuration& configuration);
// "`a` and `b`"
std::string in_quotes(const Configuration& configuration);

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
// Events for a role that, where it may raise them, sees nothing of the instance.
void find_unseen(const Surroundings& around, const Search& found, Report& report);
// Letters that show a field which may have no value.
void find_gaps_in_letters(const Surroundings& around, const Search& found, Report& report);
// `promises:` that a situation breaks.
void find_broken_promises(const Surroundings& around, const Search& found, Report& report);

}  // namespace accolade
