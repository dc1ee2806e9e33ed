// Answers to read: the summary on a page, and before sending in.
#pragma once

#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "handlers/pages/form_groups.h"
#include "handlers/pages/words.h"

namespace accolade {

// One answer: partials/answer. A file and a link are links.
boost::json::object answer_view(const Field& field, const boost::json::value& answer,
                                const Wording& wording);

// Everything that the viewer sees and somebody answered, by the groups of the form; in a form that
// he may edit now each has a link to change it.
boost::json::array summary_view(const Shown& shown, const Wording& wording);

}  // namespace accolade
