// A condition over random fields: two bytes of choice, then the text. What compiles evaluates to a
// value of its type or refuses, the same each time.
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "tests/engine/condition/sample_scope.h"
#include "tests/fuzz/promise.h"

namespace accolade {
namespace {

using Dice = std::minstd_rand;

std::int64_t number_from(Dice& dice) {
  constexpr std::int64_t edges[] = {0, 1, -1, 2, 3, 7, 100, 1'000'000, INT64_MAX, INT64_MIN};
  return edges[dice() % std::size(edges)];
}

Value value_from(Dice& dice, const Type& type);

Value list_from(Dice& dice, const Type& element) {
  List items;
  for (auto left = dice() % 5; left > 0; --left)
    items.push_back(value_from(dice, element));
  return items;
}

Value record_from(Dice& dice, const Type& type) {
  Record record;
  for (const auto& [name, member] : type.members)
    record[name] = value_from(dice, member);
  return record;
}

Value value_from(Dice& dice, const Type& type) {
  constexpr const char* texts[] = {"", "a", "open", "é", "a long text of several words"};
  constexpr const char* decimals[] = {"0", "0.000001", "-4.5", "3", "999999999999.999999"};
  switch (type.kind) {
    case Type::Kind::Bool:
      return dice() % 2 == 0;
    case Type::Kind::Int:
      return number_from(dice);
    case Type::Kind::Decimal:
      return decimal(decimals[dice() % std::size(decimals)]);
    case Type::Kind::String:
      return texts[dice() % std::size(texts)];
    case Type::Kind::Timestamp:
      return instant(dice() % 2 == 0 ? "2026-03-29T01:00:00Z" : "9999-12-31T23:59:59Z");
    case Type::Kind::Duration:
      return Duration(number_from(dice) / 4);
    case Type::Kind::Day:
      return day(dice() % 2 == 0 ? "2024-02-29" : "2026-03-02");
    case Type::Kind::Enum:
      return type.choices[dice() % type.choices.size()];
    case Type::Kind::List:
      return list_from(dice, *type.element);
    case Type::Kind::Record:
      return record_from(dice, type);
  }
  return {};
}

std::optional<Known> known_of(const Reading& reading, const SampleScope& scope) {
  switch (reading.kind) {
    case Reading::Kind::Path:
      return scope.path(reading.name);
    case Reading::Kind::Tally:
      return scope.tally(reading.tally);
    case Reading::Kind::State:
      return Known{bool_type()};
    case Reading::Kind::Deadline:
      return Known{timestamp_type(), true};
    case Reading::Kind::Now:
      return Known{timestamp_type()};
  }
  return std::nullopt;
}

std::vector<Value> values_for(const Expression& expression, const SampleScope& scope, Dice& dice) {
  std::vector<Value> values;
  for (const Reading& reading : expression.readings()) {
    const std::optional<Known> known = known_of(reading, scope);
    promise(known.has_value(), "what a condition reads is known");
    const bool is_left_out = known->can_be_absent && dice() % 3 == 0;
    values.push_back(is_left_out ? Value() : value_from(dice, known->type));
  }
  return values;
}

bool is_of(const Value& value, Type::Kind kind) {
  switch (kind) {
    case Type::Kind::Bool:
      return value.as<bool>() != nullptr;
    case Type::Kind::Int:
      return value.as<std::int64_t>() != nullptr;
    case Type::Kind::Decimal:
      return value.as<Decimal>() != nullptr;
    case Type::Kind::String:
    case Type::Kind::Enum:
      return value.as<std::string>() != nullptr;
    case Type::Kind::Timestamp:
      return value.as<Instant>() != nullptr;
    case Type::Kind::Duration:
      return value.as<Duration>() != nullptr;
    case Type::Kind::Day:
      return value.as<Day>() != nullptr;
    case Type::Kind::List:
      return value.as<List>() != nullptr;
    case Type::Kind::Record:
      return value.as<Record>() != nullptr;
  }
  return false;
}

void evaluate_with(unsigned seed, std::string_view text) {
  const SampleScope scope;
  const Absence absence = seed % 2 == 0 ? Absence::Refused : Absence::Allowed;
  const Compiled compiled = compile(text, scope, std::nullopt, absence);
  if (const auto* error = std::get_if<ConditionError>(&compiled)) {
    promise(error->offset <= text.size() && !error->message.empty(), "an error has its place");
    return;
  }
  const Expression& expression = std::get<Expression>(compiled);
  Dice dice(seed + 1);
  for (int round = 0; round < 4; ++round) {
    const std::vector<Value> values = values_for(expression, scope, dice);
    const Outcome<Value> outcome = evaluate(expression, values);
    const Outcome<Value> again = evaluate(expression, values);
    promise(outcome ? again && *outcome == *again : !again, "the same each time");
    if (!outcome) {
      promise(outcome.refusal().why == Why::Failed, "a refusal is Failed");
      continue;
    }
    const bool may_be_absent = outcome->is_absent() && absence == Absence::Allowed;
    promise(may_be_absent || is_of(*outcome, expression.type().kind), "a value of its type");
  }
}

}  // namespace
}  // namespace accolade

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 2, size - 2);
  accolade::evaluate_with(bytes[0] * 256u + bytes[1], text);
  return 0;
}
