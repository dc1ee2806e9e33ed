// Feedback that nobody can trace (`feedback:`): the form on the page of whoever is asked, and the
// figures on that of the call above.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/feedback: the form, or the figures; POST: the answers. Nothing typed is kept
// before it is sent, and nothing of it is logged.
http::Response show_feedback(Pages& pages, const Visit& visit);
http::Response give_feedback(Pages& pages, const Visit& visit);

// What the page of the instance says of it: {asked, given, reads}; null where there is nothing.
boost::json::value feedback_link(Pages& pages, const Shown& shown, PersonId viewer);

}  // namespace accolade
