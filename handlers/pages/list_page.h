// Lists of children, and the search over everything.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/children/{workflow}?state=&q=&sort=newest&after=&page=
http::Response show_children(Pages& pages, const Visit& visit);
// GET /search?q=&kind=&state=&sort=oldest&page=
http::Response show_search(Pages& pages, const Visit& visit);

}  // namespace accolade
