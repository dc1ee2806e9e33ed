// One function a kind of input. What each posts, answers.cpp reads.
#include "handlers/pages/widget.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/form/countries.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/widget_rows.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

struct Line {
  std::string_view type = "text";
  std::string_view width = "";  // narrow; empty: as wide as text
  std::string_view mode = "";   // inputmode
  std::string_view complete = "";
};

void add_line(json::object& view, const Asked& asked, Line line) {
  json::object input{{"type", line.type},
                     {"value", plain(asked.answer)},
                     {"width", line.width},
                     {"mode", line.mode},
                     {"complete", line.complete}};
  view["line"] = std::move(input);
}

void add_lines(json::object& view, const Asked& asked) {
  constexpr std::int64_t words_a_row = 12;
  const std::int64_t words = asked.field->words_max.value_or(100);
  view["lines"] = json::object{{"value", plain(asked.answer)},
                               {"rows", std::clamp<std::int64_t>(words / words_a_row, 4, 16)}};
}

// One address a line, as they were typed.
void add_addresses(json::object& view, const Asked& asked) {
  constexpr int rows = 6;
  std::string text = plain(asked.answer);
  if (asked.answer.is_array()) {
    for (const json::value& item : asked.answer.get_array())
      text += plain(item) + "\n";
  }
  view["lines"] = json::object{{"value", text}, {"rows", rows}};
}

std::vector<std::string> chosen(const json::value& answer) {
  if (answer.is_bool()) return {answer.get_bool() ? "yes" : "no"};
  if (!answer.is_array()) return {plain(answer)};
  std::vector<std::string> codes;
  for (const json::value& item : answer.get_array())
    codes.push_back(plain(item));
  return codes;
}

json::array options(const Asked& asked, const std::vector<Choice>& choices) {
  const std::vector<std::string> codes = chosen(asked.answer);
  const std::string id = input_id(asked.field->name);
  json::array list;
  for (const Choice& choice : choices) {
    const std::size_t number = list.size() + 1;
    list.push_back(json::object{
        {"option_id", number == 1 ? id : fmt::format("{}-{}", id, number)},
        {"value", choice.code},
        {"text", choice.label},
        {"is_chosen", std::ranges::find(codes, choice.code) != codes.end()},
    });
  }
  return list;
}

void add_one_of(json::object& view, const Asked& asked, const std::vector<Choice>& choices) {
  if (choices.size() <= radios_max) {
    view["radios"] = json::object{{"options", options(asked, choices)}};
  } else {
    view["select"] = json::object{{"options", options(asked, choices)}};
  }
}

void add_some_of(json::object& view, const Asked& asked, const std::vector<Choice>& choices) {
  view["boxes"] = json::object{{"options", options(asked, choices)}, {"are_none", choices.empty()}};
}

std::vector<Choice> country_choices() {
  std::vector<Choice> choices;
  for (const Country& country : countries())
    choices.push_back({std::string(country.code), std::string(country.name)});
  std::ranges::sort(choices, {}, &Choice::label);
  return choices;
}

// A moment that could not be read is shown as it was typed.
void add_moment(json::object& view, const Asked& asked, const std::string& zone) {
  std::string typed = plain(asked.answer);
  if (const std::optional<Instant> instant = parse_instant(typed))
    typed = local_text(*instant, zone);
  const std::size_t between = std::min(typed.find_first_of("T "), typed.size());
  const std::string time = between < typed.size() ? typed.substr(between + 1) : "";
  view["moment"] = json::object{{"date", typed.substr(0, between)}, {"time", time}};
}

void add_file(json::object& view, const Asked& asked) {
  json::object input{{"accept", fmt::format("{}", fmt::join(asked.field->accept, ","))},
                     {"present", nullptr}};
  const std::string id = plain(entry_of(asked.answer, "id"));
  if (!id.empty()) {
    const json::value& bytes = entry_of(asked.answer, "bytes");
    input["present"] =
        json::object{{"href", "/files/" + percent_encoded(id)},
                     {"filename", plain(entry_of(asked.answer, "name"))},
                     {"size", size_text(bytes.is_int64() ? bytes.get_int64() : std::int64_t{0})}};
  }
  view["file"] = std::move(input);
}

void add_consent(json::object& view, const Asked& asked) {
  view["consent"] = json::object{{"is_chosen", chosen(asked.answer).front() == "yes"}};
}

