// What is kept of the person who is signed in: shown, taken away, and the sessions ended.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /me
http::Response show_me(Pages& pages, const Visit& visit);
// GET /me/data.json: everything that is held of this person and may be seen by them.
http::Response send_my_data(Pages& pages, const Visit& visit);
// POST /me/sessions/{id}/end
http::Response end_my_session(Pages& pages, const Visit& visit);

}  // namespace accolade
