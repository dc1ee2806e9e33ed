// Quoted texts with the escapes of CEL (language definition, "String and Bytes Values").
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace accolade {

struct Quoted {
  std::string text = {};
  std::size_t length = 0;                   // bytes taken, quotes included; or where it went wrong
  std::optional<std::string> message = {};  // why it is no quoted text
};

// `written` starts with the quote, ' or ", or three of them, with r or R before where backslashes
// are to be taken as they are. Line ends are for three quotes alone. Refuses unknown escapes,
// U+0000 and what is no Unicode character.
Quoted read_quoted(std::string_view written);

}  // namespace accolade
