// Filters under a name: what a list or a search shows now, kept to be found again.
#pragma once

#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "engine/ports/filters.h"
#include "handlers/pages/pages.h"

namespace accolade {

// Where it leads: the search, or the list of children.
std::string path_to(const SavedFilter& filter);
// The same at another page of the search (from 1), or behind a row of the list.
std::string path_to_search(const SavedFilter& filter, int page);

// partials/filters: the filters of this person that are about the same place, and a form that keeps
// `now`, which has no name yet. Null for a visitor.
boost::json::value filters_view(const Pages& pages, const Visit& visit, const SavedFilter& now,
                                bool is_worth_keeping);
// All of them with forms to rename and delete each.
boost::json::array own_filters_view(const std::vector<SavedFilter>& filters);

}  // namespace accolade
