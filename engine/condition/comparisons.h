// What an expression compares with what: for those who look for values that tell its answers apart.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/condition/condition.h"

namespace accolade {

// One of the terms that `&&`, `||`, `!` and `?:` put together: `x + 1 < 3` reads x, and has the
// constants 1 and 3.
struct Term {
  std::vector<std::size_t> readings;  // indices into Expression::readings()
  std::vector<Value> constants;       // as they are compared: 3 beside a decimal is a decimal
};

// In the order in which they are written; those without a reading are left out.
std::vector<Term> terms_of(const Expression& expression);

}  // namespace accolade
