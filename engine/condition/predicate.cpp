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

// Which of less, equal and greater the comparison is true for: a bit each, less the lowest.
constexpr std::uint8_t less = 1, equal = 2, greater = 4;
std::uint8_t accepted_by(Comparison comparison) {
  switch (comparison) {
    case Comparison::Equal:
      return equal;
    case Comparison::Unequal:
      return less | greater;
    case Comparison::Less:
      return less;
    case Comparison::LessOrEqual:
      return less | equal;
    case Comparison::Greater:
      return greater;
    case Comparison::GreaterOrEqual:
      return greater | equal;
  }
  return 0;
}

bool is_accepted(std::uint8_t accepted, std::int64_t left, std::int64_t right) {
  const unsigned found = left < right ? less : left == right ? equal : greater;
  return (accepted & found) != 0;
}

bool is_accepted(std::uint8_t accepted, const std::string& left, const std::string& right) {
  if (accepted == equal) return left == right;
  return is_accepted(accepted, left.compare(right), 0);
}

// The number of a value, as the tree has it; false: it is absent, or of another type. (An optional
// number would be put together in memory and read back, which takes longer than the comparison.)
bool read_rarer(const Value& value, Type::Kind type, std::int64_t& number) {
  switch (type) {
    case Type::Kind::Bool:
      if (const auto* held = value.as<bool>()) {
        number = *held ? 1 : 0;
        return true;
      }
      break;
    case Type::Kind::Timestamp:
      if (const auto* held = value.as<Instant>()) {
        number = held->time_since_epoch().count();
        return true;
      }
      break;
    case Type::Kind::Duration:
      if (const auto* held = value.as<Duration>()) {
        number = held->count();
        return true;
      }
      break;
    case Type::Kind::Day:
      if (const auto* held = value.as<Day>()) {
        number = held->time_since_epoch().count();
        return true;
      }
      break;
    case Type::Kind::Int:
    case Type::Kind::Decimal:
    case Type::Kind::String:
    case Type::Kind::Enum:
    case Type::Kind::List:
    case Type::Kind::Record:
      break;
  }
  return false;
}

// What conditions mostly compare comes first: a jump by type costs more than the comparison.
inline bool read_number(const Value& value, Type::Kind type, std::int64_t& number) {
  if (type == Type::Kind::Int) {
    const auto* const held = value.as<std::int64_t>();
    if (held != nullptr) number = *held;
    return held != nullptr;
  }
  if (type == Type::Kind::Decimal) {
    const auto* const held = value.as<Decimal>();
    if (held != nullptr) number = held->units();
    return held != nullptr;
  }
  return read_rarer(value, type, number);
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
                .accepted = accepted_by(node.comparison),
                .type = left.kind,
                .left = left.slot,
                .right = right.slot},
               ways);
  }
  if (is_reading(left) && is_constant(right)) {
    return put({.kind = Step::Kind::ToNumber,
                .accepted = accepted_by(node.comparison),
                .type = left.kind,
                .left = left.slot,
                .number = right.number},
               ways);
  }
  if (is_constant(left) && is_reading(right)) {
    return put({.kind = Step::Kind::ToNumber,
                .accepted = accepted_by(turned(node.comparison)),
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
                .accepted = accepted_by(node.comparison),
                .left = left.slot,
                .right = right.slot},
               ways);
  }
  const bool is_turned = is_constant(left) && is_reading(right);
  if (!is_turned && !(is_reading(left) && is_constant(right))) return std::nullopt;
  const Node& constant = is_turned ? left : right;
  return put({.kind = Step::Kind::ToText,
              .accepted = accepted_by(is_turned ? turned(node.comparison) : node.comparison),
              .left = is_turned ? right.slot : left.slot,
              .text = constant.constant.as<std::string>()},
             ways);
}

inline Predicate::Answer Predicate::Step::answer(std::span<const Value> values) const {
  const auto answered = [](bool is_true) { return is_true ? Answer::Yes : Answer::No; };
  const Value& value = values[left];
  std::int64_t held = 0, other = 0;
  switch (kind) {
    case Kind::Truth:
      if (const bool* truth = value.as<bool>()) return answered(*truth);
      break;
    case Kind::Presence:
      return answered(!value.is_absent());
    case Kind::ToNumber:
      if (read_number(value, type, held)) return answered(is_accepted(accepted, held, number));
      break;
    case Kind::ToReading:
      if (read_number(value, type, held) && read_number(values[right], type, other))
        return answered(is_accepted(accepted, held, other));
      break;
    case Kind::ToText: {
      const auto* one = value.as<std::string>();
      const auto* another = text == nullptr ? values[right].as<std::string>() : text;
      if (one != nullptr && another != nullptr)
        return answered(is_accepted(accepted, *one, *another));
      break;
    }
  }
  return Answer::Unknown;
}

Predicate::Answer Predicate::holds(std::span<const Value> values) const {
  Label at = first_;
  while (at < no) {
    const Step& step = steps_[at];
    const Answer answer = step.answer(values);
    if (answer == Answer::Unknown) return answer;
    at = answer == Answer::Yes ? step.if_true : step.if_false;
  }
  return at == yes ? Answer::Yes : Answer::No;
}

}  // namespace accolade
