// Moving a call to the newer version of its definition: for whoever may begin such a call.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/move?nomination.states.draft=...: what is different, and what takes the place
// of what is gone. For anybody else there is no such page.
http::Response show_move(Pages& pages, const Visit& visit);
// GET /instances/{id}/move/preview?...: what would become of each instance; 422 with the questions
// while something is open.
http::Response preview_move(Pages& pages, const Visit& visit);
// POST /instances/{id}/move: 303 to the call; 409 where something is not as it was shown.
http::Response confirm_move(Pages& pages, const Visit& visit);

}  // namespace accolade
