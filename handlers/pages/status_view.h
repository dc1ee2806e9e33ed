// The top of the page of an instance: where it stands, whose turn it is, and what one can do.
#pragma once

#include <string>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "engine/use_case/engine.h"
#include "handlers/pages/words.h"

namespace accolade {

// The banner: partials/status.
boost::json::object status_view(const Shown& shown, const Wording& wording, Instant now);
// The way down to this instance, without itself: partials/crumbs; null for a root.
boost::json::value crumbs_view(const std::vector<Crumb>& crumbs);
// Buttons, links to pages that ask something first, and what is not possible with the reason.
// `key`: unlike on any other page that was ever shown; each form gets one of its own from it.
boost::json::object actions_view(const Shown& shown, const std::string& key);
// What anybody could do who signs in: links to the pages that ask for it.
boost::json::object visitor_actions_view(const Shown& shown);

// "Nomination ICPerMed_BPR_2026_07"
std::string kind_and_reference(const Workflow& workflow, const Snapshot& snapshot);
// Titles of the active states: "Under review".
std::string states_in_words(const std::vector<StateWords>& states);
// Whether raising it may end the instance: then a page asks once more.
bool may_end(const Shown& shown, const std::string& event);
// Whether it leaves for good what does not wait for the viewer: a page asks once more, so that
// nobody does by a slip of the hand what would have come by itself.
bool is_out_of_turn(const Shown& shown, const std::string& event);

}  // namespace accolade
