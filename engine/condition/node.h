// The typed tree that is evaluated. Everything in it was checked at load.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/condition/condition.h"

namespace accolade {

enum class Operation : std::uint8_t {
  Constant,
  Read,    // values[slot]
  Local,   // the item that macro number `slot` stands at
  Member,  // of a record; the name is `constant`
  Has,     // whether the operand is there
  Not,
  All,
  Any,
  Choose,
  CompareNumber,  // both operands of one kind that is kept as a number
  CompareText,
  CompareWhole,  // lists and records: equal or not
  In,
  Negate,
  Add,
  Subtract,
  Multiply,
  Divide,
  Remainder,
  MoveDay,    // a day and a duration of whole days; `number` is 1 or -1
  DaysApart,  // the duration between two days
  Promote,    // whole number to decimal
  Truncate,   // decimal to whole number, towards zero
  ToText,
  Before,  // values[slot] is the deadline, the operand is now
  Size,
  StartsWith,
  EndsWith,
  Contains,
  Every,  // the macros: a list and a body, in which Local `slot` is the item
  Exists,
  ExistsOne,
  Filter,
  Map,
  Items,  // a list literal
  Greatest,
  Least,
  Yearly,  // the anniversary of an instant that comes next after another, if there is that one
  Year,    // of an instant or a day, in UTC
};

enum class Comparison : std::uint8_t { Equal, Unequal, Less, LessOrEqual, Greater, GreaterOrEqual };

class Predicate;  // the same, flat, of what only compares

struct Node {
  Operation operation = Operation::Constant;
  Type::Kind kind = Type::Kind::Bool;  // of the result
  Comparison comparison = Comparison::Equal;
  bool may_be_absent = false;  // and whoever uses it copes
  std::uint32_t slot = 0;
  std::int64_t number = 0;  // a constant whose kind is kept as a number
  std::vector<Node> operands = {};
  Value constant = {};  // any other constant
  std::shared_ptr<const Predicate> predicate =
      {};  // of a root alone; none: there is the tree alone
};

// Bool, Int, Decimal (millionths), Timestamp, Duration (microseconds) and Day (days) are worked out
// as one int64; String and Enum as text; List and Record as whole values.
constexpr bool is_number(Type::Kind kind) {
  using Kind = Type::Kind;
  return kind != Kind::String && kind != Kind::Enum && kind != Kind::List && kind != Kind::Record;
}
constexpr bool is_text(Type::Kind kind) {
  return kind == Type::Kind::String || kind == Type::Kind::Enum;
}

Value value_of(std::int64_t number, Type::Kind kind);

Node constant_node(const Value& value, Type::Kind kind);
Value value_of_constant(const Node& node);

// As in CEL: 10,000 years, forwards and back.
inline constexpr Duration duration_max{std::chrono::seconds(315'576'000'000)};

}  // namespace accolade
