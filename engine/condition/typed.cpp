// Conversions at load: they cost nothing later, except a whole number that is promoted.
#include "engine/condition/typed.h"

#include <algorithm>

#include "engine/condition/suggestion.h"

namespace accolade {
namespace {

bool contains_all(const std::vector<std::string>& some, const std::vector<std::string>& more) {
  return std::all_of(some.begin(), some.end(), [&](const std::string& choice) {
    return std::find(more.begin(), more.end(), choice) != more.end();
  });
}

bool fits(const Node& node, const Type& from, const Type& wanted) {
  if (from == wanted) return true;
  if (node.operation == Operation::Choose) {
    return fits(node.operands[1], from, wanted) && fits(node.operands[2], from, wanted);
  }
  if (from.kind == Type::Kind::Int) return wanted.kind == Type::Kind::Decimal;
  if (from.kind == Type::Kind::String) {
    return wanted.kind == Type::Kind::Enum && node.operation == Operation::Constant;
  }
  if (from.kind != wanted.kind) return false;
  if (from.kind == Type::Kind::Enum) return contains_all(from.choices, wanted.choices);
  if (from.kind != Type::Kind::List || !wanted.element) return false;
  if (!from.element) return true;
  if (node.operation != Operation::Items) return false;
  return std::all_of(node.operands.begin(), node.operands.end(),
                     [&](const Node& item) { return fits(item, *from.element, *wanted.element); });
}

std::optional<ConditionError> convert(Node& node, const Type& from, const Type& wanted,
                                      const Syntax& syntax);

std::optional<ConditionError> to_decimal(Node& node, const Syntax& syntax) {
  if (node.operation != Operation::Constant) {
    Node promoted;
    promoted.operation = Operation::Promote;
    promoted.kind = Type::Kind::Decimal;
    promoted.may_be_absent = node.may_be_absent;
    promoted.operands.push_back(std::move(node));
    node = std::move(promoted);
    return std::nullopt;
  }
  const std::optional<Decimal> decimal = Decimal::of_int(node.number);
  if (!decimal) {
    return ConditionError{syntax.start, "this number is too large beside a decimal number"};
  }
  node = constant_node(*decimal, Type::Kind::Decimal);
  return std::nullopt;
}

std::optional<ConditionError> to_choice(Node& node, const Type& wanted, const Syntax& syntax) {
  node.kind = Type::Kind::Enum;
  const std::string& text = *node.constant.as<std::string>();
  const auto& choices = wanted.choices;
  if (std::find(choices.begin(), choices.end(), text) != choices.end()) return std::nullopt;
  return ConditionError{syntax.start, in_quotes(text) + " is not one of the choices " +
                                          listed(choices) + did_you_mean(text, choices)};
}

std::optional<ConditionError> convert_parts(Node& node, std::size_t first, const Type& from,
                                            const Type& wanted, const Syntax& syntax) {
  for (std::size_t i = first; i < node.operands.size(); ++i) {
    if (auto error = convert(node.operands[i], from, wanted, syntax.parts[i])) return error;
  }
  return std::nullopt;
}

std::optional<ConditionError> convert(Node& node, const Type& from, const Type& wanted,
                                      const Syntax& syntax) {
  if (from == wanted) return std::nullopt;
  if (node.operation == Operation::Choose) {
    node.kind = wanted.kind;
    return convert_parts(node, 1, from, wanted, syntax);
  }
  if (from.kind == Type::Kind::Int) return to_decimal(node, syntax);
  if (from.kind == Type::Kind::String) return to_choice(node, wanted, syntax);
  if (from.kind == Type::Kind::List && from.element && node.operation == Operation::Items) {
    return convert_parts(node, 0, *from.element, *wanted.element, syntax);
  }
  return std::nullopt;
}

}  // namespace

bool can_become(const Typed& from, const Type& wanted) {
  return fits(from.node, from.type, wanted);
}

std::optional<ConditionError> become(Typed& from, const Type& wanted) {
  auto error = convert(from.node, from.type, wanted, *from.syntax);
  from.type = wanted;
  return error;
}

std::optional<Type> common_type(const Typed& a, const Typed& b) {
  if (can_become(b, a.type)) return a.type;
  if (can_become(a, b.type)) return b.type;
  return std::nullopt;
}

}  // namespace accolade
