// Words that people typed, as far as a file of another program may hold them.
#pragma once

#include <string>
#include <string_view>

namespace accolade {

// Control characters and marks that turn the direction of what follows are blanks; bytes that are
// no UTF-8 are U+FFFD.
std::string one_line_of(std::string_view text);
// The same, but lines stay lines.
std::string lines_of(std::string_view text);

}  // namespace accolade
