// A `matrices:` view: the page with its filters, and the same as a file.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/matrices/{file}: the name, or the name with .csv or .xlsx.
http::Response show_matrix(Pages& pages, const Visit& visit);

// Links to the matrices and sheets of the shown instance that are for these roles.
boost::json::array views_view(const Shown& shown);

}  // namespace accolade
