// The words of a condition.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "engine/condition/condition.h"

namespace accolade {

struct Token {
  enum class Kind { Name, Literal, Sign, End };

  Kind kind = Kind::End;
  std::string_view text;   // as written; empty at the end
  std::size_t offset = 0;  // bytes from the start of the condition
  Value literal = {};      // of a number, a duration or a quoted text

  bool is(std::string_view sign) const { return kind == Kind::Sign && text == sign; }
  std::size_t end() const { return offset + text.size(); }
};

// All tokens, the last of kind End, or the first thing that is none. The tokens point into `text`.
std::variant<std::vector<Token>, ConditionError> tokens_of(std::string_view text);

}  // namespace accolade
