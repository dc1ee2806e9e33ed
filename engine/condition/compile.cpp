// Text to expression: parse, check, then make list literals of constants constant.
#include <algorithm>

#include "engine/condition/checker.h"
#include "engine/condition/predicate.h"

namespace accolade {
namespace {

// So that `status in ['open', 'closed']` builds no list when it is evaluated.
void fold(Node& node) {
  for (Node& operand : node.operands)
    fold(operand);
  const bool is_constant =
      node.operation == Operation::Items &&
      std::all_of(node.operands.begin(), node.operands.end(),
                  [](const Node& operand) { return operand.operation == Operation::Constant; });
  if (!is_constant) return;
  List items;
  for (const Node& operand : node.operands)
    items.push_back(value_of_constant(operand));
  node = constant_node(std::move(items), Type::Kind::List);
}

}  // namespace

std::string Tally::text() const {
  constexpr const char* names[] = {"count", "sum", "mean", "min", "max", "spread"};
  std::string text = names[static_cast<std::size_t>(figure)] + ("(" + child);
  if (!state.empty()) text += " in " + state;
  if (!field.empty()) text += ", " + field;
  return text + ")";
}

Expression::Expression(std::shared_ptr<const Node> root, Type type, std::vector<Reading> readings,
                       std::string text)
    : root_(std::move(root)),
      type_(std::move(type)),
      readings_(std::move(readings)),
      text_(std::move(text)) {}

Compiled compile(std::string_view text, const Scope& scope, const std::optional<Type>& expected,
                 Absence absence) {
  const auto syntax = parse(text);
  if (const auto* error = std::get_if<ConditionError>(&syntax)) return *error;

  Checker checker(text, scope);
  Typed typed = checker.check_root(std::get<Syntax>(syntax), expected, absence);
  if (checker.error()) return *checker.error();

  fold(typed.node);
  auto root = std::make_shared<Node>(std::move(typed.node));
  root->predicate = Predicate::of(*root);
  return Expression(std::move(root), std::move(typed.type), checker.readings(), std::string(text));
}

}  // namespace accolade
