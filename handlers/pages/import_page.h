// Many children at once, from a table that somebody made elsewhere: first what would be, then all
// of it or nothing.
#pragma once

#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/events/{event}/table: what the table has to look like.
http::Response show_import(Pages& pages, const Visit& visit);
// GET /instances/{id}/events/{event}/table.csv: its headings, with nothing below.
http::Response send_import_headings(Pages& pages, const Visit& visit);
// POST: the uploaded file, row by row; with `_sure` the same table again, and then they start.
http::Response import_table(Pages& pages, const Visit& visit);

}  // namespace accolade
