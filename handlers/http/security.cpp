// One table of headers.
#include "handlers/http/security.h"

#include <array>

namespace accolade::http {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> always = {{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
     "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"Cache-Control", "no-store"},
}};

}  // namespace

void add_security_headers(Response& response, Scheme scheme) {
  for (const auto& [name, value] : always) {
    if (response.header(name).empty()) response.add(name, value);
  }
  if (scheme == Scheme::Https && response.header("Strict-Transport-Security").empty()) {
    response.add("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
}

}  // namespace accolade::http
