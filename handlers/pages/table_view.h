// Rows of instances: the tables of a page, lists of children, and what is on the home page.
#pragma once

#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "engine/use_case/engine.h"
#include "handlers/pages/words.h"

namespace accolade {

// A `lists:` table: partials/table. The first column, or that of the title, links to the row.
boost::json::object table_view(const ListView& list, const Workflow& children,
                               const std::vector<ListRow>& rows, const Wording& wording);
// Any rows: title, reference, where it stands.
boost::json::array rows_view(const std::vector<ListRow>& rows);

// How many children there are by state, each a link to those.
boost::json::array children_view(const Shown& shown);

}  // namespace accolade
