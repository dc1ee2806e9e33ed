// What is different between two versions of a package, for the people who work with it.
#pragma once

#include <string>
#include <vector>

#include "engine/move/mapping.h"

namespace accolade {

// Plain sentences, each beginning with the workflow's title: "Nomination: the state “Under review”
// is new.", "Nomination: in “Draft”, applicant can now also “Withdraw”.", "Nomination: the field
// “Country” is now required.", "Nomination: the reminder in “Draft” now comes 72 h before the close
// instead of 48 h." By workflow; roles, fields, states, what may be done, time, sight, letters.
// States, fields, timers and roles are the same if their names are, or if the map says so: then one
// is called otherwise, and nothing is new or gone. A letter is called otherwise if its text is the
// same. None: nothing that matters differs.
std::vector<std::string> difference(const Move& move);

}  // namespace accolade
