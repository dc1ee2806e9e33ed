// From the raw head of a request to its meaning: path, query, cookies, the browser's address.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "handlers/http/message.h"

namespace accolade::http {

using Pairs = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::size_t pairs_max = 2'000;

// application/x-www-form-urlencoded, of a query or a body (WHATWG URL, 5.1), in the order sent.
// None: a broken percent-encoding, or more than pairs_max.
std::optional<Pairs> decode_pairs(std::string_view encoded);

// Fills path, segments and query from `target`, in origin-form or absolute-form (RFC 9112, 3.2).
// False, which is a 400: broken percent-encoding, bad UTF-8, U+0000, a "." or ".." segment.
[[nodiscard]] bool understand_target(Request& request);

// The pairs of Cookie headers; the first of a name wins, what is no pair is passed over (RFC 6265,
// 5.4).
std::map<std::string, std::string, std::less<>> parse_cookies(std::string_view header);

// The last entry of X-Forwarded-For is the one that our own proxy wrote; earlier ones are the
// client's word. `peer` when there is none.
std::string forwarded_address(const Request& request, const std::string& peer);

}  // namespace accolade::http
