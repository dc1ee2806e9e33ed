// Defaults and limits: values as YAML writes them.
#include <algorithm>

#include "engine/condition/suggestion.h"
#include "engine/definition/field_reader.h"
#include "engine/definition/naming.h"
#include "engine/definition/words.h"

namespace accolade {
namespace {

using Read = std::optional<Value>;

template <class T>
Read value_or_error(const std::optional<T>& parsed, const YamlNode& node, const char* what,
                    Report& report) {
  if (parsed) return Value(*parsed);
  report.error(node.place, std::string(what) + " is expected here");
  return std::nullopt;
}

Read whole_number(const YamlNode& node, Report& report) {
  const auto number = whole_number_of(&node, report);
  if (!number) return std::nullopt;
  return Value(*number);
}

Read one_of(const YamlNode& node, const Field& field, Report& report) {
  std::vector<std::string> codes;
  for (const Choice& choice : field.choices)
    codes.push_back(choice.code);
  const std::string code = text_of(&node, report);
  if (std::find(codes.begin(), codes.end(), code) != codes.end()) return Value(code);
  report.error(node.place, "`" + code + "` is not a choice of `" + field.name + "`" +
                               did_you_mean(code, codes));
  return std::nullopt;
}

Read some_of(const YamlNode& node, const Field& field, Report& report) {
  List chosen;
  for (const YamlNode* scalar : scalars_of(&node, report)) {
    if (const Read code = one_of(*scalar, field, report)) chosen.push_back(*code);
  }
  return Value(std::move(chosen));
}

void read_criterion(Words& words, const YamlNode& node, Record& record, Report& report) {
  const YamlNode* weight = words.take("weight");
  const auto share = weight == nullptr ? Decimal::of_int(1) : Decimal::parse(weight->text);
  const bool is_share = share && *share > Decimal();
  if (!is_share) report.error(weight->place, "a weight is a number above 0");
  const std::int64_t from = whole_number_of(words.take("from"), report).value_or(1);
  const std::int64_t to = whole_number_of(words.take("to"), report).value_or(5);
  if (from >= to) report.error(node.place, "`from` has to be below `to`");
  record["weight"] = is_share ? *share : *Decimal::of_int(1);
  record["from"] = from;
  record["to"] = to;
}

void read_capacity(Words& words, Record& record, Report& report) {
  const YamlNode* const capacity = words.take("capacity");
  const std::optional<std::int64_t> places = whole_number_of(capacity, report);
  if (!places) return;
  if (*places < 0 || *places > capacity_max) {
    report.error(capacity->place, "a capacity is a number from 0 to 1000000");
  }
  record["capacity"] = *places;
}

const char* row_word(FieldType type) {
  if (type == FieldType::Rubric) return "a criterion";
  return type == FieldType::Questions ? "a question" : "what holds places";
}

// A criterion {name, label, hint, weight, from, to}, a question {name, label, hint, words} or what
// holds places {name, label, capacity, kept_for}.
Read row(const YamlNode& node, FieldType type, Report& report) {
  Words words(node, row_word(type), report);
  const YamlNode* name = words.take("name");
  const std::string code = text_of(name, report);
  if (!is_field_name(code)) {
    report.error(name == nullptr ? node.place : name->place, "a `name:` in letters is needed here");
    return std::nullopt;
  }
  Record record{{"name", code}, {"label", sentence_case(code)}};
  if (const YamlNode* label = words.take("label")) record["label"] = text_of(label, report);
  if (type == FieldType::Places) {
    read_capacity(words, record, report);
    if (const YamlNode* group = words.take("kept_for")) record["kept_for"] = text_of(group, report);
  } else {
    record["hint"] = text_of(words.take("hint"), report);
    if (type == FieldType::Rubric) read_criterion(words, node, record, report);
    if (type == FieldType::Questions) {
      if (const auto limit = whole_number_of(words.take("words"), report)) record["words"] = *limit;
    }
  }
  words.refuse_others();
  return Value(std::move(record));
}

Read rows(const YamlNode& node, FieldType type, Report& report) {
  if (!is_list(&node, report)) return std::nullopt;
  List list;
  for (const YamlNode& item : node.items) {
    if (const Read read = row(item, type, report)) list.push_back(*read);
  }
  return Value(std::move(list));
}

}  // namespace

std::optional<Value> value_in(const YamlNode& node, const Field& field, Report& report) {
  switch (field.type) {
    case FieldType::Text:
    case FieldType::LongText:
    case FieldType::Country:
    case FieldType::Email:
    case FieldType::Link:
    case FieldType::OnePlace:
      return Value(text_of(&node, report));
    case FieldType::WholeNumber:
      return whole_number(node, report);
    case FieldType::DecimalNumber:
      return value_or_error(Decimal::parse(node.text), node, "a decimal number", report);
    case FieldType::YesNo:
    case FieldType::Consent:
      return Value(truth_of(&node, report));
    case FieldType::OneOf:
      return one_of(node, field, report);
    case FieldType::SomeOf:
      return some_of(node, field, report);
    case FieldType::Date:
      return value_or_error(parse_day(node.text), node, "a date such as `2026-03-02`", report);
    case FieldType::Moment:
      return value_or_error(parse_instant(node.text), node,
                            "an instant such as `2026-03-02T16:00:00Z`", report);
    case FieldType::Span:
      return value_or_error(parse_duration(node.text), node, "a duration such as `48h`", report);
    case FieldType::Rubric:
    case FieldType::Questions:
    case FieldType::Places:
      return rows(node, field.type, report);
    case FieldType::Organisation:
    case FieldType::Person:
    case FieldType::People:
    case FieldType::File:
    case FieldType::Instance:
    case FieldType::Answers:
    case FieldType::Scores:
    case FieldType::Copies:
      report.error(node.place, "a field of this type has no default");
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace accolade
