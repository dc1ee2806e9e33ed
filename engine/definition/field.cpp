// The types that conditions see.
#include "engine/definition/field.h"

namespace accolade {
namespace {

std::vector<std::string> codes_of(const std::vector<Choice>& choices) {
  std::vector<std::string> codes;
  for (const Choice& choice : choices)
    codes.push_back(choice.code);
  return codes;
}

Type file_type() {
  return record_of({{"id", string_type()},
                    {"name", string_type()},
                    {"type", string_type()},
                    {"bytes", int_type()}});
}

Type question_type() {
  return record_of({{"name", string_type()},
                    {"label", string_type()},
                    {"hint", string_type()},
                    {"words", int_type()}});
}

Type criterion_type() {
  return record_of({{"name", string_type()},
                    {"label", string_type()},
                    {"hint", string_type()},
                    {"weight", decimal_type()},
                    {"from", int_type()},
                    {"to", int_type()}});
}

Type places_type() {
  return record_of({{"name", string_type()}, {"label", string_type()}, {"capacity", int_type()}});
}

}  // namespace

bool is_searchable(FieldType type) {
  return type == FieldType::Text || type == FieldType::LongText || type == FieldType::Email ||
         type == FieldType::Link;
}

Type condition_type(const Field& field) {
  switch (field.type) {
    case FieldType::Text:
    case FieldType::LongText:
    case FieldType::Country:
    case FieldType::Organisation:
    case FieldType::Person:
    case FieldType::Instance:
    case FieldType::Email:
    case FieldType::Link:
    case FieldType::OnePlace:
      return string_type();
    case FieldType::WholeNumber:
      return int_type();
    case FieldType::DecimalNumber:
      return decimal_type();
    case FieldType::YesNo:
    case FieldType::Consent:
      return bool_type();
    case FieldType::OneOf:
      return enum_of(codes_of(field.choices));
    case FieldType::SomeOf:
      return list_of(enum_of(codes_of(field.choices)));
    case FieldType::Date:
      return day_type();
    case FieldType::Moment:
      return timestamp_type();
    case FieldType::Span:
      return duration_type();
    case FieldType::People:
      return list_of(string_type());
    case FieldType::File:
      return file_type();
    case FieldType::Questions:
      return list_of(question_type());
    case FieldType::Answers:
    case FieldType::Copies:
      return record_of({});
    case FieldType::Rubric:
      return list_of(criterion_type());
    case FieldType::Places:
      return list_of(places_type());
    case FieldType::Scores:
      return record_of({{"total", decimal_type()}});
  }
  return {};
}

std::string name_when_copied(const std::string& column) {
  return column + " called";  // no field has a blank in its name
}

}  // namespace accolade
