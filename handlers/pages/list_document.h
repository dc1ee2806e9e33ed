// A `lists:` table as a file: made at once, or in the background where it is long.
#pragma once

#include <functional>

#include "handlers/documents/documents.h"
#include "handlers/pages/pages.h"

namespace accolade {

// GET /instances/{id}/lists/{file}: NAME.csv, NAME.xlsx, and NAME.pdf where the list has badges;
// all rows that the viewer sees. Of a long one, a page that asks before it is begun.
http::Response send_list(Pages& pages, const Visit& visit);
// POST, the same path: begins a long one.
http::Response begin_list(Pages& pages, const Visit& visit);

// The file itself. `read`: told how many rows have been read. NotFound where there is no such list
// for this viewer.
Outcome<Attachment> list_document(const Pages& pages, const Shown& shown, const std::string& file,
                                  PersonId viewer,
                                  const std::function<void(std::size_t)>& read = {});

}  // namespace accolade
