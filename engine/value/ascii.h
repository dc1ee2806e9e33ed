// The characters that names, numbers and dates are made of; all other bytes are left as they are.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace accolade {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string small(std::string_view text) {
  std::string letters(text);
  for (char& letter : letters)
    letter = small(letter);
  return letters;
}

inline bool is_same_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return small(x) == small(y); });
}

}  // namespace accolade
