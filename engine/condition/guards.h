// What is known at one place of a condition because of what was asked before it: `has(x) && ...`.
#pragma once

#include <set>
#include <string>

#include "engine/condition/node.h"

namespace accolade {

struct Guards {
  std::set<std::string> present = {};   // keys of what is there
  std::set<std::string> not_zero = {};  // keys of numbers that are not 0
};

// Two nodes with one key give one value.
std::string key_of(const Node& node);

// `guards` plus what follows when `condition` turned out as `truth`.
Guards learned(Guards guards, const Node& condition, bool truth);

}  // namespace accolade
