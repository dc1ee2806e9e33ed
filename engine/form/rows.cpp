// Answers that are tables: rubrics, questions and places as they are written, and what answers
// them.
#include <algorithm>
#include <cctype>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "engine/definition/naming.h"
#include "engine/form/answer.h"
#include "engine/form/phrase.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::int64_t reason_characters_max = 5'000;
constexpr std::int64_t label_characters_max = 300;

// Problems of several rows, each named by its place in the form.
struct Problems {
  std::vector<Problem> all;

  void add(const std::string& field, const std::string& sentence) {
    all.push_back({field, sentence});
  }
  Refusal refusal() const { return {Why::Invalid, all.front().sentence, all}; }
};

// "Impact on patients" -> "impact_on_patients"
std::string name_from(const std::string& label) {
  std::string name;
  for (const char letter : label) {
    const bool is_kept = std::isalnum(static_cast<unsigned char>(letter)) != 0;
    if (is_kept) name += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    if (!is_kept && !name.empty() && name.back() != '_') name += '_';
  }
  while (name.ends_with('_'))
    name.pop_back();
  constexpr std::size_t name_bytes_max = 60;
  return name.substr(0, name_bytes_max);
}

// A row as it is typed: the label is needed, the name is made from it.
class TypedRow {
 public:
  TypedRow(const json::value& given, std::string path, Problems& problems)
      : given_(given), path_(std::move(path)), problems_(problems) {}

  void text(const char* name, bool is_needed) {
    const std::string text = text_in(member(given_, name)).value_or("");
    if (is_needed && text.empty()) problem(name, "Enter the text of row " + path_row());
    if (count_characters(text) > label_characters_max) {
      problem(name, "The text of row " + path_row() + " must be " +
                        counted(label_characters_max, "character") + " or fewer");
    }
    record.insert_or_assign(name, text);
  }

  void name() {
    std::string name = text_in(member(given_, "name")).value_or("");
    if (name.empty()) name = name_from(*record["label"].as<std::string>());
    if (!is_field_name(name)) {
      // A label without a Latin letter, for instance: the row's number is a name, too.
      name = "row_" + path_row();
    }
    record.insert_or_assign("name", name);
  }

  std::int64_t whole(const char* name, std::int64_t otherwise) {
    const json::value& given = member(given_, name);
    std::optional<std::int64_t> number = whole_in(given);
    if (!number && !is_nothing(given)) {
      problem(name, "Enter a whole number in row " + path_row());
    }
    return number.value_or(otherwise);
  }

  Decimal weight() {
    const json::value& given = member(given_, "weight");
    if (is_nothing(given)) return *Decimal::of_int(1);
    const std::optional<Decimal> weight = decimal_in(given);
    constexpr std::int64_t weight_max = 1'000;
    if (weight && *weight > Decimal() && *weight <= *Decimal::of_int(weight_max)) return *weight;
    problem("weight", "The weight of row " + path_row() + " must be above 0, and 1000 or less");
    return *Decimal::of_int(1);
  }

  // None: everybody's.
  std::optional<std::string> kept_for(const std::vector<Choice>& groups) {
    const std::string group = text_in(member(given_, "kept_for")).value_or("");
    if (group.empty()) return std::nullopt;
    if (std::ranges::find(groups, group, &Choice::code) == groups.end())
      problem("kept_for", "Choose one of the groups in row " + path_row() + ", or none");
    return group;
  }

  // None: no limit.
  std::optional<std::int64_t> capacity() {
    const json::value& given = member(given_, "capacity");
    const std::optional<std::int64_t> number = whole_in(given);
    if (is_nothing(given) || (number && *number >= 0 && *number <= capacity_max)) return number;
    problem("capacity", "The places of row " + path_row() + " must be a number from 0 to 1000000");
    return std::nullopt;
  }

  void problem(const char* name, const std::string& sentence) {
    problems_.add(path_ + "." + name, sentence);
  }
  std::string path_row() const { return path_.substr(path_.rfind('.') + 1); }

  Record record;

 private:
  const json::value& given_;
  std::string path_;
  Problems& problems_;
};

Record criterion(TypedRow row, const Field&) {
  row.text("label", true);
  row.text("hint", false);
  row.name();
  row.record.insert_or_assign("weight", row.weight());
  const std::int64_t from = row.whole("from", 1);
  const std::int64_t to = row.whole("to", 5);
  constexpr std::int64_t score_max = 1'000;
  if (from < -score_max || to > score_max || from >= to) {
    row.problem("to", "The highest score of row " + row.path_row() +
                          " must be above the lowest, and 1000 or less");
  }
  row.record.insert_or_assign("from", from);
  row.record.insert_or_assign("to", to);
  return std::move(row.record);
}

