// Answers to fields that hold one thing: text, a number, a choice, a day, a file.
#include <algorithm>
#include <array>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "engine/form/answer.h"
#include "engine/form/countries.h"
#include "engine/form/phrase.h"
#include "engine/value/ids.h"

namespace accolade {
namespace {

namespace json = boost::json;

Refusal must(const Answer& answer, const std::string& what) {
  return invalid(answer.field, subject_of(answer.field) + " must be " + what);
}

Outcome<Value> text_value(const Answer& answer, bool is_long) {
  std::optional<std::string> text = text_in(answer.given);
  if (!text) return must(answer, "text");
  if (!is_long) std::replace(text->begin(), text->end(), '\n', ' ');
  const std::int64_t characters_max = answer.field.characters_max.value_or(
      is_long ? long_text_characters_max : text_characters_max);
  Outcome<Value> limited =
      limited_text(*text, subject_of(answer.field), answer.field.words_max, characters_max);
  if (!limited) return invalid(answer.field, limited.refusal().sentence);
  return limited;
}

template <class T>
bool is_within(const Answer& answer, const T& value) {
  const T* lowest = answer.field.min ? answer.field.min->as<T>() : nullptr;
  const T* highest = answer.field.max ? answer.field.max->as<T>() : nullptr;
  return (lowest == nullptr || value >= *lowest) && (highest == nullptr || value <= *highest);
}

std::string limits_in_words(const Field& field, bool is_day) {
  if (field.min && field.max) {
    return "between " + in_words(*field.min) + " and " + in_words(*field.max);
  }
  if (field.min) {
    return is_day ? "on or after " + in_words(*field.min) : in_words(*field.min) + " or more";
  }
  return is_day ? "on or before " + in_words(*field.max) : in_words(*field.max) + " or less";
}

template <class T>
Outcome<Value> limited(const Answer& answer, const std::optional<T>& value,
                       const std::string& what) {
  if (!value) return must(answer, what);
  if (!is_within(answer, *value)) {
    return must(answer, limits_in_words(answer.field, std::is_same_v<T, Day>));
  }
  return Value(*value);
}

std::optional<Day> day_in(const json::value& given) {
  if (!given.is_object()) {
    const std::optional<std::string> text = text_in(given);
    return text ? parse_day(*text) : std::nullopt;
  }
  const std::optional<std::int64_t> day = whole_in(member(given, "day"));
  const std::optional<std::int64_t> month = whole_in(member(given, "month"));
  const std::optional<std::int64_t> year = whole_in(member(given, "year"));
  const auto is_from_to = [](std::optional<std::int64_t> part, std::int64_t lowest,
                             std::int64_t highest) {
    return part && *part >= lowest && *part <= highest;
  };
  if (!is_from_to(day, 1, 31) || !is_from_to(month, 1, 12) || !is_from_to(year, 1, 9999)) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

template <class Parse>
auto parsed(const json::value& given, Parse parse) -> decltype(parse(std::string_view())) {
  if (!given.is_string()) return std::nullopt;
  return parse(*text_in(given));
}

std::optional<bool> truth_in(const json::value& given) {
  if (given.is_bool()) return given.get_bool();
  const std::optional<std::string> text = text_in(given);
  if (text == "yes" || text == "true" || text == "on") return true;
  if (text == "no" || text == "false" || text == "off") return false;
  return std::nullopt;
}

bool is_choice(const Field& field, const std::optional<std::string>& code) {
  return code && std::any_of(field.choices.begin(), field.choices.end(),
                             [&](const Choice& choice) { return choice.code == *code; });
}

Outcome<Value> choice_value(const Answer& answer) {
  const std::optional<std::string> code = text_in(answer.given);
  if (!is_choice(answer.field, code)) return must(answer, "one of the choices");
  return Value(*code);
}

// One answer, or a list of them.
json::array listed(const json::value& given) {
  if (given.is_array()) return given.get_array();
  return {given};
}

Outcome<Value> choices_value(const Answer& answer) {
  List codes;
  for (const json::value& item : listed(answer.given)) {
    if (is_nothing(item)) continue;
    const std::optional<std::string> code = text_in(item);
    if (!is_choice(answer.field, code)) return must(answer, "among the choices");
    if (std::find(codes.begin(), codes.end(), Value(*code)) == codes.end()) {
      codes.emplace_back(*code);
    }
  }
  return Value(std::move(codes));
}

Outcome<Value> country_value(const Answer& answer) {
  const std::optional<std::string> code = text_in(answer.given);
  if (!code || country(*code) == nullptr) return must(answer, "a country of the list");
  return Value(*code);
}

template <class Id>
Outcome<Value> id_value(const Answer& answer, const std::string& what) {
  const std::optional<std::string> text = text_in(answer.given);
  if (!text || !Id::parse(*text)) return must(answer, what);
  return Value(*text);
}

Outcome<Value> people_value(const Answer& answer) {
  List persons;
  for (const json::value& item : listed(answer.given)) {
    if (is_nothing(item)) continue;
    const std::optional<std::string> text = text_in(item);
    if (!text || !PersonId::parse(*text)) return must(answer, "people of the list");
    if (std::find(persons.begin(), persons.end(), Value(*text)) == persons.end()) {
      persons.emplace_back(*text);
    }
  }
  if (persons.size() > rows_max) return must(answer, counted(rows_max, "person") + " or fewer");
  return Value(std::move(persons));
}

// The upload has looked at the bytes; here the field has its say.
Outcome<Value> file_value(const Answer& answer) {
  const std::optional<std::string> id = text_in(member(answer.given, "id"));
  const std::optional<std::string> name = text_in(member(answer.given, "name"));
  const std::optional<std::string> type = text_in(member(answer.given, "type"));
  const std::optional<std::int64_t> bytes = whole_in(member(answer.given, "bytes"));
  if (!id || !FileId::parse(*id) || !name || !type || !bytes) {
    return must(answer, "a file that was uploaded");
  }
  const std::vector<std::string>& accept = answer.field.accept;
  if (!accept.empty() && std::find(accept.begin(), accept.end(), *type) == accept.end()) {
    return must(answer, file_kinds(accept));
  }
  if (*bytes > answer.field.bytes_max) {
    return must(answer, size_in_words(answer.field.bytes_max) + " or smaller");
  }
  return Value(Record{{"id", *id}, {"name", *name}, {"type", *type}, {"bytes", *bytes}});
}

Outcome<Value> consent_value(const Answer& answer) {
  const std::optional<bool> is_given = truth_in(answer.given);
  if (is_given == true) return Value(true);
  // Not ticked yet is missing, not wrong.
  if (is_given == false && answer.context.completeness == Completeness::AsTyped) return Value();
  return invalid(answer.field, missing_sentence(answer.field));
}

Outcome<Value> email_value(const Answer& answer) {
  constexpr std::size_t address_bytes_max = 254;  // RFC 5321, erratum 1690
  const std::string text = text_in(answer.given).value_or("");
  const std::size_t at = text.find('@');
  const bool is_address = at != std::string::npos && at > 0 && text.rfind('@') == at &&
                          text.find('.', at + 2) != std::string::npos && !text.ends_with('.') &&
                          text.find_first_of(" \t\n,;<>\"") == std::string::npos &&
                          text.size() <= address_bytes_max;
  if (!is_address) return must(answer, "an e-mail address like name@example.org");
  return Value(text);
}

Outcome<Value> link_value(const Answer& answer) {
  constexpr std::size_t link_bytes_max = 2'000;
  const std::string text = text_in(answer.given).value_or("");
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  const bool has_host = scheme > 0 && text.size() > scheme && text[scheme] != '/';
  if (!has_host || text.find_first_of(" \t\n<>\"") != std::string::npos ||
      text.size() > link_bytes_max) {
    return must(answer, "a web address that begins with https://");
  }
  return Value(text);
}

Outcome<Value> given_value(const Answer& answer) {
  switch (answer.field.type) {
    case FieldType::Text:
      return text_value(answer, false);
    case FieldType::LongText:
      return text_value(answer, true);
    case FieldType::WholeNumber:
      return limited(answer, whole_in(answer.given), "a whole number, such as 12");
    case FieldType::DecimalNumber:
      return limited(answer, decimal_in(answer.given), "a number, such as 4.5");
    case FieldType::Date:
      return limited(answer, day_in(answer.given), "a real date, such as 2 March 2026");
    case FieldType::Moment:
      return limited(answer, parsed(answer.given, parse_instant), "a real date and time");
    case FieldType::Span:
      return limited(answer, parsed(answer.given, parse_duration), "a length of time, such as 3d");
    case FieldType::YesNo:
      return limited(answer, truth_in(answer.given), "yes or no");
    case FieldType::OneOf:
      return choice_value(answer);
    case FieldType::SomeOf:
      return choices_value(answer);
    case FieldType::Country:
      return country_value(answer);
    case FieldType::Organisation:
      return id_value<OrganisationId>(answer, "an organisation of the list");
    case FieldType::Person:
      return id_value<PersonId>(answer, "a person of the list");
    case FieldType::Instance:
      return id_value<InstanceId>(answer, "an entry of the list");
    case FieldType::People:
      return people_value(answer);
    case FieldType::File:
      return file_value(answer);
    case FieldType::Consent:
      return consent_value(answer);
    case FieldType::Email:
      return email_value(answer);
    case FieldType::Link:
      return link_value(answer);
    case FieldType::Questions:
    case FieldType::Answers:
    case FieldType::Rubric:
    case FieldType::Scores:
    case FieldType::Places:
    case FieldType::OnePlace:
      return rows_of(answer);
    case FieldType::Copies:
      return Value();  // nobody is asked for them
  }
  return Value();
}

}  // namespace

Outcome<Value> value_of(const Answer& answer) {
  if (is_unreadable(answer.given)) {
    return invalid(answer.field, subject_of(answer.field) +
                                     " contains characters that cannot be read; type it again");
  }
  // Criterion by criterion, question by question: the rows say which are missing.
  const bool is_of_rows =
      answer.field.type == FieldType::Scores || answer.field.type == FieldType::Answers;
  if (is_nothing(answer.given) && !(is_of_rows && answer.given.is_object())) return Value();
  return given_value(answer);
}

}  // namespace accolade
