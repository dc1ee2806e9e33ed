// One event on all that a list shows: asked first, then done in the background, each in a step of
// its own.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/children/{workflow}/all?state=: what may be done with all of them.
http::Response show_bulk(Pages& pages, const Visit& visit);
// POST, the same path
http::Response begin_bulk(Pages& pages, const Visit& visit);

}  // namespace accolade
