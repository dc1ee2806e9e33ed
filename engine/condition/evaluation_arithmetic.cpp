// Checked arithmetic: what does not fit refuses, it never wraps.
#include "engine/condition/evaluation.h"

namespace accolade {
namespace {

constexpr const char* too_large = "A number became too large to work with.";
constexpr std::int64_t micros_per_day = Duration(std::chrono::days(1)).count();

// As CEL writes durations: "90s", "-1.5s". Whole microseconds are what a decimal number holds.
std::string in_seconds(Duration duration) {
  return Decimal::of_units(duration.count()).text() + "s";
}

}  // namespace

std::int64_t Evaluation::arithmetic(const Node& node) {
  switch (node.operation) {
    case Operation::Add:
    case Operation::Subtract:
      return sum(node);
    case Operation::Multiply:
      return product(node);
    case Operation::Divide:
    case Operation::Remainder:
      return quotient(node);
    case Operation::Negate:
      return negative(node);
    case Operation::MoveDay:
      return moved_day(node);
    case Operation::DaysApart:
      return (number(node.operands[0]) - number(node.operands[1])) * micros_per_day;
    case Operation::Promote: {
      const std::optional<Decimal> decimal = Decimal::of_int(number(node.operands[0]));
      return decimal ? decimal->units() : fail(too_large);
    }
    case Operation::Truncate:
      return number(node.operands[0]) / Decimal::scale;
    case Operation::Yearly:
      return anniversary(node);
    case Operation::Year:
      return year(node);
    default:
      return extreme(node);
  }
}

std::int64_t Evaluation::sum(const Node& node) {
  const std::int64_t left = number(node.operands[0]);
  const std::int64_t right = number(node.operands[1]);
  std::int64_t total = 0;
  const bool overflows = node.operation == Operation::Add
                             ? __builtin_add_overflow(left, right, &total)
                             : __builtin_sub_overflow(left, right, &total);
  return overflows ? fail(too_large) : in_range(total, node.kind);
}

std::int64_t Evaluation::product(const Node& node) {
  const std::int64_t left = number(node.operands[0]);
  const std::int64_t right = number(node.operands[1]);
  if (node.kind == Type::Kind::Decimal) {
    const auto exact = multiply(Decimal::of_units(left), Decimal::of_units(right));
    return exact ? exact->units() : fail(too_large);
  }
  std::int64_t total = 0;
  return __builtin_mul_overflow(left, right, &total) ? fail(too_large) : total;
}

std::int64_t Evaluation::quotient(const Node& node) {
  const std::int64_t left = number(node.operands[0]);
  const std::int64_t right = number(node.operands[1]);
  if (right == 0) return fail("This would divide by zero.");
  if (node.kind == Type::Kind::Decimal) {
    const auto rounded = divide(Decimal::of_units(left), Decimal::of_units(right));
    return rounded ? rounded->units() : fail(too_large);
  }
  // The smallest int64 divided by -1 does not fit.
  if (right == -1) return node.operation == Operation::Remainder ? 0 : negative(node);
  return node.operation == Operation::Remainder ? left % right : left / right;
}

std::int64_t Evaluation::negative(const Node& node) {
  std::int64_t result = 0;
  return __builtin_sub_overflow(std::int64_t{0}, number(node.operands[0]), &result)
             ? fail(too_large)
             : result;
}

std::int64_t Evaluation::moved_day(const Node& node) {
  const std::int64_t day = number(node.operands[0]);
  const std::int64_t micros = number(node.operands[1]);
  if (micros % micros_per_day != 0) return fail("A date can only move by whole days.");
  return in_range(day + node.number * (micros / micros_per_day), Type::Kind::Day);
}

// `total` fits an int64; whether it fits its kind.
std::int64_t Evaluation::in_range(std::int64_t total, Type::Kind kind) {
  if (kind == Type::Kind::Decimal && (total > Decimal::units_max || total < -Decimal::units_max)) {
    return fail(too_large);
  }
  if (kind == Type::Kind::Duration &&
      (total > duration_max.count() || total < -duration_max.count())) {
    return fail(too_large);
  }
  const auto first = instant_min.time_since_epoch().count();
  const auto last = instant_max.time_since_epoch().count();
  if ((kind == Type::Kind::Timestamp && (total < first || total > last)) ||
      (kind == Type::Kind::Day &&
       (total < first / micros_per_day || total > last / micros_per_day))) {
    return fail("A date left the years 1 to 9999.");
  }
  return total;
}

std::int64_t Evaluation::extreme(const Node& node) {
  std::optional<std::int64_t> best;
  for (const Node& operand : node.operands) {
    if (operand.may_be_absent && is_absent(operand)) continue;
    const std::int64_t candidate = number(operand);
    const bool is_better =
        !best || (node.operation == Operation::Greatest ? candidate > *best : candidate < *best);
    if (is_better) best = candidate;
  }
  return best ? *best : fail("There is nothing to choose the largest or smallest of.");
}

std::int64_t Evaluation::anniversary(const Node& node) {
  const Instant from{Duration(number(node.operands[0]))};
  const Node& after = node.operands[1];
  if (after.may_be_absent && is_absent(after)) return from.time_since_epoch().count();
  const Instant next = next_anniversary(from, Instant(Duration(number(after))));
  return in_range(next.time_since_epoch().count(), Type::Kind::Timestamp);
}

std::int64_t Evaluation::year(const Node& node) {
  const Node& when = node.operands[0];
  const Day day = when.kind == Type::Kind::Day
                      ? Day(std::chrono::days(number(when)))
                      : std::chrono::floor<std::chrono::days>(Instant(Duration(number(when))));
  return year_of(day);
}

// string(x), and texts joined with +.
std::string_view Evaluation::made_text(const Node& node) {
  struct ToText {
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(Decimal value) const { return value.text(); }
    std::string operator()(Instant value) const { return to_text(value); }
    std::string operator()(Duration value) const { return in_seconds(value); }
    std::string operator()(Day value) const { return to_text(value); }
    std::string operator()(const std::string& value) const { return value; }
    std::string operator()(Absent) const { return {}; }
    std::string operator()(const List&) const { return {}; }
    std::string operator()(const Record&) const { return {}; }
  };
  std::string made;
  if (node.operation == Operation::ToText) {
    made = std::visit(ToText{}, result(node.operands[0]).held());
  } else {
    const std::string_view left = text(node.operands[0]);
    const std::string_view right = text(node.operands[1]);
    if (left.size() + right.size() > text_bytes_max) {
      fail("A text became too long to work with.");
      return {};
    }
    made.append(left).append(right);
  }
  if (!spend(1 + made.size() / 64)) return {};
  return *kept(std::move(made)).as<std::string>();
}

}  // namespace accolade
