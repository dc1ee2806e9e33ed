// All pages: which path shows what.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "handlers/pages/pages.h"

namespace accolade {

// The sign-in makes a Visit of the request, checks the token of a POST, and calls the handler.
struct PageRoute {
  std::string method, pattern;
  std::function<http::Response(Pages&, const Visit&)> handler;
};
std::vector<PageRoute> page_routes();

}  // namespace accolade
