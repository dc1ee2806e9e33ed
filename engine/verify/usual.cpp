// The plainest answer of each type, within the limits of the field.
#include "engine/verify/usual.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "engine/play/world.h"

namespace accolade {
namespace {

namespace json = boost::json;

json::value usual_rubric() {
  return json::array{json::object{{"name", "quality"},
                                  {"label", "Quality"},
                                  {"hint", ""},
                                  {"weight", 1},
                                  {"from", 1},
                                  {"to", 5}}};
}

json::value usual_places() {
  return json::array{json::object{{"name", "here"}, {"label", "Here"}, {"capacity", 1}}};
}

json::value usual_questions() {
  return json::array{json::object{{"name", "why"}, {"label", "Why?"}, {"words", 100}}};
}

// The rows that scores and answers are about: the own field's default, or the usual ones.
json::value rows_of(const Workflow& workflow, const Field& field) {
  const Field* own = workflow.field(field.of);
  if (own != nullptr && own->initial) return to_json(*own->initial);
  if (field.type == FieldType::OnePlace) return usual_places();
  return field.type == FieldType::Scores ? usual_rubric() : usual_questions();
}

json::value answer_to_rows(const Workflow& workflow, const Field& field) {
  json::object answers;
  const json::value rows = rows_of(workflow, field);
  if (!rows.is_array()) return answers;
  for (const json::value& row : rows.get_array()) {
    const json::object& words = row.get_object();
    const std::string name(words.at("name").get_string());
    if (field.type == FieldType::Answers) {
      answers[name] = "because";
    } else {
      answers[name] = json::object{{"score", words.at("from")}, {"reason", "seen"}};
    }
  }
  return answers;
}

json::value usual_number(const Field& field, const Value& otherwise) {
  if (field.min) return to_json(*field.min);
  if (field.max) return to_json(*field.max);
  return to_json(otherwise);
}

json::value usual_file(const Field& field) {
  const std::string type = field.accept.empty() ? "application/pdf" : field.accept.front();
  return json::object{{"id", "1"}, {"name", "file"}, {"type", type}, {"bytes", 1}};
}

}  // namespace

std::string usual_text(const Field& field) {
  switch (field.type) {
    case FieldType::Country:
      return "DE";
    case FieldType::OnePlace:
      return "here";
    case FieldType::Email:
      return "name@example.org";
    case FieldType::Link:
      return "https://example.org";
    case FieldType::Organisation:
    case FieldType::Person:
    case FieldType::Instance:
      return "1";
    default:
      return "other";
  }
}

json::value usual_answer(const Workflow& workflow, const Field& field) {
  switch (field.type) {
    case FieldType::WholeNumber:
      return usual_number(field, 1);
    case FieldType::DecimalNumber:
      return usual_number(field, *Decimal::of_int(1));
    case FieldType::Date:
      return usual_number(field, *parse_day("2026-01-02"));
    case FieldType::Moment:
      return "2027-06-01T00:00:00Z";
    case FieldType::Span:
      return "PT1H";
    case FieldType::YesNo:
    case FieldType::Consent:
      return true;
    case FieldType::OneOf:
      return field.choices.empty() ? json::value() : json::value(field.choices.front().code);
    case FieldType::SomeOf:
      if (field.choices.empty()) return nullptr;
      return json::array{json::value(field.choices.front().code)};
    case FieldType::People:
      return json::array{"1"};
    case FieldType::File:
      return usual_file(field);
    case FieldType::Rubric:
      return usual_rubric();
    case FieldType::Questions:
      return usual_questions();
    case FieldType::Places:
      return usual_places();
    case FieldType::OnePlace:
      return rows_of(workflow, field).at(0).at("name");
    case FieldType::Scores:
    case FieldType::Answers:
      return answer_to_rows(workflow, field);
    case FieldType::Copies:
      return nullptr;
    default:
      return json::value(usual_text(field));
  }
}

Fields usual_facts(const Workflow& workflow) {
  Fields facts;
  for (const Field& field : workflow.fields) {
    if (!field.of.starts_with("parent.")) continue;
    const auto& type = workflow.ancestor_types.find(field.of);
    json::object parent;
    put_above(parent, field.of, rows_of(workflow, field));
    if (type == workflow.ancestor_types.end()) continue;
    const Outcome<Fields> read = ancestors_from(workflow, parent);
    if (read) facts.insert(read->begin(), read->end());
  }
  return facts;
}

void put_above(json::object& parent, std::string_view path, json::value value) {
  constexpr std::string_view step = "parent.";
  json::object* above = &parent;
  path.remove_prefix(step.size());
  while (path.starts_with(step)) {
    json::value& next = (*above)["parent"];
    if (!next.is_object()) next = json::object();
    above = &next.get_object();
    path.remove_prefix(step.size());
  }
  json::value& fields = (*above)["fields"];
  if (!fields.is_object()) fields = json::object();
  fields.get_object()[path] = std::move(value);
}

}  // namespace accolade
