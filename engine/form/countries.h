// The countries and territories of ISO 3166-1, for country fields.
#pragma once

#include <span>
#include <string_view>

namespace accolade {

struct Country {
  std::string_view code;  // alpha-2, "DE"
  std::string_view name;  // in English
};

// All 249, by code.
std::span<const Country> countries();
// Null for what is no code; codes are upper case.
const Country* country(std::string_view code);

}  // namespace accolade
