// How the parts of a definition are called in sentences about versions.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/workflow.h"

namespace accolade::phrases {

std::string quoted(const std::string& text);                // “text”
std::string joined(const std::vector<std::string>& items);  // "a, b and c"
std::string title(const Workflow& workflow);
std::string title(const State& state);  // of the root: the workflow as a whole
std::string where(const State& state);  // "in “Draft”", or "everywhere" for the root
std::string event(const Transition& transition);
std::string label(const Field& field);
std::string type(const Field& field);       // "a whole number"
std::string span(Duration duration);        // "48 h", "5 days", "30 min"
std::string moment(const TimerRule& rule);  // "48 h before the close", "5 days later"
std::string source(RoleSource source);      // "whoever starts it"
// "writes the letter `receipt` to applicant", "starts a review for each of `reviewers`".
std::vector<std::string> doings(const Actions& actions);

}  // namespace accolade::phrases
