// Raising an event: the page that asks before, and the step.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/events/{event}: what it asks for, or whether one is sure.
http::Response show_event(Pages& pages, const Visit& visit);
// POST /instances/{id}/events/{event}: 303 to what comes next; a refusal is shown with all answers.
http::Response raise_event(Pages& pages, const Visit& visit);

// GET and POST /new/{workflow}: a new root, such as a call.
http::Response show_new(Pages& pages, const Visit& visit);
http::Response start_new(Pages& pages, const Visit& visit);

}  // namespace accolade
