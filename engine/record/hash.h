// BLAKE2b-256 (RFC 7693), the one hash of the engine: packages and the history chain.
#pragma once

#include <string>
#include <string_view>

namespace accolade {

// 64 lower-case hex digits.
std::string hash_hex(std::string_view bytes);

}  // namespace accolade
