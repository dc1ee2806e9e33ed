// The flat way gives what the tree gives: for every condition here, and all values that can be
// there.
#include "engine/condition/predicate.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "engine/condition/evaluation.h"
#include "tests/engine/condition/sample_scope.h"

namespace accolade {
namespace {

Expression predicate_of(const std::string& text) {
  SampleScope scope;
  scope.paths = {{"n", {int_type()}},          {"m", {int_type()}},    {"d", {decimal_type()}},
                 {"s", {string_type()}},       {"t", {string_type()}}, {"b", {bool_type()}},
                 {"maybe", {int_type(), true}}};
  Compiled compiled = compile(text, scope, bool_type());
  if (const auto* error = std::get_if<ConditionError>(&compiled))
    throw std::runtime_error(text + ": " + error->message);
  return std::get<Expression>(std::move(compiled));
}

// As they should be, at the edges, absent, and of a type that a damaged row may have.
std::vector<Value> candidates_of(const std::string& name) {
  if (name == "n" || name == "m" || name == "maybe") return {2, 3, 4, Value(), "3"};
  if (name == "d")
    return {*Decimal::parse("2.999999"), *Decimal::parse("3"), *Decimal::parse("3.5"), 3, Value()};
  if (name == "s" || name == "t") return {"open", "opened", "", Value(), 3};
  return {true, false, Value(), 1};
}

void expect_alike(const Expression& expression, std::vector<Value>& values) {
  if (values.size() < expression.readings().size()) {
    for (const Value& candidate : candidates_of(expression.readings()[values.size()].name)) {
      values.push_back(candidate);
      expect_alike(expression, values);
      values.pop_back();
    }
    return;
  }
  const Outcome<Value> fast = evaluate(expression, values);
  const Outcome<Value> whole = Evaluation(expression, values).run();
  const Outcome<bool> truth = is_true(expression, values);
  ASSERT_EQ(static_cast<bool>(fast), static_cast<bool>(whole)) << expression.text();
  ASSERT_EQ(static_cast<bool>(truth), static_cast<bool>(whole)) << expression.text();
  if (whole) {
    ASSERT_EQ(*fast, *whole) << expression.text();
    ASSERT_EQ(Value(*truth), *whole) << expression.text();
  } else {
    ASSERT_EQ(fast.refusal(), whole.refusal()) << expression.text();
    ASSERT_EQ(truth.refusal(), whole.refusal()) << expression.text();
  }
}

TEST(Predicate, DecidesAsTheTreeDoes) {
  for (const char* text :
       {"d >= 3 && s == \"open\" && (n > m || b)", "3 < n", "3 <= n || 3 >= m", "3 != n", "n == m",
        "!(n < 3 && m > 3)", "b ? n < m : s != t", "(b ? n == 3 : m == 3) && !b",
        "s < t || s >= \"open\"", "\"open\" <= s", "has(maybe) && maybe > 3",
        "!has(maybe) || maybe == 3", "b == (n < 3) || b", "b", "!b", "true", "b && false",
        "d < 3.5 && d != 3"}) {
    const Expression expression = predicate_of(text);
    std::vector<Value> values;
    expect_alike(expression, values);
  }
}

TEST(Predicate, IsThereForWhatComparesAndForNothingElse) {
  for (const char* text : {"d >= 3 && s == \"open\" && (n > m || b)", "b ? n < m : s != t",
                           "!has(maybe) || maybe == 3", "true"})
    EXPECT_NE(predicate_of(text).root()->predicate, nullptr) << text;
  for (const char* text : {"n + 1 < 3", "s.startsWith(\"o\")", "n in [1, 2]", "size(s) > 1"})
    EXPECT_EQ(predicate_of(text).root()->predicate, nullptr) << text;
}

}  // namespace
}  // namespace accolade
