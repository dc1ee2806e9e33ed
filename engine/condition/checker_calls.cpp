// Functions and methods: two tables, and a rule for each entry.
#include <algorithm>
#include <array>

#include "engine/condition/checker.h"
#include "engine/condition/suggestion.h"

namespace accolade {
namespace {

constexpr std::size_t any_number = condition_nodes_max;

std::string arguments_in_words(std::size_t count) {
  if (count == 0) return "no arguments";
  return count == 1 ? "one argument" : "two arguments";
}

Operation text_operation(std::string_view name) {
  if (name == "startsWith") return Operation::StartsWith;
  return name == "endsWith" ? Operation::EndsWith : Operation::Contains;
}

Operation macro_operation(std::string_view name) {
  if (name == "all") return Operation::Every;
  if (name == "exists") return Operation::Exists;
  if (name == "exists_one") return Operation::ExistsOne;
  return name == "filter" ? Operation::Filter : Operation::Map;
}

// Instants are whole microseconds; more digits than six would be cut off unseen.
bool has_nanoseconds(std::string_view instant) {
  const std::size_t point = instant.find('.');
  if (point == std::string_view::npos) return false;
  const std::size_t end = instant.find_first_not_of("0123456789", point + 1);
  return std::min(end, instant.size()) - point - 1 > 6;
}

// The name in `before(close)` or `before(parent.close)`; empty if it is none.
std::string dotted_name(const Syntax& syntax) {
  if (syntax.kind == Syntax::Kind::Name) return syntax.text;
  if (syntax.kind != Syntax::Kind::Member) return {};
  const std::string whole = dotted_name(syntax.parts.front());
  return whole.empty() ? whole : whole + "." + syntax.text;
}

}  // namespace

const std::span<const Checker::Function> Checker::functions = [] {
  static constexpr std::array<Function, 14> table = {{
      {"before", 1, 1, &Checker::before},
      {"date", 1, 1, &Checker::date},
      {"decimal", 1, 1, &Checker::to_decimal},
      {"duration", 1, 1, &Checker::duration},
      {"has", 1, 1, &Checker::has},
      {"in_state", 1, 1, &Checker::in_state},
      {"int", 1, 1, &Checker::to_int},
      {"max", 2, any_number, &Checker::extreme},
      {"min", 2, any_number, &Checker::extreme},
      {"size", 1, 1, &Checker::size},
      {"string", 1, 1, &Checker::to_string},
      {"timestamp", 1, 1, &Checker::timestamp},
      {"year", 1, 1, &Checker::year},
      {"yearly", 2, 2, &Checker::yearly},
  }};
  return std::span<const Function>(table);
}();

// The target counts as an argument.
const std::span<const Checker::Function> Checker::methods = [] {
  static constexpr std::array<Function, 9> table = {{
      {"all", 3, 3, &Checker::macro},
      {"contains", 2, 2, &Checker::text_method},
      {"endsWith", 2, 2, &Checker::text_method},
      {"exists", 3, 3, &Checker::macro},
      {"exists_one", 3, 3, &Checker::macro},
      {"filter", 3, 3, &Checker::macro},
      {"map", 3, 3, &Checker::macro},
      {"size", 1, 1, &Checker::size},
      {"startsWith", 2, 2, &Checker::text_method},
  }};
  return std::span<const Function>(table);
}();

Typed Checker::call(const Syntax& syntax, const Guards& guards) {
  return dispatch(functions, syntax, guards);
}

Typed Checker::method(const Syntax& syntax, const Guards& guards) {
  return dispatch(methods, syntax, guards);
}

Typed Checker::dispatch(std::span<const Function> table, const Syntax& syntax,
                        const Guards& guards) {
  const bool is_method = syntax.kind == Syntax::Kind::Method;
  const auto found = std::find_if(table.begin(), table.end(), [&](const Function& function) {
    return function.name == syntax.text;
  });
  if (found == table.end()) {
    std::vector<std::string> names;
    for (const Function& function : table)
      names.emplace_back(function.name);
    return fail(syntax.offset, in_quotes(syntax.text) + " is not a " +
                                   (is_method ? "method" : "function") + " here" +
                                   did_you_mean(syntax.text, names));
  }
  const std::size_t count = syntax.parts.size();
  if (count < found->arguments_min || count > found->arguments_max) {
    const std::size_t needed = found->arguments_min - (is_method ? 1 : 0);
    return fail(syntax.offset, in_quotes(syntax.text) + " takes " +
                                   (found->arguments_max == any_number ? "at least " : "") +
                                   arguments_in_words(needed));
  }
  return (this->*found->rule)(syntax, guards);
}

Typed Checker::has(const Syntax& syntax, const Guards& guards) {
  const Syntax& asked = syntax.parts.front();
  const bool is_name = asked.kind == Syntax::Kind::Name || asked.kind == Syntax::Kind::Member ||
                       asked.kind == Syntax::Kind::Tally;
  if (!is_name) return fail(asked.start, "`has` takes a name or a figure of children");
  Typed typed = check(asked, guards, Absence::Allowed);
  if (error_) return {};
  return made(syntax, Operation::Has, bool_type(), {std::move(typed)});
}

Typed Checker::size(const Syntax& syntax, const Guards& guards) {
  Typed target = check(syntax.parts.front(), guards);
  if (error_) return {};
  if (target.type.kind != Type::Kind::List && !is_text(target.type.kind)) {
    return fail(syntax.parts.front().start,
                "`size` needs text or a list, and this is " + in_words(target.type));
  }
  return made(syntax, Operation::Size, int_type(), {std::move(target)});
}

Typed Checker::in_state(const Syntax& syntax, const Guards&) {
  const std::string* name = literal_argument(syntax, "'submitted'");
  if (name == nullptr) return {};
  if (!scope_.has_state(*name)) {
    return fail(syntax.parts.front().start,
                in_quotes(*name) + " is not a state here" + suggest(*name, Reading::Kind::State));
  }
  Typed typed = made(syntax, Operation::Read, bool_type(), {});
  typed.node = read(Reading::Kind::State, *name, Type::Kind::Bool);
  return typed;
}

Typed Checker::before(const Syntax& syntax, const Guards&) {
  const Syntax& argument = syntax.parts.front();
  const std::string name = dotted_name(argument);
  if (name.empty()) return fail(argument.start, "`before` takes the name of a deadline");
  if (!scope_.has_deadline(name)) {
    return fail(argument.start, in_quotes(name) + " is not a deadline here" +
                                    suggest(name, Reading::Kind::Deadline));
  }
  Typed typed = made(syntax, Operation::Before, bool_type(), {});
  typed.node.operands.push_back(read(Reading::Kind::Now, "now", Type::Kind::Timestamp));
  typed.node.slot = reading(Reading::Kind::Deadline, name);
  return typed;
}

Typed Checker::timestamp(const Syntax& syntax, const Guards&) {
  const std::string* text = literal_argument(syntax, "\"2026-03-02T16:00:00Z\"");
  if (text == nullptr) return {};
  const std::optional<Instant> instant = parse_instant(*text);
  if (!instant) return fail(syntax.parts.front().start, in_quotes(*text) + " is not an instant");
  if (has_nanoseconds(*text)) {
    return fail(syntax.parts.front().start, "an instant has at most six digits after its seconds");
  }
  Typed typed = made(syntax, Operation::Constant, timestamp_type(), {});
  typed.node = constant_node(*instant, Type::Kind::Timestamp);
  return typed;
}

Typed Checker::duration(const Syntax& syntax, const Guards&) {
  const std::string* text = literal_argument(syntax, "\"48h\"");
  if (text == nullptr) return {};
  const std::optional<Duration> duration = parse_duration(*text);
  if (!duration) return fail(syntax.parts.front().start, in_quotes(*text) + " is not a duration");
  if (*duration > duration_max || *duration < -duration_max) {
    return fail(syntax.parts.front().start, "a duration has at most 10,000 years");
  }
  Typed typed = made(syntax, Operation::Constant, duration_type(), {});
  typed.node = constant_node(*duration, Type::Kind::Duration);
  return typed;
}

Typed Checker::date(const Syntax& syntax, const Guards&) {
  const std::string* text = literal_argument(syntax, "\"2026-03-02\"");
  if (text == nullptr) return {};
  const std::optional<Day> day = parse_day(*text);
  if (!day) return fail(syntax.parts.front().start, in_quotes(*text) + " is not a date");
  Typed typed = made(syntax, Operation::Constant, day_type(), {});
  typed.node = constant_node(*day, Type::Kind::Day);
  return typed;
}

const std::string* Checker::literal_argument(const Syntax& syntax, const std::string& example) {
  const Syntax& argument = syntax.parts.front();
  const std::string* text = argument.literal.as<std::string>();
  if (text != nullptr && argument.kind == Syntax::Kind::Literal) return text;
  fail(argument.start, in_quotes(syntax.text) + " takes a quoted text, as in `" + syntax.text +
                           "(" + example + ")`");
  return nullptr;
}

Typed Checker::to_int(const Syntax& syntax, const Guards& guards) {
  Typed typed = check(syntax.parts.front(), guards);
  if (error_ || typed.type.kind == Type::Kind::Int) return typed;
  if (typed.type.kind != Type::Kind::Decimal) {
    return fail(syntax.parts.front().start,
                "`int` needs a number, and this is " + in_words(typed.type));
  }
  return made(syntax, Operation::Truncate, int_type(), {std::move(typed)});
}

Typed Checker::to_decimal(const Syntax& syntax, const Guards& guards) {
  Typed typed = check(syntax.parts.front(), guards);
  if (error_) return {};
  if (!can_become(typed, decimal_type())) {
    return fail(syntax.parts.front().start,
                "`decimal` needs a number, and this is " + in_words(typed.type));
  }
  convert(typed, decimal_type());
  return typed;
}

Typed Checker::to_string(const Syntax& syntax, const Guards& guards) {
  Typed typed = check(syntax.parts.front(), guards);
  if (error_) return {};
  if (typed.type.kind == Type::Kind::List || typed.type.kind == Type::Kind::Record) {
    return fail(syntax.parts.front().start, "`string` does not apply to " + in_words(typed.type));
  }
  return made(syntax, Operation::ToText, string_type(), {std::move(typed)});
}

// max(a, b, ...) and min: what is absent takes no part, so that `max(closes_at, extended_until)`
// needs no guard as long as one of them is there.
Typed Checker::extreme(const Syntax& syntax, const Guards& guards) {
  std::vector<Typed> operands;
  bool can_be_absent = true;
  for (const Syntax& part : syntax.parts) {
    operands.push_back(check(part, guards, Absence::Allowed));
    if (error_) return {};
    const std::optional<Type> type = common_type(operands.front(), operands.back());
    const Type::Kind kind = operands.back().type.kind;
    if (!type || !is_number(kind) || kind == Type::Kind::Bool) {
      return fail(part.start, in_quotes(syntax.text) + " does not apply to " +
                                  in_words(operands.front().type) + " and " +
                                  in_words(operands.back().type));
    }
    if (!convert(operands.front(), *type)) return {};
    can_be_absent = can_be_absent && operands.back().can_be_absent;
  }
  const Type type = operands.front().type;
  for (Typed& operand : operands) {
    if (!convert(operand, type)) return {};
  }
  Typed typed = made(syntax, syntax.text == "max" ? Operation::Greatest : Operation::Least, type,
                     std::move(operands));
  typed.can_be_absent = can_be_absent;
  return typed;
}

// yearly(from, after): absent where `from` is; `after` need not be there.
Typed Checker::yearly(const Syntax& syntax, const Guards& guards) {
  std::vector<Typed> operands;
  for (const Syntax& part : syntax.parts) {
    operands.push_back(check(part, guards, Absence::Allowed));
    if (error_) return {};
    if (operands.back().type.kind == Type::Kind::Timestamp) continue;
    return fail(part.start,
                "`yearly` needs instants, and this is " + in_words(operands.back().type));
  }
  const bool can_be_absent = operands.front().can_be_absent;
  Typed typed = made(syntax, Operation::Yearly, timestamp_type(), std::move(operands));
  typed.can_be_absent = can_be_absent;
  return typed;
}

Typed Checker::year(const Syntax& syntax, const Guards& guards) {
  Typed typed = check(syntax.parts.front(), guards);
  if (error_) return {};
  if (typed.type.kind != Type::Kind::Timestamp && typed.type.kind != Type::Kind::Day) {
    return fail(syntax.parts.front().start,
                "`year` needs an instant or a date, and this is " + in_words(typed.type));
  }
  return made(syntax, Operation::Year, int_type(), {std::move(typed)});
}

Typed Checker::text_method(const Syntax& syntax, const Guards& guards) {
  std::vector<Typed> operands;
  for (const Syntax& part : syntax.parts) {
    operands.push_back(check(part, guards));
    if (error_) return {};
    if (is_text(operands.back().type.kind)) continue;
    return fail(part.start, in_quotes(syntax.text) + " needs text, and this is " +
                                in_words(operands.back().type));
  }
  return made(syntax, text_operation(syntax.text), bool_type(), std::move(operands));
}

Typed Checker::macro(const Syntax& syntax, const Guards& guards) {
  const Syntax& item = syntax.parts[1];
  Typed list = check(syntax.parts[0], guards);
  if (error_) return {};
  if (list.type.kind != Type::Kind::List || !list.type.element) {
    return fail(syntax.offset,
                in_quotes(syntax.text) + " needs a list, and this is " + in_words(list.type));
  }
  if (item.kind != Syntax::Kind::Name) {
    return fail(item.start,
                "a name for the item is needed here, as in `" + syntax.text + "(item, ...)`");
  }
  if (item.text == "now" || variable(item.text) != nullptr || scope_.path(item.text)) {
    return fail(item.start, in_quotes(item.text) + " is already a name here; choose another");
  }

  const auto slot = static_cast<std::uint32_t>(variables_.size());
  variables_.push_back({item.text, *list.type.element});
  const Operation operation = macro_operation(syntax.text);
  const bool is_map = operation == Operation::Map;
  Typed body = is_map ? check(syntax.parts[2], guards) : condition(syntax.parts[2], guards);
  variables_.pop_back();
  if (error_) return {};

  Type type = is_map                           ? list_of(body.type)
              : operation == Operation::Filter ? list.type
                                               : bool_type();
  Typed typed = made(syntax, operation, std::move(type), {std::move(list), std::move(body)});
  typed.node.slot = slot;
  return typed;
}

}  // namespace accolade
