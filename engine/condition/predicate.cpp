// Flattens a tree from its ends to its beginning, and runs along it.
#include "engine/condition/predicate.h"

#include <utility>

namespace accolade {
namespace {

bool is_reading(const Node& node) {
  return node.operation == Operation::Read;
}
bool is_constant(const Node& node) {
  return node.operation == Operation::Constant;
}

// `3 < x` is `x > 3`.
Comparison turned(Comparison comparison) {
  switch (comparison) {
    case Comparison::Less:
      return Comparison::Greater;
    case Comparison::LessOrEqual:
      return Comparison::GreaterOrEqual;
    case Comparison::Greater:
      return Comparison::Less;
    case Comparison::GreaterOrEqual:
      return Comparison::LessOrEqual;
    case Comparison::Equal:
    case Comparison::Unequal:
      break;
  }
  return comparison;
}

template <class T>
bool answer_of(Comparison comparison, const T& left, const T& right) {
  switch (comparison) {
    case Comparison::Equal:
      return left == right;
    case Comparison::Unequal:
      return left != right;
    case Comparison::Less:
      return left < right;
    case Comparison::LessOrEqual:
      return left <= right;
    case Comparison::Greater:
      return left > right;
    case Comparison::GreaterOrEqual:
      return left >= right;
  }
  return false;
}

// None: the value is absent, or of another type.
std::optional<std::int64_t> held_number(const Value& value, Type::Kind type) {
  using Number = std::optional<std::int64_t>;
  switch (type) {
    case Type::Kind::Bool:
      if (const auto* held = value.as<bool>()) return Number(*held ? 1 : 0);
      break;
    case Type::Kind::Int:
      if (const auto* held = value.as<std::int64_t>()) return Number(*held);
      break;
    case Type::Kind::Decimal:
      if (const auto* held = value.as<Decimal>()) return Number(held->units());
      break;
    case Type::Kind::Timestamp:
      if (const auto* held = value.as<Instant>()) return Number(held->time_since_epoch().count());
      break;
    case Type::Kind::Duration:
      if (const auto* held = value.as<Duration>()) return Number(held->count());
      break;
    case Type::Kind::Day:
      if (const auto* held = value.as<Day>()) return Number(held->time_since_epoch().count());
      break;
    case Type::Kind::String:
    case Type::Kind::Enum:
    case Type::Kind::List:
    case Type::Kind::Record:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::shared_ptr<const Predicate> Predicate::of(const Node& root) {
  if (root.kind != Type::Kind::Bool) return nullptr;
  auto predicate = std::make_shared<Predicate>();
  const std::optional<Label> first = predicate->add(root, {yes, no});
  if (!first) return nullptr;
  predicate->first_ = *first;
  return predicate;
}

std::optional<Predicate::Label> Predicate::put(Step step, Ways ways) {
  if (steps_.size() == steps_max) return std::nullopt;
  step.if_true = ways.if_true;
  step.if_false = ways.if_false;
  steps_.push_back(step);
  return static_cast<Label>(steps_.size() - 1);
}

std::optional<Predicate::Label> Predicate::add(const Node& node, Ways ways) {
  switch (node.operation) {
    case Operation::Constant:
      return node.number != 0 ? ways.if_true : ways.if_false;
    case Operation::Read:
      return put({.kind = Step::Kind::Truth, .left = node.slot}, ways);
    case Operation::Has:
      if (!is_reading(node.operands[0])) return std::nullopt;
      return put({.kind = Step::Kind::Presence, .left = node.operands[0].slot}, ways);
    case Operation::Not:
      return add(node.operands[0], {ways.if_false, ways.if_true});
    case Operation::All:
    case Operation::Any:
      return add_all_or_any(node, ways);
    case Operation::Choose: {
      const auto then = add(node.operands[1], ways);
      const auto otherwise = add(node.operands[2], ways);
      if (!then || !otherwise) return std::nullopt;
      return add(node.operands[0], {*then, *otherwise});
    }
    case Operation::CompareNumber:
      return add_comparison(node, ways);
    case Operation::CompareText:
      return add_text_comparison(node, ways);
    default:
      return std::nullopt;
  }
}

// The last operand first: the others lead to it.
std::optional<Predicate::Label> Predicate::add_all_or_any(const Node& node, Ways ways) {
  const bool is_any = node.operation == Operation::Any;
  Label next = is_any ? ways.if_false : ways.if_true;
  for (std::size_t i = node.operands.size(); i > 0; --i) {
    const auto before =
        add(node.operands[i - 1], is_any ? Ways{ways.if_true, next} : Ways{next, ways.if_false});
    if (!before) return std::nullopt;
    next = *before;
  }
  return next;
}

std::optional<Predicate::Label> Predicate::add_comparison(const Node& node, Ways ways) {
  const Node& left = node.operands[0];
  const Node& right = node.operands[1];
  if (left.kind != right.kind) return std::nullopt;
  if (is_reading(left) && is_reading(right)) {
    return put({.kind = Step::Kind::ToReading,
                .comparison = node.comparison,
                .type = left.kind,
                .left = left.slot,
                .right = right.slot},
               ways);
  }
  if (is_reading(left) && is_constant(right)) {
    return put({.kind = Step::Kind::ToNumber,
                .comparison = node.comparison,
                .type = left.kind,
                .left = left.slot,
                .number = right.number},
               ways);
  }
  if (is_constant(left) && is_reading(right)) {
    return put({.kind = Step::Kind::ToNumber,
                .comparison = turned(node.comparison),
                .type = left.kind,
                .left = right.slot,
                .number = left.number},
               ways);
  }
  return std::nullopt;
}

std::optional<Predicate::Label> Predicate::add_text_comparison(const Node& node, Ways ways) {
  const Node& left = node.operands[0];
  const Node& right = node.operands[1];
  if (is_reading(left) && is_reading(right)) {
    return put({.kind = Step::Kind::ToText,
                .comparison = node.comparison,
                .left = left.slot,
                .right = right.slot},
               ways);
  }
  const bool is_turned = is_constant(left) && is_reading(right);
  if (!is_turned && !(is_reading(left) && is_constant(right))) return std::nullopt;
  const Node& constant = is_turned ? left : right;
  return put({.kind = Step::Kind::ToText,
              .comparison = is_turned ? turned(node.comparison) : node.comparison,
              .left = is_turned ? right.slot : left.slot,
              .text = constant.constant.as<std::string>()},
             ways);
}

std::optional<bool> Predicate::Step::answer(std::span<const Value> values) const {
  const Value& value = values[left];
  switch (kind) {
    case Kind::Truth:
      if (const bool* held = value.as<bool>()) return *held;
      break;
    case Kind::Presence:
      return !value.is_absent();
    case Kind::ToNumber:
      if (const auto held = held_number(value, type)) return answer_of(comparison, *held, number);
      break;
    case Kind::ToReading: {
      const auto held = held_number(value, type);
      const auto other = held_number(values[right], type);
      if (held && other) return answer_of(comparison, *held, *other);
      break;
    }
    case Kind::ToText: {
      const auto* held = value.as<std::string>();
      const auto* other = text == nullptr ? values[right].as<std::string>() : text;
      if (held != nullptr && other != nullptr) return answer_of(comparison, *held, *other);
      break;
    }
  }
  return std::nullopt;
}

Predicate::Answer Predicate::holds(std::span<const Value> values) const {
  Label at = first_;
  while (at < no) {
    const Step& step = steps_[at];
    const std::optional<bool> answer = step.answer(values);
    if (!answer) return Answer::Unknown;
    at = *answer ? step.if_true : step.if_false;
  }
  return at == yes ? Answer::Yes : Answer::No;
}

}  // namespace accolade
