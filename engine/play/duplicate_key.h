// JSON takes an object that has a key twice, and parsers keep one of them: we refuse it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace accolade {

// The first key that an object of `text` has twice, at any depth, however it is escaped.
// Precondition: `text` is valid JSON.
std::optional<std::string> duplicate_key(std::string_view text);

}  // namespace accolade
