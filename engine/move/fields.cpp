// Renames, converts and computes fields.
#include "engine/move/fields.h"

#include <algorithm>

namespace accolade {
namespace {

bool is_textual(FieldType type) {
  using enum FieldType;
  return type == Text || type == LongText || type == Email || type == Link || type == Country ||
         type == OneOf;
}

bool has_all_choices(const Field& from, const Field& to) {
  return std::all_of(from.choices.begin(), from.choices.end(), [&](const Choice& choice) {
    return std::any_of(to.choices.begin(), to.choices.end(),
                       [&](const Choice& other) { return other.code == choice.code; });
  });
}

// The old field that leads to `field`; null: none does.
const Field* origin_of(const WorkflowMove& move, const std::string& field) {
  for (const Field& from : move.from.fields) {
    if (field_for(move.map, move.to, from.name) == field) return &from;
  }
  return nullptr;
}

}  // namespace

bool goes_into(const Field& from, const Field& to) {
  using enum FieldType;
  if (from.type == to.type) {
    const bool is_choice = from.type == OneOf || from.type == SomeOf;
    return !is_choice || has_all_choices(from, to);
  }
  switch (to.type) {
    case DecimalNumber:
      return from.type == WholeNumber;
    case Text:
    case LongText:
      return is_textual(from.type);
    case YesNo:
      return from.type == Consent;
    case People:
      return from.type == Person;
    default:
      return false;
  }
}

Value as_value_of(const Field& from, const Field& to, const Value& value) {
  if (value.is_absent()) return value;
  if (from.type == FieldType::WholeNumber && to.type == FieldType::DecimalNumber) {
    const auto* whole = value.as<std::int64_t>();
    const std::optional<Decimal> decimal = whole ? Decimal::of_int(*whole) : std::nullopt;
    return decimal ? Value(*decimal) : Value();
  }
  if (from.type == FieldType::Person && to.type == FieldType::People) return Value(List{value});
  return value;
}

std::vector<MoveFault> field_faults(const WorkflowMove& move,
                                    const std::set<std::string>& present) {
  std::vector<MoveFault> faults;
  for (const Field& from : move.from.fields) {
    if (!present.contains(from.name)) continue;
    const auto target = field_for(move.map, move.to, from.name);
    if (!target) {
      faults.push_back({"", "the field `" + from.name + "` has no place in the new version",
                        MapEntry{"fields", from.name, "dropped"}, from.name});
      continue;
    }
    if (target->empty() || move.map.values.contains(*target)) continue;
    if (goes_into(from, *move.to.field(*target))) continue;
    faults.push_back({"",
                      "the values of the field `" + from.name + "` are not all values of `" +
                          *target + "` in the new version",
                      MapEntry{"values", *target, "\"EXPRESSION\""}, from.name});
  }
  return faults;
}

Outcome<Fields> image_of_fields(const WorkflowMove& move, const Sources& old) {
  Fields fields;
  for (const Field& to : move.to.fields) {
    Value value;
    const auto computed = move.map.values.find(to.name);
    const Field* from = origin_of(move, to.name);
    if (computed != move.map.values.end()) {
      Outcome<Value> outcome = value_of(computed->second, old);
      if (!outcome) return outcome.refusal();
      value = std::move(*outcome);
    } else if (from != nullptr) {
      value = as_value_of(*from, to, at(old.snapshot.fields, from->name));
    }
    if (value.is_absent() && to.initial) value = *to.initial;
    if (!value.is_absent()) fields.emplace(to.name, std::move(value));
  }
  return fields;
}

}  // namespace accolade
