// GET /api/v1/search: what the search page shows, as JSON.
#pragma once

#include "handlers/api/api.h"

namespace accolade {

http::Response search_everything(const Api& api, const http::Request& request, PersonId person);

}  // namespace accolade
