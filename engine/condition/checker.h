// From syntax to a typed tree: every name known, every type right, everything absent guarded.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/condition/guards.h"
#include "engine/condition/typed.h"

namespace accolade {

// One use checks one condition. The first error wins; after it every answer is a placeholder.
class Checker {
 public:
  Checker(std::string_view text, const Scope& scope) : text_(text), scope_(scope) {}

  Typed check_root(const Syntax& root, const std::optional<Type>& expected, Absence absence);

  const std::optional<ConditionError>& error() const { return error_; }
  const std::vector<Reading>& readings() const { return readings_; }

 private:
  struct Segment {
    std::string_view name;
    std::size_t offset;
  };
  struct Variable {
    std::string_view name;
    Type type;
  };
  using Rule = Typed (Checker::*)(const Syntax&, const Guards&);
  struct Function {
    std::string_view name;
    std::size_t arguments_min;
    std::size_t arguments_max;
    Rule rule;
  };
  static const std::span<const Function> functions;
  static const std::span<const Function> methods;

  // checker.cpp: the kinds of syntax, logic, comparisons, lists
  Typed check(const Syntax& syntax, const Guards& guards, Absence absence = Absence::Refused);
  Typed unguarded(const Syntax& syntax);
  Typed any_kind(const Syntax& syntax, const Guards& guards, Absence absence);
  Typed condition(const Syntax& syntax, const Guards& guards);
  Typed terms(const Syntax& syntax, const Guards& guards);
  Typed choose(const Syntax& syntax, const Guards& guards, Absence absence);
  Typed negated(const Syntax& syntax, const Guards& guards);
  Typed items(const Syntax& syntax, const Guards& guards);
  Typed binary(const Syntax& syntax, const Guards& guards);
  Typed comparison(const Syntax& syntax, Typed left, Typed right);
  Typed membership(const Syntax& syntax, Typed left, Typed right);

  // checker_arithmetic.cpp
  Typed arithmetic(const Syntax& syntax, Typed left, Typed right, const Guards& guards);
  Typed time_arithmetic(const Syntax& syntax, Typed left, Typed right);
  Typed division(const Syntax& syntax, Typed left, Typed right, const Guards& guards);

  // checker_names.cpp: paths, parts of records, tallies, readings
  Typed name(const Syntax& syntax, const Guards& guards);
  Typed member(const Syntax& syntax, const Guards& guards);
  Typed path(const Syntax& syntax, std::span<const Segment> segments, const Guards& guards);
  Typed part_of(Typed whole, std::span<const Segment> segments, const std::string& whole_name);
  Typed tally(const Syntax& syntax, const Guards& guards);
  void unknown_tally(const Syntax& syntax);
  std::uint32_t reading(Reading::Kind kind, std::string name, const Tally& tally = {});
  Node read(Reading::Kind kind, std::string name, Type::Kind type);
  const Variable* variable(std::string_view name) const;
  std::string suggest(std::string_view written, Reading::Kind kind) const;

  // checker_calls.cpp: functions and methods
  Typed call(const Syntax& syntax, const Guards& guards);
  Typed method(const Syntax& syntax, const Guards& guards);
  Typed dispatch(std::span<const Function> table, const Syntax& syntax, const Guards& guards);
  Typed has(const Syntax& syntax, const Guards& guards);
  Typed size(const Syntax& syntax, const Guards& guards);
  Typed in_state(const Syntax& syntax, const Guards& guards);
  Typed before(const Syntax& syntax, const Guards& guards);
  Typed timestamp(const Syntax& syntax, const Guards& guards);
  Typed duration(const Syntax& syntax, const Guards& guards);
  Typed date(const Syntax& syntax, const Guards& guards);
  Typed to_int(const Syntax& syntax, const Guards& guards);
  Typed to_decimal(const Syntax& syntax, const Guards& guards);
  Typed to_string(const Syntax& syntax, const Guards& guards);
  Typed extreme(const Syntax& syntax, const Guards& guards);
  Typed yearly(const Syntax& syntax, const Guards& guards);
  Typed year(const Syntax& syntax, const Guards& guards);
  Typed text_method(const Syntax& syntax, const Guards& guards);
  Typed macro(const Syntax& syntax, const Guards& guards);
  const std::string* literal_argument(const Syntax& syntax, const std::string& example);

  Typed fail(std::size_t offset, std::string message);
  bool convert(Typed& typed, const Type& wanted);
  std::string written(const Syntax& syntax) const;

  std::string_view text_;
  const Scope& scope_;
  std::vector<Reading> readings_;
  std::vector<Variable> variables_;
  std::optional<ConditionError> error_;
};

// A node over operands, which are moved in.
Typed made(const Syntax& syntax, Operation operation, Type type, std::vector<Typed> operands);

}  // namespace accolade
