// Constants: between values and the numbers that evaluation works with.
#include "engine/condition/node.h"

namespace accolade {
namespace {

struct ToNumber {
  std::int64_t operator()(bool value) const { return value ? 1 : 0; }
  std::int64_t operator()(std::int64_t value) const { return value; }
  std::int64_t operator()(Decimal value) const { return value.units(); }
  std::int64_t operator()(Instant value) const { return value.time_since_epoch().count(); }
  std::int64_t operator()(Duration value) const { return value.count(); }
  std::int64_t operator()(Day value) const { return value.time_since_epoch().count(); }
  template <class Other>
  std::int64_t operator()(const Other&) const {
    return 0;
  }
};

}  // namespace

Value value_of(std::int64_t number, Type::Kind kind) {
  switch (kind) {
    case Type::Kind::Bool:
      return number != 0;
    case Type::Kind::Decimal:
      return Decimal::of_units(number);
    case Type::Kind::Timestamp:
      return Instant(Duration(number));
    case Type::Kind::Duration:
      return Duration(number);
    case Type::Kind::Day:
      return Day(std::chrono::days(number));
    case Type::Kind::Int:
    case Type::Kind::String:
    case Type::Kind::Enum:
    case Type::Kind::List:
    case Type::Kind::Record:
      break;
  }
  return number;
}

Node constant_node(const Value& value, Type::Kind kind) {
  Node node;
  node.kind = kind;
  if (is_number(kind)) {
    node.number = std::visit(ToNumber{}, value.held());
  } else {
    node.constant = value;
  }
  return node;
}

Value value_of_constant(const Node& node) {
  return is_number(node.kind) ? value_of(node.number, node.kind) : node.constant;
}

}  // namespace accolade
