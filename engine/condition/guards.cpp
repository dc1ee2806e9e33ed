// Learns from has(), from comparisons with a constant, and through ! && ||.
#include "engine/condition/guards.h"

#include <algorithm>

#include <boost/json/serialize.hpp>

namespace accolade {
namespace {

Comparison opposite(Comparison comparison) {
  switch (comparison) {
    case Comparison::Equal:
      return Comparison::Unequal;
    case Comparison::Unequal:
      return Comparison::Equal;
    case Comparison::Less:
      return Comparison::GreaterOrEqual;
    case Comparison::LessOrEqual:
      return Comparison::Greater;
    case Comparison::Greater:
      return Comparison::LessOrEqual;
    case Comparison::GreaterOrEqual:
      return Comparison::Less;
  }
  return comparison;
}

// a < b as b > a.
Comparison mirrored(Comparison comparison) {
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

// Whether `x comparison bound` means that x is not 0.
bool excludes_zero(Comparison comparison, std::int64_t bound) {
  switch (comparison) {
    case Comparison::Equal:
      return bound != 0;
    case Comparison::Unequal:
      return bound == 0;
    case Comparison::Less:
      return bound <= 0;
    case Comparison::LessOrEqual:
      return bound < 0;
    case Comparison::Greater:
      return bound >= 0;
    case Comparison::GreaterOrEqual:
      return bound > 0;
  }
  return false;
}

void learn_not_zero(Guards& guards, const Node& left, Comparison comparison, const Node& right) {
  if (right.operation != Operation::Constant) return;
  if (excludes_zero(comparison, right.number)) guards.not_zero.insert(key_of(left));
}

std::set<std::string> in_both(const std::set<std::string>& a, const std::set<std::string>& b) {
  std::set<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
  return both;
}

// One of `conditions` turned out as `truth`, nobody knows which: what all of them agree on.
Guards learned_from_any(const Guards& guards, const std::vector<Node>& conditions, bool truth) {
  std::optional<Guards> common;
  for (const Node& condition : conditions) {
    const Guards found = learned({}, condition, truth);
    if (!common) {
      common = found;
    } else {
      common->present = in_both(common->present, found.present);
      common->not_zero = in_both(common->not_zero, found.not_zero);
    }
    if (common->present.empty() && common->not_zero.empty()) return guards;
  }
  Guards all = guards;
  all.present.merge(common->present);
  all.not_zero.merge(common->not_zero);
  return all;
}

}  // namespace

std::string key_of(const Node& node) {
  // A promoted number is 0 when the number is.
  if (node.operation == Operation::Promote) return key_of(node.operands.front());
  std::string key = std::to_string(static_cast<int>(node.operation)) + ":" +
                    std::to_string(static_cast<int>(node.comparison)) + ":" +
                    std::to_string(node.slot) + ":" + std::to_string(node.number);
  if (!node.constant.is_absent()) key += boost::json::serialize(to_stored(node.constant));
  key += '(';
  for (const Node& operand : node.operands)
    key += key_of(operand) + ",";
  return key + ')';
}

Guards learned(Guards guards, const Node& condition, bool truth) {
  switch (condition.operation) {
    case Operation::Has:
      // A part is only there when the whole is.
      for (const Node* there = &condition.operands.front(); truth;
           there = &there->operands.front()) {
        guards.present.insert(key_of(*there));
        if (there->operation != Operation::Member) break;
      }
      return guards;
    case Operation::Not:
      return learned(std::move(guards), condition.operands.front(), !truth);
    case Operation::All:
    case Operation::Any:
      if ((condition.operation == Operation::All) != truth) {
        return learned_from_any(guards, condition.operands, truth);
      }
      for (const Node& operand : condition.operands) {
        guards = learned(std::move(guards), operand, truth);
      }
      return guards;
    case Operation::CompareNumber: {
      const Comparison found = truth ? condition.comparison : opposite(condition.comparison);
      learn_not_zero(guards, condition.operands[0], found, condition.operands[1]);
      learn_not_zero(guards, condition.operands[1], mirrored(found), condition.operands[0]);
      return guards;
    }
    default:
      return guards;
  }
}

}  // namespace accolade