Record question(TypedRow row, const Field&) {
  row.text("label", true);
  row.text("hint", false);
  row.name();
  constexpr std::int64_t words_max = 2'000;
  const std::int64_t words = row.whole("words", words_max);
  if (words < 1 || words > words_max) {
    row.problem("words", "The word limit of row " + row.path_row() + " must be from 1 to 2000");
  }
  row.record.insert_or_assign("words", words);
  return std::move(row.record);
}

Record place_row(TypedRow row, const Field& field) {
  row.text("label", true);
  row.name();
  if (std::optional<std::string> group = row.kept_for(field.choices))
    row.record.insert_or_assign("kept_for", *std::move(group));
  if (const std::optional<std::int64_t> capacity = row.capacity())
    row.record.insert_or_assign("capacity", *capacity);
  return std::move(row.record);
}

bool has_name(const List& rows, const Value& name) {
  return std::any_of(rows.begin(), rows.end(),
                     [&](const Value& row) { return at(*row.as<Record>(), "name") == name; });
}

// A question may be its label alone.
json::value row_of(const json::value& given) {
  if (given.is_object()) return given;
  return json::object{{"label", given}};
}

Outcome<Value> typed_rows(const Answer& answer, Record (*read)(TypedRow, const Field&)) {
  if (!answer.given.is_array()) {
    return invalid(answer.field, subject_of(answer.field) + " must be a list of rows");
  }
  List rows;
  Problems problems;
  for (const json::value& given : answer.given.get_array()) {
    if (is_nothing(given)) continue;
    const std::string path = answer.field.name + "." + std::to_string(rows.size() + 1);
    const json::value typed = row_of(given);
    Record record = read(TypedRow(typed, path, problems), answer.field);
    if (has_name(rows, at(record, "name"))) {
      problems.add(path + ".label", "There is another row with this text");
    }
    rows.emplace_back(std::move(record));
  }
  if (rows.size() > rows_max) {
    return invalid(answer.field, subject_of(answer.field) + " must have " +
                                     counted(rows_max, "row") + " or fewer");
  }
  if (!problems.all.empty()) return problems.refusal();
  return Value(std::move(rows));
}

// The rubric or the questions that the answers are to: above, or of the instance itself.
List asked_rows(const Answer& answer) {
  const std::string& path = answer.field.of;
  const Fields& where = path.starts_with("parent.") ? answer.facts.above : answer.context.own;
  const List* rows = at(where, path).as<List>();
  List known;
  for (const Value& row : rows == nullptr ? List() : *rows) {
    if (row.as<Record>() != nullptr) known.push_back(row);
  }
  return known;
}

std::string text_at(const Record& row, const char* name) {
  const std::string* text = at(row, name).as<std::string>();
  return text == nullptr ? std::string() : *text;
}

std::int64_t whole_at(const Record& row, const char* name, std::int64_t otherwise) {
  const Value& value = at(row, name);
  const auto* whole = value.as<std::int64_t>();
  return whole == nullptr ? otherwise : *whole;
}

Decimal weight_of(const Record& criterion) {
  const Value& weight = at(criterion, "weight");
  if (const auto* decimal = weight.as<Decimal>()) return *decimal;
  return Decimal::of_int(whole_at(criterion, "weight", 1)).value_or(Decimal());
}

void refuse_unknown(const Answer& answer, const List& rows, Problems& problems) {
  for (const json::key_value_pair& pair : answer.given.get_object()) {
    const std::string name(pair.key());
    if (name == "total" || has_name(rows, Value(name))) continue;
    problems.add(answer.field.name + "." + name, quoted(name) + " is not asked for here");
  }
}

struct Scored {
  Record record;
  std::int64_t score = 0;
};

Scored score_of(const Answer& answer, const Record& criterion, Problems& problems) {
  const std::string name = text_at(criterion, "name");
  const std::string label = quoted(text_at(criterion, "label"));
  const std::string path = answer.field.name + "." + name;
  const json::value& given = member(answer.given, name);

  const json::value& typed_score = member(given, "score");
  const std::optional<std::int64_t> score = whole_in(typed_score);
  const std::int64_t from = whole_at(criterion, "from", 1);
  const std::int64_t to = whole_at(criterion, "to", 5);
  if (is_nothing(typed_score)) {
    problems.add(path + ".score", "Choose a score for " + label);
  } else if (!score || *score < from || *score > to) {
    problems.add(path + ".score", "The score for " + label + " must be a whole number from " +
                                      std::to_string(from) + " to " + std::to_string(to));
  }
  const std::string reason = text_in(member(given, "reason")).value_or("");
  if (reason.empty()) {
    problems.add(path + ".reason", "Give a reason for the score of " + label);
  } else if (count_characters(reason) > reason_characters_max) {
    problems.add(path + ".reason", "The reason for " + label + " must be " +
                                       counted(reason_characters_max, "character") + " or fewer");
  }
  return {{{"score", score.value_or(0)}, {"reason", reason}}, score.value_or(0)};
}

