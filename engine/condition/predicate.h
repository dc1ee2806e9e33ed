// The fast way through the conditions that most workflows have: what is read is compared, and the
// answers are put together by `&&`, `||`, `!` and `?:`.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/condition/node.h"

namespace accolade {

// A typed tree as a flat list of comparisons, each of which knows where to go on from either
// answer. It decides exactly what Evaluation would, or says that it cannot.
class Predicate {
 public:
  // None where the tree does anything else than compare readings and constants. The constants of
  // `root` are borrowed.
  static std::shared_ptr<const Predicate> of(const Node& root);

  enum class Answer : std::uint8_t { No, Yes, Unknown };
  // Unknown: something is absent, or not of its type; Evaluation says what.
  Answer holds(std::span<const Value> values) const;

 private:
  using Label = std::uint16_t;  // of a step, or one of the two ends
  static constexpr Label no = 0xfffe, yes = 0xffff;
  static constexpr std::size_t steps_max = 1'000;

  struct Step {
    enum class Kind : std::uint8_t { Truth, Presence, ToNumber, ToReading, ToText };
    Kind kind = Kind::Truth;
    std::uint8_t accepted = 0;           // of less, equal, greater
    Type::Kind type = Type::Kind::Bool;  // of both sides
    std::uint32_t left = 0, right = 0;   // readings
    std::int64_t number = 0;
    const std::string* text = nullptr;  // null: the reading `right`
    Label if_true = yes, if_false = no;

    Answer answer(std::span<const Value> values) const;
  };

  struct Ways {
    Label if_true, if_false;
  };
  // Where the node is decided; none: it is something else.
  std::optional<Label> add(const Node& node, Ways ways);
  std::optional<Label> add_all_or_any(const Node& node, Ways ways);
  std::optional<Label> add_comparison(const Node& node, Ways ways);
  std::optional<Label> add_text_comparison(const Node& node, Ways ways);
  std::optional<Label> put(Step step, Ways ways);

  std::vector<Step> steps_;
  Label first_ = no;
};

}  // namespace accolade
