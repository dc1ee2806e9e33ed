// The inputs that are tables: rubrics, questions, scores and the answers to questions.
#pragma once

#include "handlers/pages/widget.h"

namespace accolade {

// Each sets the one section of field.mustache that shows it, or nothing for other fields.
void add_rows(boost::json::object& view, const Asked& asked);
void add_scores(boost::json::object& view, const Asked& asked, const Wording& wording);
void add_answers(boost::json::object& view, const Asked& asked, const Wording& wording);

}  // namespace accolade
