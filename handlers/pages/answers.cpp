// Inputs are named FIELD, FIELD.PART (a moment), FIELD.ROW.PART (tables) or FIELD.NAME.PART
// (scores).
#include "handlers/pages/answers.h"

#include <charconv>
#include <map>
#include <set>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

// A number where one was typed, else the text, so that the person is told about it.
json::value number_or_text(const std::string& typed) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (!typed.empty() && error == std::errc{} && end == typed.data() + typed.size()) return number;
  return json::string(typed);
}

json::array all_of(const http::Form& form, const std::string& name) {
  json::array values;
  for (const auto& [key, value] : form.fields)
    if (key == name) values.push_back(json::string(value));
  return values;
}

json::value moment_from(const http::Form& form, const std::string& name, const std::string& zone) {
  if (const std::string* whole = form.find(name)) return json::string(*whole);
  const std::string day(form.value(name + ".date"));
  const std::string time(form.value(name + ".time"));
  if (day.empty() && time.empty()) return json::string();
  const Outcome<Instant> instant = instant_from_local(day + "T" + time, zone);
  return json::string(instant ? to_text(*instant) : day + " " + time);
}

// The parts of names like "scores.impact.reason": by the middle, in the order in which they came.
struct Parts {
  std::string middle;
  std::map<std::string, std::string> values;
};

std::vector<Parts> parts_of(const http::Form& form, const std::string& name) {
  std::vector<Parts> found;
  for (const auto& [key, value] : form.fields) {
    if (!key.starts_with(name + ".")) continue;
    const std::string rest = key.substr(name.size() + 1);
    const std::size_t dot = rest.rfind('.');
    if (dot == std::string::npos) continue;
    const std::string middle = rest.substr(0, dot);
    auto at = std::ranges::find(found, middle, &Parts::middle);
    if (at == found.end()) at = found.insert(found.end(), Parts{middle, {}});
    at->values.emplace(rest.substr(dot + 1), value);
  }
  return found;
}

// "Impact on patients" -> "impact_on_patients"; unlike every name in `taken`, and added to them.
std::string name_for(const std::string& label, std::set<std::string>& taken) {
  constexpr std::size_t length_max = 40;
  std::string name;
  for (const char c : label) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (is_plain) name += c;
    if (is_capital) name += static_cast<char>(c - 'A' + 'a');
    if (!is_plain && !is_capital && !name.empty() && name.back() != '_') name += '_';
    if (name.size() == length_max) break;
  }
  while (name.ends_with('_'))
    name.pop_back();
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) name = "row_" + name;
  std::string unlike = name;
  for (int number = 2; !taken.insert(unlike).second; ++number)
    unlike = name + "_" + std::to_string(number);
  return unlike;
}

// Rows in which anything was typed. A row keeps the name that it was shown with: others refer to
// it.
json::value rows_from(const http::Form& form, const std::string& field) {
  const std::vector<Parts> rows = parts_of(form, field);
  std::set<std::string> taken;
  for (const Parts& row : rows) {
    const auto name = row.values.find("name");
    if (name != row.values.end() && !name->second.empty()) taken.insert(name->second);
  }
  json::array list;
  for (const Parts& row : rows) {
    const auto of = [&](const char* part) {
      const auto found = row.values.find(part);
      return found == row.values.end() ? std::string() : found->second;
    };
    if (of("label").empty() && of("hint").empty()) continue;
    json::object record;
    record["name"] = of("name").empty() ? name_for(of("label"), taken) : of("name");
    record["label"] = of("label");
    record["hint"] = of("hint");
    for (const char* part : {"weight", "from", "to", "capacity"})
      if (row.values.contains(part)) record[part] = number_or_text(of(part));
    if (!of("kept_for").empty()) record["kept_for"] = of("kept_for");
    list.push_back(std::move(record));
  }
  return list;
}

json::value scores_from(const http::Form& form, const std::string& field) {
  json::object scores;
  for (const Parts& criterion : parts_of(form, field)) {
    json::object given;
    for (const auto& [part, value] : criterion.values) {
      if (part == "score" && !value.empty()) given["score"] = number_or_text(value);
      if (part == "reason" && !value.empty()) given["reason"] = value;
    }
    if (!given.empty()) scores[criterion.middle] = std::move(given);
  }
  return scores;
}

json::value texts_from(const http::Form& form, const std::string& field) {
  json::object texts;
  for (const auto& [key, value] : form.fields)
    if (key.starts_with(field + ".")) texts[key.substr(field.size() + 1)] = value;
  return texts;
}

// None: not answered, and nothing to say about it.
std::optional<json::value> answer_from(const http::Form& form, const Field& field,
                                       const std::string& zone) {
  const std::string* text = form.find(field.name);
  switch (field.type) {
    case FieldType::People:
      if (field.by_address) return json::value(json::string(text ? *text : ""));
      return json::value(all_of(form, field.name));
    case FieldType::SomeOf:
      return json::value(all_of(form, field.name));
    case FieldType::Consent:
      return json::value(text && *text == "yes");
    case FieldType::YesNo:
      if (!text) return std::nullopt;
      if (*text == "yes" || *text == "no") return json::value(*text == "yes");
      return json::value(json::string(*text));
    case FieldType::Moment:
      return moment_from(form, field.name, zone);
    case FieldType::Questions:
    case FieldType::Rubric:
    case FieldType::Places:
      return rows_from(form, field.name);
    case FieldType::Answers:
      return texts_from(form, field.name);
    case FieldType::Scores:
      return scores_from(form, field.name);
    case FieldType::File:
    case FieldType::Copies:
      return std::nullopt;
    case FieldType::Text:
    case FieldType::LongText:
    case FieldType::WholeNumber:
    case FieldType::DecimalNumber:
    case FieldType::OneOf:
    case FieldType::OnePlace:
    case FieldType::Date:
    case FieldType::Span:
    case FieldType::Country:
    case FieldType::Organisation:
    case FieldType::Person:
    case FieldType::Instance:
    case FieldType::Email:
    case FieldType::Link:
      if (!text) return std::nullopt;
      return json::value(json::string(*text));
  }
  return std::nullopt;
}

}  // namespace

Answers answers_from(const http::Form& form, const std::vector<const Field*>& fields,
                     const std::string& zone) {
  Answers answers;
  for (const Field* field : fields) {
    std::optional<json::value> answer = answer_from(form, *field, zone);
    if (answer) answers.emplace(field->name, std::move(*answer));
  }
  return answers;
}

}  // namespace accolade
