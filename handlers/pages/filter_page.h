// Keeping, renaming and deleting filters.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// POST /filters: name, place, workflow, state, typed, sort.
http::Response keep_filter(Pages& pages, const Visit& visit);
// POST /filters/{id}: name.
http::Response rename_filter(Pages& pages, const Visit& visit);
// POST /filters/{id}/delete
http::Response delete_filter(Pages& pages, const Visit& visit);

}  // namespace accolade
