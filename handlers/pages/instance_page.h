// The pages that show one instance: itself, and its confirmation.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}
http::Response show_instance(Pages& pages, const Visit& visit);
// GET /instances/{id}/done: that it arrived, under which reference, and what happens next.
http::Response show_done(Pages& pages, const Visit& visit);

}  // namespace accolade
