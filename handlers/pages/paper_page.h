// What an instance copied from elsewhere, on its page; and the whole of it on paper.
#pragma once

#include <boost/json/array.hpp>

#include "handlers/pages/pages.h"

namespace accolade {

// Whether the instance is there on paper now for a viewer with these roles.
bool has_paper(const Shown& shown);
// The tables of an instance's page, compared with the one before (Engine::earlier).
boost::json::array copied_view(Pages& pages, const Shown& shown, PersonId viewer,
                               const Wording& wording);
// GET /instances/{id}/paper.pdf
http::Response send_paper(Pages& pages, const Visit& visit);

}  // namespace accolade