// What was named before stays what it is, also where it is not offered any more.
void add_named(json::object& view, const Asked& asked) {
  std::vector<Choice> choices = asked.choices;
  const std::string named = plain(asked.answer);
  if (!named.empty() && std::ranges::find(choices, named, &Choice::code) == choices.end())
    choices.push_back({named, "As it was"});
  add_one_of(view, asked, choices);
}

std::string hint_of(const Asked& asked, const Wording& wording) {
  const Field& field = *asked.field;
  if (!field.hint.empty()) return field.hint;
  if (field.by_address && field.type == FieldType::People) return "E-mail addresses, one a line";
  if (field.by_address) return "The e-mail address";
  if (field.type == FieldType::Date) return "For example 2 March 2026";
  if (field.type == FieldType::Span) return "For example 3d for three days, or 48h for 48 hours";
  if (field.type == FieldType::Link) return "A web address that begins with https://";
  if (field.type == FieldType::Moment) {
    const std::string zone = wording.zone.substr(wording.zone.find('/') + 1);
    return "Date and time of day, in the time of " + role_in_words(zone);
  }
  return {};
}

void add_input(json::object& view, const Asked& asked, const Wording& wording) {
  static const std::vector<Choice> yes_no{{"yes", "Yes"}, {"no", "No"}};
  static const std::vector<Choice> all_countries = country_choices();
  switch (asked.field->type) {
    case FieldType::Text:
      return add_line(view, asked, {});
    case FieldType::Instance:
      if (asked.field->pool.empty()) return add_line(view, asked, {});
      return add_named(view, asked);
    case FieldType::Span:
      return add_line(view, asked, {.width = "narrow"});
    case FieldType::WholeNumber:
      return add_line(view, asked, {.width = "narrow", .mode = "numeric"});
    case FieldType::DecimalNumber:
      return add_line(view, asked, {.width = "narrow", .mode = "decimal"});
    case FieldType::Date:
      return add_line(view, asked, {.type = "date", .width = "narrow"});
    case FieldType::Email:
      return add_line(view, asked, {.type = "email", .complete = "email"});
    case FieldType::Link:
      return add_line(view, asked, {.type = "url"});
    case FieldType::LongText:
      return add_lines(view, asked);
    case FieldType::YesNo:
      return add_one_of(view, asked, yes_no);
    case FieldType::OneOf:
      return add_one_of(view, asked, asked.field->choices);
    case FieldType::SomeOf:
      return add_some_of(view, asked, asked.field->choices);
    case FieldType::Country:
      return add_one_of(view, asked, all_countries);
    case FieldType::Person:
      if (asked.field->by_address)
        return add_line(view, asked, {.type = "email", .complete = "off"});
      return add_one_of(view, asked, asked.choices);
    case FieldType::Organisation:
      return add_one_of(view, asked, asked.choices);
    case FieldType::People:
      if (asked.field->by_address) return add_addresses(view, asked);
      return add_some_of(view, asked, asked.choices);
    case FieldType::Moment:
      return add_moment(view, asked, wording.zone);
    case FieldType::File:
      return add_file(view, asked);
    case FieldType::Consent:
      return add_consent(view, asked);
    case FieldType::Questions:
    case FieldType::Rubric:
    case FieldType::Places:
      return add_rows(view, asked);
    case FieldType::OnePlace:
      return add_one_of(view, asked, asked.choices);
    case FieldType::Scores:
      return add_scores(view, asked, wording);
    case FieldType::Answers:
      return add_answers(view, asked, wording);
    case FieldType::Copies:
      return;  // nobody is asked for them
  }
}

}  // namespace

std::string input_id(std::string_view path) {
  return fmt::format("f-{}", path);
}

json::object widget(const Asked& asked, const Wording& wording) {
  const Field& field = *asked.field;
  const std::string id = input_id(field.name);
  const std::string hint = hint_of(asked, wording);
  const bool counts = field.words_max && (field.type == FieldType::LongText);

  std::vector<std::string> described;
  if (!hint.empty()) described.push_back(id + "-hint");
  if (!asked.problem.empty()) described.push_back(id + "-problem");
  if (counts) described.push_back(id + "-words");

  json::object view{
      {"name", field.name},
      {"id", id},
      {"label", field.label.empty() ? field.name : field.label},
      {"hint", hint},
      {"problem", asked.problem},
      {"described_by", fmt::format("{}", fmt::join(described, " "))},
      {"may_be_left", asked.missing == Asked::Missing::Optional},
      {"words_max", counts ? json::value(*field.words_max) : json::value()},
  };
  add_input(view, asked, wording);
  return view;
}

}  // namespace accolade
