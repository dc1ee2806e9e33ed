// One function a kind of field, and the small grammar that pages need.
#include "handlers/pages/words.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "engine/form/countries.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

std::string yes_or_no(const json::value& answer) {
  if (answer.is_bool()) return answer.get_bool() ? "Yes" : "No";
  const std::string typed = plain(answer);
  if (typed == "true" || typed == "yes") return "Yes";
  if (typed == "false" || typed == "no") return "No";
  return typed;
}

std::string label_of(const Field& field, const std::string& code) {
  const auto found = std::ranges::find(field.choices, code, &Choice::code);
  return found == field.choices.end() ? code : found->label;
}

std::string name_in(const std::map<std::string, std::string>& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() || found->second.empty() ? "somebody" : found->second;
}

std::string day_in_words(const std::string& typed) {
  const std::optional<Day> day = parse_day(typed);
  return day ? human(*day) : typed;
}

std::string moment_in_words(const std::string& typed, const std::string& zone) {
  const std::optional<Instant> instant = parse_instant(typed);
  return instant ? human(*instant, zone) : typed;
}

std::string span_in_words(const std::string& typed) {
  const std::optional<Duration> span = parse_duration(typed);
  if (!span) return typed;
  const auto said = [](std::int64_t number, std::string_view unit) {
    return fmt::format("{} {}{}", number, unit, number == 1 ? "" : "s");
  };
  if (*span % std::chrono::days(1) == Duration{}) return said(*span / std::chrono::days(1), "day");
  if (*span % std::chrono::hours(1) == Duration{}) {
    return said(*span / std::chrono::hours(1), "hour");
  }
  return said(*span / std::chrono::minutes(1), "minute");
}

std::string country_in_words(const std::string& code) {
  const Country* found = country(code);
  return found ? std::string(found->name) : code;
}

std::string each_in_words(const json::value& list, std::string_view between, const auto& say) {
  if (!list.is_array()) return plain(list).empty() ? "" : say(plain(list));
  std::vector<std::string> words;
  for (const json::value& item : list.get_array())
    words.push_back(say(plain(item)));
  return fmt::format("{}", fmt::join(words, between));
}

