// A `sheets:` view: a table to fill in, row by row, or all that was changed with one button.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/sheets/{name}
http::Response show_sheet(Pages& pages, const Visit& visit);
// POST: saves each row that was changed; those that were refused are shown with what is wrong.
http::Response save_sheet(Pages& pages, const Visit& visit);
// POST /instances/{id}/sheets/{name}/{row}: one row, as a script sends it (JSON). 200 {was} or a
// problem with `message` and what stands there now.
http::Response save_sheet_row(Pages& pages, const Visit& visit);

}  // namespace accolade
