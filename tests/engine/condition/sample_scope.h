// The names that the tests of conditions know, and the values that a condition over them reads.
#pragma once

#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "engine/condition/condition.h"

namespace accolade {

// Readable in the output of a failing test.
inline void PrintTo(const ConditionError& error, std::ostream* out) {
  *out << error.offset << ": " << error.message;
}
inline void PrintTo(const Value& value, std::ostream* out) {
  *out << to_stored(value);
}
inline void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << refusal.sentence;
}

class SampleScope : public Scope {
 public:
  std::optional<Known> path(std::string_view dotted) const override {
    const auto found = paths.find(dotted);
    if (found == paths.end()) return std::nullopt;
    return found->second;
  }
  std::optional<Known> tally(const Tally& tally) const override {
    const bool is_known_state = tally.state.empty() || tally.state == "submitted";
    if (tally.child != "review" || !is_known_state) return std::nullopt;
    if (tally.figure == Figure::Count) return Known{int_type()};
    if (tally.field == "score") return Known{decimal_type(), true};
    if (tally.field == "points") return Known{int_type()};
    if (tally.field == "sent_at") return Known{timestamp_type()};
    if (tally.field == "comment") return Known{string_type()};
    return std::nullopt;
  }
  bool has_state(std::string_view name) const override {
    return name == "draft" || name == "submitted";
  }
  bool has_deadline(std::string_view name) const override {
    return name == "close" || name == "parent.close";
  }
  std::vector<std::string> names() const override {
    std::vector<std::string> names = {"draft", "submitted", "close", "parent.close"};
    for (const auto& [name, known] : paths)
      names.push_back(name);
    return names;
  }

  std::map<std::string, Known, std::less<>> paths = {
      {"score", {decimal_type()}},
      {"count", {int_type()}},
      {"yes", {int_type()}},
      {"no", {int_type()}},
      {"chair", {bool_type()}},
      {"title", {string_type()}},
      {"status", {enum_of({"open", "closed"})}},
      {"tags", {list_of(string_type())}},
      {"grades", {list_of(int_type())}},
      {"marks", {list_of(decimal_type())}},
      {"lamps", {list_of(enum_of({"red", "green"}))}},
      {"rows", {list_of(record_of({{"name", string_type()}, {"points", int_type()}}))}},
      {"paper", {record_of({{"name", string_type()}, {"bytes", int_type()}})}},
      {"sent_at", {timestamp_type()}},
      {"wait", {duration_type()}},
      {"starts_on", {day_type()}},
      {"maybe", {int_type(), true}},
      {"perhaps", {int_type(), true}},
      {"note", {string_type(), true}},
      {"cover", {record_of({{"name", string_type()}}), true}},
      {"parent.closes_at", {timestamp_type()}},
      {"extended_until", {timestamp_type(), true}},
      {"scores.clarity", {decimal_type()}},
  };
};

// What a name reads as: "now", "in draft" for a state, "by close" for a deadline, else a path or a
// tally's text. A name that is not in it is absent.
using Readable = std::map<std::string, Value>;

inline std::string readable_name(const Reading& reading) {
  if (reading.kind == Reading::Kind::State) return "in " + reading.name;
  if (reading.kind == Reading::Kind::Deadline) return "by " + reading.name;
  return reading.name;
}

inline ConditionError error_of(const std::string& text,
                               const std::optional<Type>& expected = std::nullopt,
                               Absence absence = Absence::Refused) {
  const Compiled compiled = compile(text, SampleScope(), expected, absence);
  if (const auto* error = std::get_if<ConditionError>(&compiled)) return *error;
  return {0, "it compiled"};
}

// The value, or the sentence of the refusal or of the error as a text.
inline Value value_of(const std::string& text, const Readable& readable = {},
                      const std::optional<Type>& expected = std::nullopt,
                      Absence absence = Absence::Refused) {
  const Compiled compiled = compile(text, SampleScope(), expected, absence);
  if (const auto* error = std::get_if<ConditionError>(&compiled)) return error->message;
  const Expression& expression = std::get<Expression>(compiled);
  std::vector<Value> values;
  for (const Reading& reading : expression.readings()) {
    values.push_back(at(readable, readable_name(reading)));
  }
  const Outcome<Value> outcome = evaluate(expression, values);
  return outcome ? *outcome : Value(outcome.refusal().sentence);
}

inline Decimal decimal(const char* text) {
  return *Decimal::parse(text);
}
inline Instant instant(const char* text) {
  return *parse_instant(text);
}
inline Day day(const char* text) {
  return *parse_day(text);
}

}  // namespace accolade
