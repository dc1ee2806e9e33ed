// A word to whoever has to act, at the request of somebody who watches.
#pragma once

#include "engine/machine/decide.h"

namespace accolade {

inline constexpr const char* reminded_event = "reminded";  // in the history
// A package may have a letter of this name; there is one for those that have none.
inline constexpr const char* turn_letter = "your_turn";
inline constexpr Duration reminder_pause = std::chrono::hours(24);

// The letter to all holders of the roles that owe something in the active states; nothing else
// changes. Refuses NotAllowed for an actor who does not see the whole history, and NotPossible
// where nobody owes, where nobody holds the role, and within reminder_pause of the last one.
Outcome<Step> remind(const Workflow& workflow, const Snapshot& snapshot, const Facts& facts);

// Since it came to where it is.
bool was_just_reminded(const Snapshot& snapshot, Instant now);

}  // namespace accolade
