// Resolves the names of conditions against a file and its family.
#include "engine/definition/scope.h"

#include <algorithm>

namespace accolade {
namespace {

constexpr std::string_view event_prefix = "event.";

}  // namespace

AncestorPath ancestor_path(std::string_view dotted) {
  AncestorPath path;
  while (dotted.starts_with(parent_prefix)) {
    dotted.remove_prefix(parent_prefix.size());
    ++path.steps;
  }
  if (dotted.find('.') != std::string_view::npos || dotted.empty() || dotted == "parent") return {};
  path.field = dotted;
  return path;
}

std::optional<Known> FileScope::path(std::string_view dotted) const {
  if (dotted.starts_with(event_prefix)) return answer(dotted.substr(event_prefix.size()));
  if (dotted.starts_with(parent_prefix)) return above(dotted);
  const Field* field = context_.outline.field(dotted);
  if (field == nullptr || field->type == FieldType::Copies) return std::nullopt;
  return Known{condition_type(*field), !field->initial.has_value()};
}

std::optional<Known> FileScope::answer(std::string_view name) const {
  const Field* field = context_.outline.field(name);
  if (transition_ == nullptr || field == nullptr) return std::nullopt;
  const auto& ask = transition_->ask;
  const bool is_asked = std::find(ask.begin(), ask.end(), name) != ask.end();
  if (!is_asked && !transition_->asks_form) return std::nullopt;
  return Known{condition_type(*field), !is_asked || field->optional};
}

// What an ancestor has is its own affair, so it can always be absent.
std::optional<Known> FileScope::above(std::string_view dotted) const {
  const AncestorPath path = ancestor_path(dotted);
  if (path.steps == 0) return std::nullopt;
  const Workflow* ancestor = &context_.workflow();
  for (int step = 0; step < path.steps && ancestor != nullptr; ++step)
    ancestor = context_.relative(ancestor->parent);
  if (ancestor != nullptr) {
    const Field* field = ancestor->field(path.field);
    if (field == nullptr || field->type == FieldType::Copies) return std::nullopt;
    return Known{condition_type(*field), true};
  }
  const auto declared = context_.outline.parent_fields.find(path.field);
  if (path.steps == 1 && declared != context_.outline.parent_fields.end())
    return Known{condition_type(declared->second), !declared->second.initial.has_value()};
  if (context_.is_strict()) return std::nullopt;

  const auto guess = guesses_.find(std::string(dotted));
  if (guess != guesses_.end()) return Known{guess->second, !guessed_are_there_};
  if (!unguessed_) unguessed_ = std::string(dotted);
  return std::nullopt;
}

std::optional<Known> FileScope::tally(const Tally& tally) const {
  const Workflow* child = context_.relative(tally.child);
  const bool can_be_absent = tally.figure != Figure::Count && tally.figure != Figure::Sum;
  if (child == nullptr) {
    if (context_.is_strict()) return std::nullopt;
    if (tally.figure == Figure::Count) return Known{int_type(), false};
    return Known{decimal_type(), can_be_absent};
  }
  if (child->parent != context_.workflow().name) return std::nullopt;
  if (!tally.state.empty() && !child->state(tally.state)) return std::nullopt;
  if (tally.figure == Figure::Count) return Known{int_type(), false};
  const Field* field = child->field(tally.field);
  if (field == nullptr) return std::nullopt;
  return Known{condition_type(*field), can_be_absent};
}

bool FileScope::has_state(std::string_view name) const {
  return context_.outline.state(name).has_value();
}

bool FileScope::has_deadline(std::string_view name) const {
  return context_.workflow().deadlines.contains(std::string(name));
}

std::vector<std::string> FileScope::names() const {
  std::vector<std::string> names;
  for (const Field& field : context_.workflow().fields)
    names.push_back(field.name);
  if (transition_ != nullptr) {
    for (const std::string& field : transition_->ask)
      names.push_back("event." + field);
  }
  for (const auto& [state, index] : context_.outline.states)
    names.push_back(state);
  for (const auto& [deadline, value] : context_.workflow().deadlines)
    names.push_back(deadline);
  std::string prefix(parent_prefix);
  const Workflow* ancestor = context_.relative(context_.workflow().parent);
  for (int step = 0; ancestor != nullptr && step < 8; ++step) {
    for (const Field& field : ancestor->fields)
      names.push_back(prefix + field.name);
    prefix += parent_prefix;
    ancestor = context_.relative(ancestor->parent);
  }
  return names;
}

}  // namespace accolade
