// Takes the logic of an expression apart, down to what is compared.
#include "engine/condition/comparisons.h"

#include <algorithm>

#include "engine/condition/node.h"

namespace accolade {
namespace {

bool is_logic(Operation operation) {
  return operation == Operation::Not || operation == Operation::All ||
         operation == Operation::Any || operation == Operation::Choose;
}

bool reads(const Node& node) {
  return node.operation == Operation::Read || node.operation == Operation::Before;
}

void add_all(const Node& node, Term& term) {
  const bool is_new = reads(node) && std::find(term.readings.begin(), term.readings.end(),
                                               node.slot) == term.readings.end();
  if (is_new) term.readings.push_back(node.slot);
  if (node.operation == Operation::Constant) term.constants.push_back(value_of_constant(node));
  for (const Node& operand : node.operands)
    add_all(operand, term);
}

void take_apart(const Node& node, std::vector<Term>& terms) {
  if (is_logic(node.operation)) {
    for (const Node& operand : node.operands)
      take_apart(operand, terms);
    return;
  }
  Term term;
  add_all(node, term);
  if (!term.readings.empty()) terms.push_back(std::move(term));
}

}  // namespace

std::vector<Term> terms_of(const Expression& expression) {
  std::vector<Term> terms;
  if (expression.root() != nullptr) take_apart(*expression.root(), terms);
  return terms;
}

}  // namespace accolade
