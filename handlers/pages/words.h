// Answers in the words of people: labels instead of codes, names instead of numbers, dates as they
// are said.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "engine/definition/field.h"

namespace accolade {

// What is needed to say an answer, beside the answer.
struct Wording {
  std::string zone = "Europe/Brussels";
  std::map<std::string, std::string> persons = {};  // id -> name; others stay "somebody"
  std::map<std::string, std::string> organisations = {};
  std::map<std::string, std::string> instances = {};  // what is called how
  Fields above = {};  // ancestor paths -> value: the rubric that scores belong to
};

// An answer is plain JSON: what to_json(Value) gives, or what was typed. Nothing answered: empty.
// Lists of things are one a line. What is not understood is said as it was typed.
std::string in_words(const Field& field, const boost::json::value& answer, const Wording& wording);

// Nothing there: null, no text but blanks, an empty list or record; for a consent, not given.
bool is_blank(const Field& field, const boost::json::value& answer);

// One row of a rubric, of questions or of places, as pages ask and show it.
struct Criterion {
  std::string name = {}, label = {}, hint = {};
  std::string weight = {}, capacity = {}, kept_for = {};
  std::int64_t from = 1, to = 5;
};
std::vector<Criterion> criteria_of(const boost::json::value& rubric);
// The criteria, questions or places that a field of scores, answers or one place belongs to.
std::vector<Criterion> criteria_for(const Field& field, const Wording& wording);

// "Nomination" -> "Nominations"
std::string plural(std::string_view noun);
// "head_of_office" -> "head of office"
std::string role_in_words(std::string_view role);
// "2.4 MB", "310 kB"
std::string size_text(std::int64_t bytes);
// As JSON holds it, as text; empty for what is no text and no number.
std::string plain(const boost::json::value& value);
// A member of a JSON object, null where there is none or it is no object.
const boost::json::value& entry_of(const boost::json::value& object, std::string_view key);

}  // namespace accolade
