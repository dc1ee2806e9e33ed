// Walks the typed tree: one function for what is kept as a number, one for text, one for the rest.
#include <stdexcept>

#include "engine/condition/evaluation.h"
#include "engine/condition/predicate.h"

namespace accolade {
namespace {

const Value absent;

template <class T>
bool holds(Comparison comparison, const T& left, const T& right) {
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

// Without walking the tree, where that can be done.
Predicate::Answer answered_flatly(const Expression& expression, std::span<const Value> values) {
  if (values.size() != expression.readings().size()) {
    throw std::logic_error("a condition was given other values than it reads");
  }
  if (expression.root() == nullptr) return Predicate::Answer::Yes;
  const Predicate* const predicate = expression.root()->predicate.get();
  return predicate == nullptr ? Predicate::Answer::Unknown : predicate->holds(values);
}

}  // namespace

Outcome<Value> evaluate(const Expression& expression, std::span<const Value> values) {
  const Predicate::Answer answer = answered_flatly(expression, values);
  if (answer != Predicate::Answer::Unknown) return Value(answer == Predicate::Answer::Yes);
  return Evaluation(expression, values).run();
}

Outcome<bool> is_true(const Expression& expression, std::span<const Value> values) {
  const Predicate::Answer answer = answered_flatly(expression, values);
  if (answer != Predicate::Answer::Unknown) return answer == Predicate::Answer::Yes;
  const Outcome<Value> outcome = Evaluation(expression, values).run();
  if (!outcome) return outcome.refusal();
  const bool* const truth = outcome->as<bool>();
  if (truth != nullptr) return *truth;
  return Refusal{Why::Failed, "The condition `" + expression.text() + "` has no value."};
}

Outcome<Value> Evaluation::run() {
  const Node& root = *expression_.root();
  if (root.may_be_absent && is_absent(root) && !failure_) return Value();
  Outcome<Value> outcome = result(root);
  if (failure_) return Refusal{Why::Failed, std::move(*failure_)};
  return outcome;
}

Value Evaluation::result(const Node& node) {
  if (is_number(node.kind)) return value_of(number(node), node.kind);
  if (is_text(node.kind)) return std::string(text(node));
  return whole(node);
}

std::int64_t Evaluation::number(const Node& node) {
  switch (node.operation) {
    case Operation::Constant:
      return node.number;
    case Operation::Read:
      return number_in(values_[node.slot], node);
    case Operation::Local:
    case Operation::Member:
      return number_in(named(node), node);
    case Operation::Has:
      return is_absent(node.operands[0]) ? 0 : 1;
    case Operation::Not:
      return truth(node.operands[0]) ? 0 : 1;
    case Operation::All:
    case Operation::Any:
      return all_or_any(node) ? 1 : 0;
    case Operation::Choose:
      return number(node.operands[truth(node.operands[0]) ? 1 : 2]);
    case Operation::CompareNumber:
      return holds(node.comparison, number(node.operands[0]), number(node.operands[1])) ? 1 : 0;
    case Operation::CompareText:
    case Operation::CompareWhole:
    case Operation::StartsWith:
    case Operation::EndsWith:
    case Operation::Contains:
      return compared(node) ? 1 : 0;
    case Operation::Before:
      return is_before(node) ? 1 : 0;
    case Operation::In:
      return is_in(node) ? 1 : 0;
    case Operation::Size:
      return size(node);
    case Operation::Every:
    case Operation::Exists:
    case Operation::ExistsOne:
      return over_items(node);
    case Operation::Negate:
    case Operation::Add:
    case Operation::Subtract:
    case Operation::Multiply:
    case Operation::Divide:
    case Operation::Remainder:
    case Operation::MoveDay:
    case Operation::DaysApart:
    case Operation::Promote:
    case Operation::Truncate:
    case Operation::Greatest:
    case Operation::Least:
    case Operation::Yearly:
    case Operation::Year:
      return arithmetic(node);
    case Operation::ToText:
    case Operation::Filter:
    case Operation::Map:
    case Operation::Items:
      break;
  }
  throw std::logic_error("a condition was compiled to a number that is none");
}

bool Evaluation::all_or_any(const Node& node) {
  const bool is_any = node.operation == Operation::Any;
  for (const Node& operand : node.operands) {
    if (truth(operand) == is_any) return is_any;
  }
  return !is_any;
}

bool Evaluation::compared(const Node& node) {
  const Node& left = node.operands[0];
  const Node& right = node.operands[1];
  if (node.operation == Operation::CompareWhole) {
    return (whole(left) == whole(right)) == (node.comparison == Comparison::Equal);
  }
  const std::string_view a = text(left);
  const std::string_view b = text(right);
  if (node.operation == Operation::StartsWith) return a.starts_with(b);
  if (node.operation == Operation::EndsWith) return a.ends_with(b);
  if (node.operation == Operation::Contains) return a.find(b) != std::string_view::npos;
  return holds(node.comparison, a, b);
}

// A deadline that nobody has set yet is not due.
bool Evaluation::is_before(const Node& node) {
  const Value& deadline = values_[node.slot];
  if (deadline.is_absent()) return true;
  const Node& now = node.operands[0];
  return number(now) < number_in(deadline, now);
}

std::string_view Evaluation::text(const Node& node) {
  switch (node.operation) {
    case Operation::Constant:
      return *node.constant.as<std::string>();
    case Operation::Read:
    case Operation::Local:
    case Operation::Member:
      return text_in(named(node), node);
    case Operation::Choose:
      return text(node.operands[truth(node.operands[0]) ? 1 : 2]);
    default:
      return made_text(node);
  }
}

const Value& Evaluation::whole(const Node& node) {
  switch (node.operation) {
    case Operation::Constant:
      return node.constant;
    case Operation::Read:
    case Operation::Local:
    case Operation::Member: {
      const Value& value = named(node);
      const bool is_right = node.kind == Type::Kind::List ? value.as<List>() != nullptr
                                                          : value.as<Record>() != nullptr;
      if (!is_right) fail_to_read(value, node);
      return value;
    }
    case Operation::Choose:
      return whole(node.operands[truth(node.operands[0]) ? 1 : 2]);
    default:
      return made_list(node);
  }
}

// Whether a node that may be absent is. Anything else is there.
bool Evaluation::is_absent(const Node& node) {
  switch (node.operation) {
    case Operation::Read:
    case Operation::Local:
    case Operation::Member:
      return named(node).is_absent();
    case Operation::Promote:
    case Operation::Yearly:
      return is_absent(node.operands[0]);
    case Operation::Choose:
      return is_absent(node.operands[truth(node.operands[0]) ? 1 : 2]);
    case Operation::Greatest:
    case Operation::Least:
      for (const Node& operand : node.operands) {
        if (!operand.may_be_absent || !is_absent(operand)) return false;
      }
      return true;
    default:
      return false;
  }
}

// The value under a name; absent where a part, or the whole that it is a part of, is not there.
const Value& Evaluation::named(const Node& node) {
  if (node.operation == Operation::Read) return values_[node.slot];
  if (node.operation == Operation::Local) return *locals_[node.slot];
  const Node& target = node.operands[0];
  const bool is_named = target.operation == Operation::Read ||
                        target.operation == Operation::Local ||
                        target.operation == Operation::Member;
  const Record* record = (is_named ? named(target) : whole(target)).as<Record>();
  if (record == nullptr) return absent;
  return at(*record, *node.constant.as<std::string>());
}

std::int64_t Evaluation::number_in(const Value& value, const Node& node) {
  switch (node.kind) {
    case Type::Kind::Bool:
      if (const bool* held = value.as<bool>()) return *held ? 1 : 0;
      break;
    case Type::Kind::Int:
      if (const std::int64_t* held = value.as<std::int64_t>()) return *held;
      break;
    case Type::Kind::Decimal:
      if (const Decimal* held = value.as<Decimal>()) return held->units();
      if (const std::int64_t* held = value.as<std::int64_t>()) {
        const std::optional<Decimal> decimal = Decimal::of_int(*held);
        return decimal ? decimal->units() : fail("A number became too large to work with.");
      }
      break;
    case Type::Kind::Timestamp:
      if (const Instant* held = value.as<Instant>()) return held->time_since_epoch().count();
      break;
    case Type::Kind::Duration:
      if (const Duration* held = value.as<Duration>()) return held->count();
      break;
    case Type::Kind::Day:
      if (const Day* held = value.as<Day>()) return held->time_since_epoch().count();
      break;
    case Type::Kind::String:
    case Type::Kind::Enum:
    case Type::Kind::List:
    case Type::Kind::Record:
      break;
  }
  return fail_to_read(value, node);
}

std::string_view Evaluation::text_in(const Value& value, const Node& node) {
  if (const std::string* held = value.as<std::string>()) return *held;
  fail_to_read(value, node);
  return {};
}

std::int64_t Evaluation::fail_to_read(const Value& value, const Node& node) {
  std::string name = "an item";
  if (node.operation == Operation::Read) name = expression_.readings()[node.slot].name;
  if (node.operation == Operation::Member) name = *node.constant.as<std::string>();
  Type type;
  type.kind = node.kind;
  const std::string what = node.kind == Type::Kind::List ? "a list" : in_words(type);
  return fail("`" + name + "` is " + (value.is_absent() ? "absent" : "not " + what) +
              ", so this cannot be decided.");
}

std::int64_t Evaluation::fail(std::string sentence) {
  if (!failure_) failure_ = std::move(sentence);
  return 0;
}

}  // namespace accolade
