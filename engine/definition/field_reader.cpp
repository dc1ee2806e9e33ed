// Fields: their types and the words that go with each.
#include "engine/definition/field_reader.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/condition/suggestion.h"
#include "engine/definition/naming.h"
#include "engine/definition/words.h"

namespace accolade {
namespace {

struct Named {
  std::string_view name;
  FieldType type;
};
constexpr std::array<Named, 26> types = {
    {{"text", FieldType::Text},         {"long text", FieldType::LongText},
     {"int", FieldType::WholeNumber},   {"decimal", FieldType::DecimalNumber},
     {"bool", FieldType::YesNo},        {"choice", FieldType::OneOf},
     {"choices", FieldType::SomeOf},    {"date", FieldType::Date},
     {"instant", FieldType::Moment},    {"duration", FieldType::Span},
     {"country", FieldType::Country},   {"organisation", FieldType::Organisation},
     {"person", FieldType::Person},     {"people", FieldType::People},
     {"file", FieldType::File},         {"consent", FieldType::Consent},
     {"instance", FieldType::Instance}, {"email", FieldType::Email},
     {"link", FieldType::Link},         {"questions", FieldType::Questions},
     {"answers", FieldType::Answers},   {"rubric", FieldType::Rubric},
     {"scores", FieldType::Scores},     {"places", FieldType::Places},
     {"place", FieldType::OnePlace},    {"copies", FieldType::Copies}}};

constexpr std::int64_t file_bytes_max = 100 * 1024 * 1024;

FieldType type_in(const YamlNode& node, Report& report) {
  std::vector<std::string> names;
  for (const Named& known : types) {
    if (known.name == node.text) return known.type;
    names.emplace_back(known.name);
  }
  report.error(node.place,
               "`" + node.text + "` is not a type of field" + did_you_mean(node.text, names));
  return FieldType::Text;
}

bool is_one_of(FieldType type, std::initializer_list<FieldType> allowed) {
  for (const FieldType candidate : allowed) {
    if (candidate == type) return true;
  }
  return false;
}

std::vector<Choice> read_choices(const YamlNode& node, Report& report) {
  std::vector<Choice> choices;
  std::set<std::string> codes;
  const auto add = [&](const std::string& code, std::string label, const Place& place) {
    if (!is_name(code)) report.error(place, "`" + code + "` cannot be the code of a choice");
    if (!codes.insert(code).second) report.error(place, "`" + code + "` is written twice here");
    choices.push_back({code, std::move(label)});
  };
  if (node.kind == YamlNode::Kind::Map) {
    for (std::size_t i = 0; i < node.items.size(); ++i)
      add(node.keys[i].text, text_of(&node.items[i], report), node.keys[i].place);
  } else {
    for (const YamlNode* code : scalars_of(&node, report))
      add(code->text, sentence_case(code->text), code->place);
  }
  if (choices.empty()) report.error(node.place, "a choice needs something to choose from");
  return choices;
}

// Words that some types have and others do not: taken only where they mean something.
void read_limits(Words& words, Field& field, Report& report) {
  using enum FieldType;
  if (is_one_of(field.type, {Text, LongText})) {
    field.words_max = whole_number_of(words.take("words"), report);
    field.characters_max = whole_number_of(words.take("characters"), report);
  }
  if (is_one_of(field.type, {WholeNumber, DecimalNumber, Date})) {
    if (const YamlNode* min = words.take("min")) field.min = value_in(*min, field, report);
    if (const YamlNode* max = words.take("max")) field.max = value_in(*max, field, report);
  }
  if (field.type == File) {
    field.accept = texts_of(words.take("accept"), report);
    const YamlNode* megabytes = words.take("megabytes");
    const auto size = whole_number_of(megabytes, report);
    if (size) field.bytes_max = std::min(*size, file_bytes_max) * 1024 * 1024;
    if (size && (*size < 1 || field.bytes_max > file_bytes_max))
      report.error(megabytes->place, "a file has between 1 and 100 megabytes");
  }
}

const char* needs_rows(FieldType type) {
  if (type == FieldType::Scores) return "scores need `of:`, the path of a rubric";
  if (type == FieldType::Answers) return "answers need `of:`, the path of questions";
  return "a place needs `of:`, the path of places";
}

void read_copies(Words& words, Field& field, Report& report) {
  field.columns = texts_of(words.take("columns"), report);
  field.only_if = text_of(words.take("if"), report);
  field.unless = text_of(words.take("unless"), report);
  field.taken_in = texts_of(words.take("while"), report);
}

void read_links(Words& words, Field& field, Report& report) {
  using enum FieldType;
  if (is_one_of(field.type, {OneOf, SomeOf})) {
    const YamlNode* choices = words.take("choices");
    if (choices != nullptr) field.choices = read_choices(*choices, report);
    if (choices == nullptr) report.error(field.place, "a choice needs `choices:`");
  }
  if (field.type == Places) {
    const YamlNode* groups = words.take("choices");
    if (groups != nullptr) field.choices = read_choices(*groups, report);
  }
  if (is_one_of(field.type, {Scores, Answers, OnePlace})) {
    const YamlNode* of = words.take("of");
    field.of = text_of(of, report);
    if (of == nullptr) report.error(field.place, needs_rows(field.type));
  }
  if (is_one_of(field.type, {Person, People}))
    field.by_address = truth_of(words.take("by_address"), report);
  if (is_one_of(field.type, {Person, People, Organisation, OnePlace, Instance, Copies}))
    field.pool = text_of(words.take("from"), report);
  if (field.type == Copies) read_copies(words, field, report);
  if (field.type == Instance && field.pool.empty()) {
    field.pool = text_of(words.take("calls"), report);
    field.of_calls = !field.pool.empty();
    field.in = texts_of(words.take("in"), report);
  }
}

// "30 days after end", "4w after end"
std::optional<KeepingTime> read_keeping(const YamlNode* node, Report& report) {
  const std::string text = text_of(node, report);
  if (text.empty()) return std::nullopt;
  constexpr std::string_view between = " after ", days = " days";
  const std::size_t at = text.find(between);
  std::string length = text.substr(0, at);
  if (length.ends_with(days)) length.replace(length.size() - days.size(), days.size(), "d");
  const std::optional<Duration> after = parse_duration(length);
  if (at == std::string::npos || !after || *after < Duration::zero()) {
    report.error(node->place, "here a time after a deadline is expected: `30 days after end`");
    return std::nullopt;
  }
  return KeepingTime{*after, text.substr(at + between.size())};
}

Field read_field(const YamlKey& key, const YamlNode& node, Report& report) {
  Field field;
  field.name = key.text;
  field.place = key.place;
  field.label = sentence_case(key.text);
  if (!is_field_name(key.text))
    report.error(key.place, "`" + key.text + "` cannot be the name of a field");
  if (node.kind == YamlNode::Kind::Scalar) {
    field.type = type_in(node, report);
    YamlNode none;
    none.place = node.place;
    Words words(none, "a field", report);
    read_links(words, field, report);
    return field;
  }

  Words words(node, "a field", report);
  const YamlNode* type = words.take("type");
  if (type == nullptr) report.error(key.place, "a field needs a `type:`");
  if (type != nullptr && !text_of(type, report).empty()) field.type = type_in(*type, report);
  if (const YamlNode* label = words.take("label")) field.label = text_of(label, report);
  field.hint = text_of(words.take("hint"), report);
  field.optional = truth_of(words.take("optional"), report);
  field.personal = truth_of(words.take("personal"), report);
  if (const YamlNode* search = words.take("search")) {
    field.search = truth_of(search, report);
    if (field.search && !is_searchable(field.type))
      report.error(search->place, "only a text, a link or an address of mail can be searched");
  }
  field.keep = read_keeping(words.take("keep"), report);
  if (field.type == FieldType::LongText) field.markdown = truth_of(words.take("markdown"), report);
  read_links(words, field, report);
  read_limits(words, field, report);
  if (const YamlNode* initial = words.take("default"))
    field.initial = value_in(*initial, field, report);
  words.refuse_others();
  return field;
}

}  // namespace

std::vector<Field> read_fields(const YamlNode* fields, Report& report) {
  std::vector<Field> read;
  if (!is_map(fields, report)) return read;
  for (std::size_t i = 0; i < fields->items.size(); ++i)
    read.push_back(read_field(fields->keys[i], fields->items[i], report));
  return read;
}

}  // namespace accolade
