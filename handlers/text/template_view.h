// What a template would not find in a view.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "handlers/text/template_tag.h"

namespace accolade {

// A file's name -> its tags, so that a partial is found from the page that includes it.
using TemplateTags = std::map<std::string, std::vector<TemplateTag>, std::less<>>;

// One line "FILE:LINE: ..." for each variable that `name` would print and `view` does not have as
// text or number. Sections are walked as rendering would: the items of a list one by one.
std::vector<std::string> missing_variables(const TemplateTags& tags, std::string_view name,
                                           const boost::json::value& view);

// As the sections of a template see it: not null, false, "" or [].
bool is_true_in_a_template(const boost::json::value& value);

}  // namespace accolade
