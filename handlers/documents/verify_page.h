// Whether a certificate is genuine: for everybody, signed in or not.
#pragma once

#include <vector>

#include "handlers/http/rate_limit.h"
#include "handlers/http/router.h"
#include "handlers/sign_in/gate.h"

namespace accolade {

struct VerifyDesk {
  Gate& gate;
  const Pages& pages;
  http::RateLimit& by_network;  // codes that are tried, by address of the browser
};

// GET /verify: where a code is typed; GET /verify/{code}: what that certificate says. A code that
// was never given out and one that was made up answer the same bytes.
std::vector<http::Route> verify_routes(VerifyDesk& desk);

}  // namespace accolade
