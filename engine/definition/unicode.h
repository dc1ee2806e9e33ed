// Whether bytes are text at all.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace accolade {

// The first byte that is no well-formed UTF-8 (RFC 3629), or a control character other than tab and
// line ends; none if all is text.
std::optional<std::size_t> first_unreadable(std::string_view text);

}  // namespace accolade
