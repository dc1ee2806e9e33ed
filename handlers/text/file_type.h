// What a file is, by its content: the name and the type that a browser sends are only claims.
#pragma once

#include <string>
#include <string_view>

namespace accolade {

// "application/pdf", "text/plain", ...; "application/octet-stream" where nothing is recognised and
// "application/x-empty" of no bytes. Looks at the first 64 KiB. Safe from any thread; throws
// std::runtime_error if the system's database of types is missing.
std::string content_type_of(std::string_view bytes);

bool is_pdf(std::string_view bytes);

}  // namespace accolade
