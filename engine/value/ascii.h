// The characters that names, numbers and dates are made of.
#pragma once

namespace accolade {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace accolade
