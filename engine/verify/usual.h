// An answer that a field takes, for fields whose value makes no difference.
#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "engine/definition/workflow.h"

namespace accolade {

// As `accolade run` reads it; null where there is no such answer.
boost::json::value usual_answer(const Workflow& workflow, const Field& field);
// The text of a field that is a code or an id.
std::string usual_text(const Field& field);

// What ancestors have to hold so that scores and answers can be given: rubrics and questions.
Fields usual_facts(const Workflow& workflow);

// Puts the value of a path such as "parent.parent.rubric" into {"fields": ..., "parent": ...}.
void put_above(boost::json::object& parent, std::string_view path, boost::json::value value);

}  // namespace accolade
