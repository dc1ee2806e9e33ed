// A `lists:` table as a table of typed cells, and its rows as badges.
#pragma once

#include <string>
#include <vector>

#include "engine/use_case/engine.h"
#include "handlers/documents/workbook.h"
#include "handlers/pages/words.h"

namespace accolade {

// The columns of the page: what names the row, its reference where the workflow has one, the list's
// columns, where it stands.
Table list_table(const ListView& list, const Workflow& children, const std::vector<ListRow>& rows,
                 const Wording& wording);

// The fields of `badges:` in words, in order.
std::vector<std::string> badge_lines(const ListView& list, const Workflow& children,
                                     const ListRow& row, const Wording& wording);
// Whether the row is in a state in which it has a ticket.
bool has_ticket(const ListRow& row);

// Fields of the rows that belong to rows of `shown` (the places of a place) are said in its words.
void add_fields_above(const Shown& shown, Wording& wording);

}  // namespace accolade
