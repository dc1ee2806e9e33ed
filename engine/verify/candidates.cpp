// Cuts numbers at constants, texts at those that are named, lists at their sizes.
#include "engine/verify/candidates.h"

#include <optional>

#include "engine/condition/node.h"
#include "engine/verify/usual.h"

namespace accolade {
namespace {

using Kind = Type::Kind;

std::int64_t number_of(const Value& value, Kind kind) {
  return constant_node(value, kind).number;
}

bool is_of(const Value& value, Kind kind) {
  switch (kind) {
    case Kind::Bool:
      return value.as<bool>() != nullptr;
    case Kind::Int:
      return value.as<std::int64_t>() != nullptr;
    case Kind::Decimal:
      return value.as<Decimal>() != nullptr;
    case Kind::Duration:
      return value.as<Duration>() != nullptr;
    case Kind::Day:
      return value.as<Day>() != nullptr;
    case Kind::Timestamp:
      return value.as<Instant>() != nullptr;
    case Kind::String:
    case Kind::Enum:
      return value.as<std::string>() != nullptr;
    case Kind::List:
    case Kind::Record:
      break;
  }
  return false;
}

// One step of a kind: to the next value that differs to people.
std::int64_t step_of(Kind kind) {
  if (kind == Kind::Decimal) return Decimal::scale;
  if (kind == Kind::Duration) return Duration(std::chrono::hours(1)).count();
  return 1;
}

std::int64_t usual_number(Kind kind) {
  constexpr std::int64_t day = 20'454;  // 2026-01-01
  return kind == Kind::Day ? day : 0;
}

// Whole numbers and decimals meet where a count is compared with a mean.
std::optional<std::int64_t> as_number(const Value& value, Kind kind) {
  if (is_of(value, kind)) return number_of(value, kind);
  const auto* whole = value.as<std::int64_t>();
  if (kind == Kind::Decimal && whole != nullptr) {
    const std::optional<Decimal> wide = Decimal::of_int(*whole);
    return wide ? std::optional(wide->units()) : std::nullopt;
  }
  const auto* decimal = value.as<Decimal>();
  if (kind == Kind::Int && decimal != nullptr) return decimal->units() / Decimal::scale;
  return std::nullopt;
}

std::vector<std::int64_t> numbers_in(const std::vector<Value>& constants, Kind kind) {
  std::vector<std::int64_t> numbers;
  for (const Value& constant : constants) {
    if (const auto number = as_number(constant, kind)) numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::vector<Value> number_candidates(const Variable& variable, const Field* field) {
  const Kind kind = variable.type.kind;
  std::vector<std::int64_t> cuts = numbers_in(variable.constants, kind);
  if (cuts.empty()) cuts.push_back(usual_number(kind));
  const std::int64_t step = step_of(kind);
  std::vector<std::int64_t> numbers{cuts.front() - step};
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    numbers.push_back(cuts[i]);
    const bool has_gap = i + 1 < cuts.size() && cuts[i + 1] - cuts[i] > 1;
    if (has_gap) numbers.push_back(cuts[i] + (cuts[i + 1] - cuts[i]) / 2);
  }
  numbers.push_back(cuts.back() + step);
  std::vector<Value> values;
  for (const std::int64_t number : numbers)
    values.push_back(value_of(number, kind));
  if (field != nullptr && field->min) values.push_back(*field->min);
  if (field != nullptr && field->max) values.push_back(*field->max);
  return values;
}

std::vector<Value> text_candidates(const Variable& variable, const Field* field) {
  std::vector<Value> values;
  for (const Value& constant : variable.constants) {
    if (constant.as<std::string>() != nullptr) values.push_back(constant);
    if (const auto* length = constant.as<std::int64_t>()) {
      constexpr std::int64_t length_max = 200;
      for (std::int64_t size = *length - 1; size <= *length + 1 && size <= length_max; ++size) {
        if (size > 0) values.emplace_back(std::string(static_cast<std::size_t>(size), 'x'));
      }
    }
  }
  if (field != nullptr && field->type != FieldType::Text && field->type != FieldType::LongText) {
    values.emplace_back(usual_text(*field));
  } else {
    values.emplace_back("other");
  }
  return values;
}

std::vector<Value> enum_candidates(const Variable& variable) {
  constexpr std::size_t all_max = 12;
  std::vector<Value> values;
  const std::vector<std::string>& choices = variable.type.choices;
  if (choices.size() <= all_max) {
    for (const std::string& choice : choices)
      values.emplace_back(choice);
    return values;
  }
  // The named ones, and one of the others.
  bool has_other = false;
  for (const std::string& choice : choices) {
    const bool is_named = std::find(variable.constants.begin(), variable.constants.end(),
                                    Value(choice)) != variable.constants.end();
    if (is_named || !has_other) values.emplace_back(choice);
    has_other = has_other || !is_named;
  }
  return values;
}

// Sizes around the constants, and the texts that are looked for.
std::vector<Value> list_candidates(const Variable& variable) {
  std::set<std::int64_t> sizes{0, 1, 2};
  std::vector<std::string> items =
      variable.type.element ? variable.type.element->choices : std::vector<std::string>();
  std::vector<Value> values;
  for (const Value& constant : variable.constants) {
    if (const auto* size = constant.as<std::int64_t>()) sizes.insert({*size - 1, *size, *size + 1});
    if (constant.as<std::string>() != nullptr) values.emplace_back(List{constant});
  }
  for (const std::int64_t size : sizes) {
    constexpr std::int64_t items_max = 100;
    if (size < 0 || size > items_max) continue;
    const auto count = static_cast<std::size_t>(size);
    if (!items.empty() && count > items.size()) continue;
    List list;
    for (std::size_t i = 0; i < count; ++i)
      list.emplace_back(items.empty() ? std::to_string(i + 1) : items[i]);
    values.emplace_back(std::move(list));
  }
  return values;
}

}  // namespace

bool is_opaque(const Type& type) {
  if (type.kind == Kind::Record) return true;
  return type.kind == Kind::List && type.element != nullptr && type.element->kind != Kind::String &&
         type.element->kind != Kind::Enum;
}

bool is_ordered(const Type& type) {
  return type.kind == Kind::Int || type.kind == Kind::Decimal || type.kind == Kind::Duration ||
         type.kind == Kind::Day;
}

void order(std::vector<Value>& values) {
  std::vector<Value> kept;
  for (Value& value : values) {
    if (std::find(kept.begin(), kept.end(), value) == kept.end()) kept.push_back(std::move(value));
  }
  values = std::move(kept);
}

void order(std::vector<Duration>& spans) {
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
}

std::size_t class_of(const std::vector<Value>& constants, const Value& value) {
  const Kind kind = value.as<std::int64_t>() != nullptr ? Kind::Int
                    : value.as<Decimal>() != nullptr    ? Kind::Decimal
                    : value.as<Day>() != nullptr        ? Kind::Day
                                                        : Kind::Duration;
  const std::int64_t number = number_of(value, kind);
  std::size_t index = 0;
  for (const std::int64_t cut : numbers_in(constants, kind)) {
    if (number < cut) return index;
    if (number == cut) return index + 1;
    index += 2;
  }
  return index;
}

bool is_far(const Variable& variable, const Value& value) {
  constexpr std::int64_t steps_max = 4;
  const Kind kind = variable.type.kind;
  const std::optional<std::int64_t> number = as_number(value, kind);
  if (!number) return false;
  const std::vector<std::int64_t> cuts = numbers_in(variable.constants, kind);
  const std::int64_t lowest = cuts.empty() ? usual_number(kind) : cuts.front();
  const std::int64_t highest = cuts.empty() ? usual_number(kind) : cuts.back();
  const std::int64_t margin = steps_max * step_of(kind);
  return *number < lowest - margin || *number > highest + margin;
}

std::vector<Value> candidates_of(const Variable& variable, const Field* field) {
  std::vector<Value> values;
  switch (variable.type.kind) {
    case Kind::Bool:
      values = {true, false};
      break;
    case Kind::Int:
    case Kind::Decimal:
    case Kind::Duration:
    case Kind::Day:
      values = number_candidates(variable, field);
      break;
    case Kind::String:
      values = text_candidates(variable, field);
      break;
    case Kind::Enum:
      values = enum_candidates(variable);
      break;
    case Kind::List:
      values = is_opaque(variable.type) ? std::vector<Value>() : list_candidates(variable);
      break;
    case Kind::Record:
    case Kind::Timestamp:
      break;
  }
  order(values);
  return values;
}

}  // namespace accolade
