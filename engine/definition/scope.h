// The names that a condition of one file may read, with their types.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/condition/condition.h"
#include "engine/definition/context.h"

namespace accolade {

// How a path into the instance above begins; once for each step upwards.
inline constexpr std::string_view parent_prefix = "parent.";

// Of a file alone (Strictness::Run) nothing is known of the parent beyond `parent_fields:`. Then
// `guesses` says what an unknown `parent.x` is taken for, and unguessed() which one is missing.
// Fields of unknown children are decimal numbers.
class FileScope final : public Scope {
 public:
  // `transition`: its `ask` is what `event.x` may read; null: nothing. `guessed_are_there`: what is
  // guessed always has a value.
  FileScope(const Context& context, const Transition* transition,
            const std::map<std::string, Type>& guesses, bool guessed_are_there)
      : context_(context),
        transition_(transition),
        guesses_(guesses),
        guessed_are_there_(guessed_are_there) {}

  std::optional<Known> path(std::string_view dotted) const override;
  std::optional<Known> tally(const Tally& tally) const override;
  bool has_state(std::string_view name) const override;
  bool has_deadline(std::string_view name) const override;
  std::vector<std::string> names() const override;

  // The first path of an unknown parent that was asked for and has no guess.
  const std::optional<std::string>& unguessed() const { return unguessed_; }

 private:
  std::optional<Known> answer(std::string_view name) const;
  std::optional<Known> above(std::string_view dotted) const;

  const Context& context_;
  const Transition* transition_;
  const std::map<std::string, Type>& guesses_;
  bool guessed_are_there_;
  mutable std::optional<std::string> unguessed_;
};

// `parent.parent.x` -> 2 and `x`; 0 if it is no such path.
struct AncestorPath {
  int steps = 0;
  std::string_view field;
};
AncestorPath ancestor_path(std::string_view dotted);

}  // namespace accolade
