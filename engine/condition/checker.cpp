// The kinds of syntax: logic, comparisons, lists.
#include "engine/condition/checker.h"

#include <algorithm>
#include <array>

#include "engine/condition/suggestion.h"

namespace accolade {
namespace {

std::optional<Comparison> comparison_of(std::string_view sign) {
  constexpr std::array<std::string_view, 6> signs = {"==", "!=", "<", "<=", ">", ">="};
  const auto found = std::find(signs.begin(), signs.end(), sign);
  if (found == signs.end()) return std::nullopt;
  return static_cast<Comparison>(found - signs.begin());
}

bool has_order(const Type& type) {
  return type.kind == Type::Kind::String || (is_number(type.kind) && type.kind != Type::Kind::Bool);
}

Type type_of(const Value& literal) {
  if (literal.as<bool>() != nullptr) return bool_type();
  if (literal.as<Decimal>() != nullptr) return decimal_type();
  if (literal.as<Duration>() != nullptr) return duration_type();
  if (literal.as<std::string>() != nullptr) return string_type();
  return int_type();
}

}  // namespace

Typed made(const Syntax& syntax, Operation operation, Type type, std::vector<Typed> operands) {
  Typed typed;
  typed.syntax = &syntax;
  typed.node.operation = operation;
  typed.node.kind = type.kind;
  typed.type = std::move(type);
  for (Typed& operand : operands)
    typed.node.operands.push_back(std::move(operand.node));
  return typed;
}

Typed Checker::check_root(const Syntax& root, const std::optional<Type>& expected,
                          Absence absence) {
  Typed typed = check(root, {}, absence);
  if (!expected || error_) return typed;
  if (can_become(typed, *expected)) {
    convert(typed, *expected);
    return typed;
  }
  return fail(root.start,
              "this gives " + in_words(typed.type) + ", but " + in_words(*expected) + " is needed");
}

Typed Checker::check(const Syntax& syntax, const Guards& guards, Absence absence) {
  Typed typed = any_kind(syntax, guards, absence);
  if (error_) return typed;
  if (typed.can_be_absent && absence == Absence::Refused) return unguarded(syntax);
  typed.node.may_be_absent = typed.can_be_absent;
  return typed;
}

Typed Checker::unguarded(const Syntax& syntax) {
  const std::string name = written(syntax);
  if (syntax.kind == Syntax::Kind::Call) {
    return fail(syntax.start,
                in_quotes(name) + " is absent when all in it are; guard one with `has`");
  }
  return fail(syntax.start, in_quotes(name) + " can be absent; guard it, as in " +
                                in_quotes("has(" + name + ") && ..."));
}

Typed Checker::any_kind(const Syntax& syntax, const Guards& guards, Absence absence) {
  if (error_) return {};
  switch (syntax.kind) {
    case Syntax::Kind::Literal: {
      Typed typed = made(syntax, Operation::Constant, type_of(syntax.literal), {});
      typed.node = constant_node(syntax.literal, typed.type.kind);
      return typed;
    }
    case Syntax::Kind::Name:
      return name(syntax, guards);
    case Syntax::Kind::Member:
      return member(syntax, guards);
    case Syntax::Kind::Not:
      return made(syntax, Operation::Not, bool_type(), {condition(syntax.parts[0], guards)});
    case Syntax::Kind::Negate:
      return negated(syntax, guards);
    case Syntax::Kind::All:
    case Syntax::Kind::Any:
      return terms(syntax, guards);
    case Syntax::Kind::Choose:
      return choose(syntax, guards, absence);
    case Syntax::Kind::Binary:
      return binary(syntax, guards);
    case Syntax::Kind::Call:
      return call(syntax, guards);
    case Syntax::Kind::Method:
      return method(syntax, guards);
    case Syntax::Kind::Items:
      return items(syntax, guards);
    case Syntax::Kind::Tally:
      return tally(syntax, guards);
  }
  return {};
}

Typed Checker::condition(const Syntax& syntax, const Guards& guards) {
  Typed typed = check(syntax, guards);
  if (error_ || typed.type.kind == Type::Kind::Bool) return typed;
  return fail(syntax.start, "a yes or no is needed here, and this is " + in_words(typed.type));
}

Typed Checker::terms(const Syntax& syntax, const Guards& guards) {
  const bool is_all = syntax.kind == Syntax::Kind::All;
  Guards known = guards;
  std::vector<Typed> operands;
  for (const Syntax& part : syntax.parts) {
    operands.push_back(condition(part, known));
    if (error_) return {};
    known = learned(std::move(known), operands.back().node, is_all);
  }
  return made(syntax, is_all ? Operation::All : Operation::Any, bool_type(), std::move(operands));
}

Typed Checker::choose(const Syntax& syntax, const Guards& guards, Absence absence) {
  Typed asked = condition(syntax.parts[0], guards);
  if (error_) return {};
  Typed then = check(syntax.parts[1], learned(guards, asked.node, true), absence);
  Typed otherwise = check(syntax.parts[2], learned(guards, asked.node, false), absence);
  if (error_) return {};

  const std::optional<Type> type = common_type(then, otherwise);
  if (!type) {
    return fail(syntax.offset, "both sides of `:` need one type; here " + in_words(then.type) +
                                   " and " + in_words(otherwise.type));
  }
  if (!convert(then, *type) || !convert(otherwise, *type)) return {};
  const bool can_be_absent = then.can_be_absent || otherwise.can_be_absent;
  Typed typed = made(syntax, Operation::Choose, *type,
                     {std::move(asked), std::move(then), std::move(otherwise)});
  typed.can_be_absent = can_be_absent;
  return typed;
}

Typed Checker::items(const Syntax& syntax, const Guards& guards) {
  Type type;
  type.kind = Type::Kind::List;
  std::vector<Typed> operands;
  for (const Syntax& part : syntax.parts) {
    operands.push_back(check(part, guards));
    if (error_) return {};
    if (!type.element) type = list_of(operands.front().type);
    if (can_become(operands.back(), *type.element)) continue;
    if (!can_become(operands.front(), operands.back().type)) {
      return fail(part.start, "a list holds one type; this is " + in_words(operands.back().type) +
                                  " after " + in_words(*type.element));
    }
    type = list_of(operands.back().type);
  }
  for (Typed& operand : operands) {
    if (!can_become(operand, *type.element)) {
      return fail(operand.syntax->start, "a list holds one type; this is " +
                                             in_words(operand.type) + " beside " +
                                             in_words(*type.element));
    }
    if (!convert(operand, *type.element)) return {};
  }
  return made(syntax, Operation::Items, type, std::move(operands));
}

Typed Checker::binary(const Syntax& syntax, const Guards& guards) {
  Typed left = check(syntax.parts[0], guards);
  Typed right = check(syntax.parts[1], guards);
  if (error_) return {};
  if (syntax.text == "in") return membership(syntax, std::move(left), std::move(right));
  if (comparison_of(syntax.text)) return comparison(syntax, std::move(left), std::move(right));
  return arithmetic(syntax, std::move(left), std::move(right), guards);
}

Typed Checker::comparison(const Syntax& syntax, Typed left, Typed right) {
  const Comparison comparison = *comparison_of(syntax.text);
  const std::optional<Type> type = common_type(left, right);
  if (!type) {
    return fail(syntax.offset,
                in_words(left.type) + " and " + in_words(right.type) + " cannot be compared");
  }
  const bool needs_order = comparison != Comparison::Equal && comparison != Comparison::Unequal;
  if (needs_order && !has_order(*type)) {
    return fail(syntax.offset, in_words(*type) + " has no order; only `==` and `!=` apply to it");
  }
  if (!convert(left, *type) || !convert(right, *type)) return {};
  const Operation operation = is_number(type->kind) ? Operation::CompareNumber
                              : is_text(type->kind) ? Operation::CompareText
                                                    : Operation::CompareWhole;
  Typed typed = made(syntax, operation, bool_type(), {std::move(left), std::move(right)});
  typed.node.comparison = comparison;
  return typed;
}

Typed Checker::membership(const Syntax& syntax, Typed left, Typed right) {
  if (right.type.kind != Type::Kind::List) {
    return fail(syntax.offset,
                "`in` needs a list on its right, and this is " + in_words(right.type));
  }
  if (can_become(right, list_of(left.type))) {
    if (!convert(right, list_of(left.type))) return {};
  } else if (right.type.element && can_become(left, *right.type.element)) {
    if (!convert(left, *right.type.element)) return {};
  } else {
    return fail(syntax.offset, in_words(left.type) + " cannot be in " + in_words(right.type));
  }
  return made(syntax, Operation::In, bool_type(), {std::move(left), std::move(right)});
}

Typed Checker::fail(std::size_t offset, std::string message) {
  if (!error_) error_ = ConditionError{offset, std::move(message)};
  return {};
}

bool Checker::convert(Typed& typed, const Type& wanted) {
  const std::optional<ConditionError> error = become(typed, wanted);
  if (error && !error_) error_ = error;
  return !error_;
}

std::string Checker::written(const Syntax& syntax) const {
  return std::string(text_.substr(syntax.start, syntax.end - syntax.start));
}

}  // namespace accolade
