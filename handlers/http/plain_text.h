// Whether bytes are text that every part of the program, and both databases, can keep.
#pragma once

#include <string_view>

namespace accolade::http {

// Valid UTF-8 without U+0000, which jsonb refuses and SQLite takes.
bool is_plain_text(std::string_view bytes);

}  // namespace accolade::http
