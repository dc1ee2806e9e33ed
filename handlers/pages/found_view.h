// What was found, in words: results with the text around what was looked for, and how to go on.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "engine/ports/filters.h"
#include "engine/use_case/searching.h"

namespace accolade {

// partials/found: one result.
boost::json::object found_row_view(const FoundRow& row);
boost::json::array calls_view(const Found& found);
// "12 found", "More than 1000 found, and these are ..."
std::string count_in_words(const Found& found, const SavedFilter& filter);
// Each kind and state in which something is, a link to only those; of all that was found.
boost::json::array kinds_view(const Found& found, const SavedFilter& filter);
// before, behind: links, empty at the ends; place: "Page 2 of 3".
boost::json::object pages_view(const Found& found, const SavedFilter& filter);

}  // namespace accolade
