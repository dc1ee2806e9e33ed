// The vectors of CEL's own conformance tests (google/cel-spec, tests/simple), graded: what the
// subset has gives CEL's answer, and what it lacks is refused at load.
#include <fstream>
#include <ostream>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "tests/engine/condition/sample_scope.h"

namespace accolade {
namespace {

namespace json = boost::json;

// One line of cel_vectors/GROUP.jsonl: {"name", "expression", "given": {variable: value}, "gives"}.
// A value is {"int": "1"}, {"string": "x"}, {"list": [...]}, ...; {"error": true} where CEL fails.
struct CelVector {
  std::string name, expression;
  json::object given;
  json::value gives;
};

std::vector<CelVector> cel_vectors(const std::string& group) {
  std::ifstream file(SOURCE_DIR "/tests/engine/condition/cel_vectors/" + group + ".jsonl");
  std::vector<CelVector> vectors;
  for (std::string line; std::getline(file, line);) {
    const json::object words = json::parse(line).get_object();
    const json::value* given = words.if_contains("given");
    vectors.push_back({std::string(words.at("name").get_string()),
                       std::string(words.at("expression").get_string()),
                       given == nullptr ? json::object() : given->get_object(), words.at("gives")});
  }
  return vectors;
}

// None for what no value of conditions is: double, uint, bytes, map, null, type, message.
std::optional<Value> value_of_cel(const json::value& written) {
  const json::object& words = written.get_object();
  const std::string_view kind = words.begin()->key();
  const json::value& held = words.begin()->value();
  if (kind == "bool") return Value(held.get_bool());
  if (kind == "int") return Value(std::int64_t{std::stoll(std::string(held.get_string()))});
  if (kind == "string") return Value(std::string(held.get_string()));
  if (kind == "timestamp") {
    if (const auto instant = parse_instant(std::string_view(held.get_string())))
      return Value(*instant);
  }
  if (kind == "duration") {
    std::string iso = "PT" + std::string(held.get_string());
    iso.back() = 'S';
    if (iso[2] == '-') iso = "-PT" + iso.substr(3);
    if (const auto duration = parse_duration(iso)) return Value(*duration);
  }
  if (kind != "list") return std::nullopt;
  List items;
  for (const json::value& item : held.get_array()) {
    const std::optional<Value> value = value_of_cel(item);
    if (!value) return std::nullopt;
    items.push_back(*value);
  }
  return Value(std::move(items));
}

// Where the subset differs on purpose, and why.
const std::map<std::string_view, std::string_view> known_differences = {
    {"reserved_const/null", "`null` is a name like any other: there is no null, a value is absent"},
    {"timestamp_range/sub_time_duration_over", "9,998 years are within CEL's own range of 10,000"},
    {"timestamp_range/sub_time_duration_under", "likewise"},
};

enum class Verdict { Passed, RefusedAtLoad, NotInTheSubset, Wrong };

struct Graded {
  Verdict verdict = Verdict::Wrong;
  std::string why;
};

Graded graded(const CelVector& vector) {
  SampleScope scope;
  scope.paths.clear();
  std::map<std::string, Value> given;
  for (const auto& [name, written] : vector.given) {
    const std::optional<Value> value = value_of_cel(written);
    if (!value) return {Verdict::NotInTheSubset, "a variable of no type of conditions"};
    const Type type = value->as<bool>() != nullptr           ? bool_type()
                      : value->as<std::int64_t>() != nullptr ? int_type()
                                                             : string_type();
    scope.paths.insert_or_assign(std::string(name), Known{type});
    given.insert_or_assign(std::string(name), *value);
  }
  const bool fails_in_cel = vector.gives.get_object().contains("error");
  const Compiled compiled = compile(vector.expression, scope);
  if (const auto* error = std::get_if<ConditionError>(&compiled)) {
    return {fails_in_cel ? Verdict::RefusedAtLoad : Verdict::NotInTheSubset, error->message};
  }
  const auto& expression = std::get<Expression>(compiled);
  std::vector<Value> values;
  for (const Reading& reading : expression.readings())
    values.push_back(given.at(reading.name));
  const Outcome<Value> outcome = evaluate(expression, values);
  const std::optional<Value> wanted = fails_in_cel ? std::nullopt : value_of_cel(vector.gives);
  if (!outcome) {
    return {fails_in_cel ? Verdict::Passed : Verdict::Wrong, outcome.refusal().sentence};
  }
  if (wanted && *outcome == *wanted) return {Verdict::Passed, {}};
  if (vector.gives.get_object().contains("double") && outcome->as<Decimal>() != nullptr) {
    return {Verdict::NotInTheSubset, "a double there, an exact decimal number here"};
  }
  if (known_differences.contains(vector.name)) return {Verdict::NotInTheSubset, "known"};
  return {Verdict::Wrong, json::serialize(to_stored(*outcome))};
}

struct CelCounts {
  int passed = 0, refused_at_load = 0, not_in_the_subset = 0;
  bool operator==(const CelCounts&) const = default;
};
void PrintTo(const CelCounts& counts, std::ostream* out) {
  *out << "{" << counts.passed << ", " << counts.refused_at_load << ", " << counts.not_in_the_subset
       << "}";
}

CelCounts graded_group(const std::string& group) {
  CelCounts counts;
  for (const CelVector& vector : cel_vectors(group)) {
    const Graded result = graded(vector);
    counts.passed += result.verdict == Verdict::Passed ? 1 : 0;
    counts.refused_at_load += result.verdict == Verdict::RefusedAtLoad ? 1 : 0;
    counts.not_in_the_subset += result.verdict == Verdict::NotInTheSubset ? 1 : 0;
    if (result.verdict == Verdict::Wrong) {
      ADD_FAILURE() << group << " " << vector.name << ": " << vector.expression << " gives "
                    << result.why << ", not " << vector.gives;
    }
  }
  return counts;
}

// {passed, refused at load where CEL fails when evaluating, not in the subset}; none is wrong.
TEST(CelVectors, EveryOneGivesTheAnswerOfCelOrIsRefusedAtLoad) {
  const std::map<std::string, CelCounts> wanted = {
      {"basic", {20, 2, 21}},  {"comparisons", {77, 16, 313}}, {"conversions", {10, 11, 88}},
      {"fp_math", {5, 1, 24}}, {"integer_math", {34, 15, 15}}, {"lists", {12, 7, 20}},
      {"logic", {12, 9, 9}},   {"macros", {21, 6, 17}},        {"parse", {69, 0, 150}},
      {"plumbing", {2, 1, 2}}, {"string", {36, 0, 15}},        {"timestamps", {34, 6, 36}},
  };
  for (const auto& [group, counts] : wanted)
    EXPECT_EQ(graded_group(group), counts) << group;
}

}  // namespace
}  // namespace accolade
