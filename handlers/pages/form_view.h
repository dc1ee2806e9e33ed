// Pages with questions, as pure functions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "handlers/pages/form_groups.h"
#include "handlers/pages/pages.h"
#include "handlers/pages/widget.h"

namespace accolade {

// What asking needs besides the fields.
struct Questions {
  std::vector<const Field*> fields;
  Answers answers;                                          // so far
  std::vector<Problem> problems = {};                       // one sentence each
  std::map<std::string, std::vector<Choice>> choices = {};  // by field: persons, organisations
};
boost::json::array questions_view(const Questions& questions, const Wording& wording);

// Links to the inputs on the same page.
std::vector<Fault> faults_on_page(const std::vector<Problem>& problems);
bool asks_file(const std::vector<const Field*>& fields);

// The questions of one page of the form of `shown`; `page` from 1, at most groups.size().
struct FormStep {
  const Shown& shown;
  const std::vector<FormGroup>& groups;
  std::size_t page = 1;
  const Questions& questions;
  const Wording& wording;
  Instant now{};                 // of the database: what is typed is numbered from here
  const Shown* above = nullptr;  // to be read beside
};
boost::json::object form_view(const FormStep& step);

// All answers of the form, those that are missing or wrong marked, with links to change them.
boost::json::object check_view(const Shown& shown, const std::vector<Problem>& problems,
                               const Wording& wording);
// What is wrong or missing in the form of `shown` as it stands.
std::vector<Problem> problems_of(const Shown& shown);

}  // namespace accolade
