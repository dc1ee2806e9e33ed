// How one field is asked: the view of templates/partials/field.mustache.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "engine/definition/field.h"
#include "handlers/pages/words.h"

namespace accolade {

// One field on a page, with what was answered so far.
struct Asked {
  const Field* field = nullptr;
  boost::json::value answer = {};  // as typed or as stored; null: nothing yet
  std::string problem = {};        // one sentence; empty: none
  std::map<std::string, std::string> inner_problems = {};  // "scores.impact.reason" -> a sentence
  std::vector<Choice> choices = {};  // of a person or an organisation: who there is to choose from
  enum class Missing { Optional, Required } missing = Missing::Required;
};

boost::json::object widget(const Asked& asked, const Wording& wording);

// The id of the input, or group of inputs, that a problem names: what an error summary links to.
// "title" -> "f-title", "scores.impact.reason" -> "f-scores.impact.reason"
std::string input_id(std::string_view path);

// Choices beyond this number are a list to choose from instead of buttons.
inline constexpr std::size_t radios_max = 7;

}  // namespace accolade
