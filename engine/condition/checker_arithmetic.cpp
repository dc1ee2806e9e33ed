// + - * / % over numbers, texts, lists, instants, durations and dates.
#include "engine/condition/checker.h"
#include "engine/condition/suggestion.h"

namespace accolade {
namespace {

Operation operation_of(std::string_view sign) {
  if (sign == "+") return Operation::Add;
  if (sign == "-") return Operation::Subtract;
  if (sign == "*") return Operation::Multiply;
  if (sign == "/") return Operation::Divide;
  return Operation::Remainder;
}

bool is_amount(const Type& type) {
  return type.kind == Type::Kind::Int || type.kind == Type::Kind::Decimal;
}

bool is_time(const Type& type) {
  return type.kind == Type::Kind::Timestamp || type.kind == Type::Kind::Duration ||
         type.kind == Type::Kind::Day;
}

std::string clash(const Syntax& syntax, const Typed& left, const Typed& right) {
  return in_quotes(syntax.text) + " does not apply to " + in_words(left.type) + " and " +
         in_words(right.type);
}

}  // namespace

Typed Checker::negated(const Syntax& syntax, const Guards& guards) {
  Typed operand = check(syntax.parts[0], guards);
  if (error_) return {};
  if (!is_amount(operand.type) && operand.type.kind != Type::Kind::Duration) {
    return fail(syntax.offset, "`-` does not apply to " + in_words(operand.type));
  }
  if (operand.node.operation == Operation::Constant) {
    operand.node.number = -operand.node.number;
    operand.syntax = &syntax;
    return operand;
  }
  Type type = operand.type;
  return made(syntax, Operation::Negate, std::move(type), {std::move(operand)});
}

Typed Checker::arithmetic(const Syntax& syntax, Typed left, Typed right, const Guards& guards) {
  if (is_time(left.type) || is_time(right.type)) {
    return time_arithmetic(syntax, std::move(left), std::move(right));
  }
  const std::optional<Type> type = common_type(left, right);
  if (!type) return fail(syntax.offset, clash(syntax, left, right));

  const Operation operation = operation_of(syntax.text);
  const bool can_be_joined = type->kind == Type::Kind::String || type->kind == Type::Kind::List;
  const bool is_joined = operation == Operation::Add && can_be_joined;
  const bool is_left_over = operation == Operation::Remainder && type->kind == Type::Kind::Decimal;
  if (!is_joined && (!is_amount(*type) || is_left_over)) {
    return fail(syntax.offset, clash(syntax, left, right));
  }
  if (!convert(left, *type) || !convert(right, *type)) return {};
  if (operation == Operation::Divide || operation == Operation::Remainder) {
    return division(syntax, std::move(left), std::move(right), guards);
  }
  return made(syntax, operation, *type, {std::move(left), std::move(right)});
}

Typed Checker::division(const Syntax& syntax, Typed left, Typed right, const Guards& guards) {
  const bool is_constant = right.node.operation == Operation::Constant;
  const std::string divisor = written(syntax.parts[1]);
  if (is_constant && right.node.number == 0) {
    return fail(syntax.parts[1].start, "this divides by zero");
  }
  if (!is_constant && !guards.not_zero.contains(key_of(right.node))) {
    return fail(syntax.parts[1].start, in_quotes(divisor) + " can be 0; guard it, as in " +
                                           in_quotes(divisor + " != 0 && ..."));
  }
  Type type = left.type;
  return made(syntax, operation_of(syntax.text), std::move(type),
              {std::move(left), std::move(right)});
}

Typed Checker::time_arithmetic(const Syntax& syntax, Typed left, Typed right) {
  const bool is_sum = syntax.text == "+";
  const bool is_difference = syntax.text == "-";
  const Type::Kind a = left.type.kind;
  const Type::Kind b = right.type.kind;
  const std::string refusal = clash(syntax, left, right);
  std::vector<Typed> operands;
  operands.push_back(std::move(left));
  operands.push_back(std::move(right));

  if ((is_sum || is_difference) && b == Type::Kind::Duration) {
    if (a == Type::Kind::Day) {
      Typed moved = made(syntax, Operation::MoveDay, day_type(), std::move(operands));
      moved.node.number = is_sum ? 1 : -1;
      return moved;
    }
    if (a == Type::Kind::Timestamp || a == Type::Kind::Duration) {
      Type type = operands.front().type;
      return made(syntax, operation_of(syntax.text), std::move(type), std::move(operands));
    }
  }
  if (is_sum && a == Type::Kind::Duration && b == Type::Kind::Timestamp) {
    return made(syntax, Operation::Add, timestamp_type(), std::move(operands));
  }
  if (is_difference && a == Type::Kind::Timestamp && b == Type::Kind::Timestamp) {
    return made(syntax, Operation::Subtract, duration_type(), std::move(operands));
  }
  if (is_difference && a == Type::Kind::Day && b == Type::Kind::Day) {
    return made(syntax, Operation::DaysApart, duration_type(), std::move(operands));
  }
  return fail(syntax.offset, refusal);
}

}  // namespace accolade
