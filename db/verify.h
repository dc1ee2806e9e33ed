// Whether a database still means what was written into it.
#pragma once

#include <string>
#include <vector>

namespace accolade {

// One sentence a fault, none if every invariant holds: each chain unbroken and as long as the
// version says, tallies and their parts what the children add up to, states what the configuration
// says, timers what the snapshot waits for, the search what there is and for whom, no row without
// its instance. Reads everything; changes
// nothing. Throws if the database is down.
std::vector<std::string> verify(const std::string& url);

}  // namespace accolade
