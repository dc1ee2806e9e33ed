// Questions of `feedback:` as they are asked, and what was answered in figures.
#pragma once

#include <vector>

#include <boost/json/array.hpp>

#include "engine/definition/feedback.h"
#include "engine/ports/feedback.h"

namespace accolade {

// The questions with scales as choices, so that each step is a button.
std::vector<Field> asked_fields(const FeedbackRule& rule);

// "4.25": of a scale, rounded to two digits; empty of none.
std::string mean_of(const std::map<std::string, std::int64_t>& counts);

// Each question with its counts, a bar for each, the mean of a scale, and the texts.
boost::json::array feedback_figures_view(const FeedbackRule& rule, const FeedbackFigures& figures);

}  // namespace accolade
