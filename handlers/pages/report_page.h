// A `reports:` view: the page, and the same figures to take away.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/reports/{file}: the name, or the name with .pdf, .xlsx or .csv.
http::Response show_report(Pages& pages, const Visit& visit);

// Links to the reports of the shown instance that are for these roles.
boost::json::array report_links(const Shown& shown);

}  // namespace accolade
