// The stage of a rehearsal: the real store on a database of its own, with a clock that jumps.
#pragma once

#include <functional>
#include <string>

#include "engine/rehearse/performance.h"

namespace accolade {

// Plays on `url`, an empty database, which is filled; `set_clock` of the rehearsal is ignored.
// Throws CommandRefused if nobody may begin.
Account rehearse_on(const std::string& url, const Package& package, Rehearsal rehearsal);

}  // namespace accolade