std::string rubric_in_words(const json::value& answer) {
  std::vector<std::string> lines;
  for (const Criterion& criterion : criteria_of(answer)) {
    lines.push_back(fmt::format("{}: {} to {}{}", criterion.label, criterion.from, criterion.to,
                                criterion.weight.empty() ? "" : ", weight " + criterion.weight));
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

// "On site: 80 places", "On stage: 5 places, kept for: Speakers"
std::string places_in_words(const Field& field, const json::value& answer) {
  std::vector<std::string> lines;
  for (const Criterion& row : criteria_of(answer)) {
    const std::string places = row.capacity == "1" ? "1 place" : row.capacity + " places";
    std::string line = row.label + ": " + (row.capacity.empty() ? "no limit" : places);
    const auto group = std::ranges::find(field.choices, row.kept_for, &Choice::code);
    if (group != field.choices.end()) line += ", kept for: " + group->label;
    lines.push_back(std::move(line));
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::string place_in_words(const Field& field, const std::string& name, const Wording& wording) {
  for (const Criterion& row : criteria_for(field, wording))
    if (row.name == name) return row.label;
  return role_in_words(name);
}

std::string questions_in_words(const json::value& answer) {
  std::vector<std::string> lines;
  for (const Criterion& question : criteria_of(answer))
    lines.push_back(question.label);
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::string score_in_words(const Criterion& criterion, const json::value& given) {
  const std::string score = given.is_object() ? plain(entry_of(given, "score")) : plain(given);
  const std::string reason = plain(entry_of(given, "reason"));
  return fmt::format("{}: {}{}", criterion.label, score.empty() ? "no score yet" : score,
                     reason.empty() ? "" : ". " + reason);
}

std::string scores_in_words(const Field& field, const json::value& answer, const Wording& wording) {
  if (!answer.is_object()) return plain(answer);
  std::vector<Criterion> criteria = criteria_for(field, wording);
  if (criteria.empty()) {
    for (const auto& [name, given] : answer.get_object())
      if (name != "total") criteria.push_back({.name = name, .label = role_in_words(name)});
  }
  std::vector<std::string> lines;
  for (const Criterion& criterion : criteria)
    lines.push_back(score_in_words(criterion, entry_of(answer, criterion.name)));
  const std::string total = plain(entry_of(answer, "total"));
  if (!total.empty()) lines.push_back("Weighted mean: " + total);
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::string answers_in_words(const Field& field, const json::value& answer,
                             const Wording& wording) {
  std::vector<std::string> lines;
  for (const Criterion& question : criteria_for(field, wording))
    lines.push_back(question.label + "\n" + plain(entry_of(answer, question.name)));
  return fmt::format("{}", fmt::join(lines, "\n"));
}

// What each row is of; the whole is a table (handlers/documents/copied_table.h).
std::string copies_in_words(const Field& field, const json::value& answer) {
  std::vector<std::string> lines;
  if (!answer.is_array() || field.columns.empty()) return {};
  for (const json::value& row : answer.get_array()) {
    const std::string name = plain(entry_of(row, name_when_copied(field.columns.front())));
    lines.push_back(name.empty() ? plain(entry_of(row, field.columns.front())) : name);
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::int64_t whole(const json::value& value, std::int64_t otherwise) {
  if (value.is_int64()) return value.get_int64();
  const std::string typed = plain(value);
  std::int64_t number = otherwise;
  std::from_chars(typed.data(), typed.data() + typed.size(), number);
  return number;
}

bool has_only_blanks(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::string plain(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_double()) return fmt::format("{}", value.get_double());
  if (value.is_number()) return json::serialize(value);
  return {};
}

const json::value& entry_of(const json::value& object, std::string_view key) {
  static const json::value none;
  if (!object.is_object()) return none;
  const json::value* found = object.get_object().if_contains(key);
  return found ? *found : none;
}

std::string in_words(const Field& field, const json::value& answer, const Wording& wording) {
  switch (field.type) {
    case FieldType::YesNo:
    case FieldType::Consent:
      return yes_or_no(answer);
    case FieldType::OneOf:
      return label_of(field, plain(answer));
    case FieldType::SomeOf:
      return each_in_words(answer, "\n", [&](const auto& code) { return label_of(field, code); });
    case FieldType::Date:
      return day_in_words(plain(answer));
    case FieldType::Moment:
      return moment_in_words(plain(answer), wording.zone);
    case FieldType::Span:
      return span_in_words(plain(answer));
    case FieldType::Country:
      return country_in_words(plain(answer));
    case FieldType::Organisation:
      return plain(answer).empty() ? "" : name_in(wording.organisations, plain(answer));
    case FieldType::Person:
    case FieldType::People:
      return each_in_words(answer, ", ",
                           [&](const auto& id) { return name_in(wording.persons, id); });
    case FieldType::File:
      return plain(entry_of(answer, "name"));
    case FieldType::Questions:
      return questions_in_words(answer);
    case FieldType::Answers:
      return answers_in_words(field, answer, wording);
    case FieldType::Rubric:
      return rubric_in_words(answer);
    case FieldType::Scores:
      return scores_in_words(field, answer, wording);
    case FieldType::Places:
      return places_in_words(field, answer);
    case FieldType::Copies:
      return copies_in_words(field, answer);
    case FieldType::OnePlace:
      return place_in_words(field, plain(answer), wording);
    case FieldType::Text:
    case FieldType::LongText:
    case FieldType::WholeNumber:
    case FieldType::DecimalNumber:
    case FieldType::Email:
    case FieldType::Link:
      return plain(answer);
    case FieldType::Instance: {
      const auto named = wording.instances.find(plain(answer));
      return named == wording.instances.end() ? plain(answer) : named->second;
    }
  }
  return {};
}

bool is_blank(const Field& field, const json::value& answer) {
  if (answer.is_null()) return true;
  if (answer.is_string()) return has_only_blanks(answer.get_string());
  if (answer.is_array()) return answer.get_array().empty();
  if (answer.is_object()) return answer.get_object().empty();
  return field.type == FieldType::Consent && answer.is_bool() && !answer.get_bool();
}

std::vector<Criterion> criteria_of(const json::value& rubric) {
  std::vector<Criterion> criteria;
  if (!rubric.is_array()) return criteria;
  for (const json::value& row : rubric.get_array()) {
    const std::string name = plain(entry_of(row, "name"));
    const std::string label = plain(entry_of(row, "label"));
    criteria.push_back({name, label.empty() ? name : label, plain(entry_of(row, "hint")),
                        plain(entry_of(row, "weight")), plain(entry_of(row, "capacity")),
                        plain(entry_of(row, "kept_for")), whole(entry_of(row, "from"), 1),
                        whole(entry_of(row, "to"), 5)});
  }
  return criteria;
}

std::vector<Criterion> criteria_for(const Field& field, const Wording& wording) {
  return criteria_of(to_json(at(wording.above, field.of)));
}

std::string plural(std::string_view noun) {
  if (noun.empty()) return {};
  const auto ends_with_any = [&](std::initializer_list<std::string_view> endings) {
    return std::ranges::any_of(endings, [&](auto ending) { return noun.ends_with(ending); });
  };
  if (noun.size() > 1 && noun.ends_with('y') && !ends_with_any({"ay", "ey", "oy", "uy"})) {
    return std::string(noun.substr(0, noun.size() - 1)) + "ies";
  }
  return std::string(noun) + (ends_with_any({"s", "x", "z", "ch", "sh"}) ? "es" : "s");
}

std::string role_in_words(std::string_view role) {
  std::string words(role);
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string size_text(std::int64_t bytes) {
  constexpr std::int64_t mega = 1'000'000;
  if (bytes >= mega) return fmt::format("{:.1f} MB", static_cast<double>(bytes) / mega);
  return fmt::format("{} kB", std::max<std::int64_t>(1, bytes / 1'000));
}

}  // namespace accolade
