// All combinations of a few choices, or a fair part of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/value/value.h"

namespace accolade {

struct Options {
  std::string name;
  std::vector<Value> values;  // an absent one leaves the name out
};

// At most about `most`: beyond, the first of each and one name varied at a time; then `is_all`
// becomes false.
std::vector<Fields> combinations(const std::vector<Options>& options, std::size_t most,
                                 bool& is_all);

}  // namespace accolade
