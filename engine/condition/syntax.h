// A condition as written, before anything is known about its names.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/condition/condition.h"

namespace accolade {

struct Syntax {
  enum class Kind {
    Literal,  // `literal`
    Name,     // `text`; `now`, `score`, the `parent` of `parent.closes_at`
    Member,   // parts: target; `text` is the name after the point
    Not,      // parts: one
    Negate,   // parts: one
    All,      // && of two parts or more
    Any,      // || of two parts or more
    Choose,   // parts: condition, then, else
    Binary,   // parts: left, right; `text` is the operator
    Call,     // parts: arguments; `text` is the function
    Method,   // parts: target, arguments; `text` is the function
    Items,    // a list literal; parts: the items
    Tally,    // `tally`
  };

  Kind kind = Kind::Literal;
  std::size_t start = 0;  // the bytes it was written in, [start, end)
  std::size_t end = 0;
  std::size_t offset = 0;  // of the operator or the name that a message points at
  std::size_t depth = 1;
  std::string text = {};
  Value literal = {};
  Tally tally = {};
  std::vector<std::size_t> tally_offsets = {};  // of child, state and field as far as written
  std::vector<Syntax> parts = {};
};

inline constexpr std::size_t condition_bytes_max = 10'000;
inline constexpr std::size_t condition_nodes_max = 1'000;
inline constexpr std::size_t condition_depth_max = 64;

// The tree, or the first thing that is wrong. Chains of && and of || are one flat node.
std::variant<Syntax, ConditionError> parse(std::string_view text);

// The figure that a tally of this name makes: count, sum, mean, min, max, spread.
std::optional<Figure> figure_of(std::string_view name);

}  // namespace accolade