// The weighted mean of whole scores.
std::optional<Decimal> weighted_mean(const List& rubric, const std::vector<std::int64_t>& scores) {
  std::optional<Decimal> total = Decimal();
  std::optional<Decimal> weights = Decimal();
  for (std::size_t i = 0; i < rubric.size(); ++i) {
    const Decimal weight = weight_of(*rubric[i].as<Record>());
    const std::optional<Decimal> score = Decimal::of_int(scores[i]);
    const std::optional<Decimal> part = score ? multiply(weight, *score) : std::nullopt;
    total = total && part ? add(*total, *part) : std::nullopt;
    weights = weights ? add(*weights, weight) : std::nullopt;
  }
  return total && weights ? divide(*total, *weights) : std::nullopt;
}

Outcome<Value> scores_value(const Answer& answer) {
  const List rubric = asked_rows(answer);
  if (rubric.empty()) {
    return invalid(answer.field, "There are no criteria to score yet; tell the secretariat");
  }
  if (!answer.given.is_object()) {
    return invalid(answer.field, missing_sentence(answer.field));
  }
  Problems problems;
  Record record;
  std::vector<std::int64_t> scores;
  for (const Value& row : rubric) {
    Scored scored = score_of(answer, *row.as<Record>(), problems);
    scores.push_back(scored.score);
    record.insert_or_assign(text_at(*row.as<Record>(), "name"), Value(std::move(scored.record)));
  }
  refuse_unknown(answer, rubric, problems);
  if (!problems.all.empty()) return problems.refusal();
  const std::optional<Decimal> total = weighted_mean(rubric, scores);
  if (!total) return invalid(answer.field, "The weights of the criteria are too large to add up");
  record.insert_or_assign("total", *total);
  return Value(std::move(record));
}

Outcome<Value> answers_value(const Answer& answer) {
  const List questions = asked_rows(answer);
  if (!answer.given.is_object()) {
    return invalid(answer.field, missing_sentence(answer.field));
  }
  Problems problems;
  Record record;
  for (const Value& row : questions) {
    const Record& question = *row.as<Record>();
    const std::string name = text_at(question, "name");
    const std::string label = quoted(text_at(question, "label"));
    const std::string text = text_in(member(answer.given, name)).value_or("");
    const std::string path = answer.field.name + "." + name;
    if (text.empty() && !answer.field.optional) problems.add(path, "Answer " + label);
    std::optional<std::int64_t> words_max;
    if (const auto* limit = at(question, "words").as<std::int64_t>()) words_max = *limit;
    const Outcome<Value> limited = limited_text(text, label, words_max, long_text_characters_max);
    if (!limited) problems.add(path, limited.refusal().sentence);
    record.insert_or_assign(name, text);
  }
  refuse_unknown(answer, questions, problems);
  if (!problems.all.empty()) return problems.refusal();
  return Value(std::move(record));
}

Outcome<Value> place_value(const Answer& answer) {
  const std::string name = text_in(answer.given).value_or("");
  for (const Value& row : asked_rows(answer)) {
    if (at(*row.as<Record>(), "name") != Value(name)) continue;
    if (may_have(*row.as<Record>(), answer.field, answer.context.own)) return Value(name);
    return invalid(answer.field, "The places of " + quoted(text_at(*row.as<Record>(), "label")) +
                                     " are kept for others; choose another");
  }
  return invalid(answer.field, missing_sentence(answer.field));
}

}  // namespace

bool may_have(const Record& row, const Field& field, const Fields& own) {
  const std::string group = text_at(row, "kept_for");
  return group.empty() || (!field.pool.empty() && at(own, field.pool) == Value(group));
}

Outcome<Value> rows_of(const Answer& answer) {
  switch (answer.field.type) {
    case FieldType::Rubric:
      return typed_rows(answer, &criterion);
    case FieldType::Questions:
      return typed_rows(answer, &question);
    case FieldType::Places:
      return typed_rows(answer, &place_row);
    case FieldType::OnePlace:
      return place_value(answer);
    case FieldType::Scores:
      return scores_value(answer);
    default:
      return answers_value(answer);
  }
}

}  // namespace accolade
