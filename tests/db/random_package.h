// Small packages that load, made by chance: a call, papers below it, reviews below those.
#pragma once

#include <map>
#include <string>

#include "engine/rehearse/chance.h"

namespace accolade {

// Compound, parallel and history states, ends, timers and delayed sends, deadlines that the call
// moves, tallies, tells in both directions, letters, forms. Written as JSON, which is YAML, too.
std::map<std::string, std::string> random_package(Chance& chance);

}  // namespace accolade
