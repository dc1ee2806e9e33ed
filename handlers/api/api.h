// The HTTP API of /api/v1: JSON in and out, a bearer token, errors as RFC 9457 problem documents.
// Calls the same engine as the pages and sees through the same rule.
#pragma once

#include <string>
#include <vector>

#include "engine/ports/sessions.h"
#include "engine/use_case/engine.h"
#include "handlers/http/router.h"

namespace accolade {

// Shared by all worker threads.
struct Api {
  Engine& engine;
  Sessions& sessions;
  std::string openapi;  // the bytes of openapi.json
};

std::vector<http::Route> api_routes(Api& api);

}  // namespace accolade
