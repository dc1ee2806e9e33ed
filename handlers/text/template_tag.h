// The tags of a Mustache text, with their lines: what the checks at the start and before rendering
// walk over. Rendering itself is Mustache's (template_store.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/outcome.h"

namespace accolade {

struct TemplateTag {
  enum class Kind { Variable, Unescaped, Section, Inverted, Partial, Comment };

  Kind kind = Kind::Variable;
  std::string name = {};  // of a comment: its text
  std::size_t line = 0;   // of its first brace, from 1
  std::size_t begin = 0;  // bytes, of this tag alone
  std::size_t end = 0;
  std::vector<TemplateTag> inside = {};  // of a section

  bool operator==(const TemplateTag&) const = default;
};

// Mustache (https://mustache.github.io/mustache.5.html) without changed delimiters. Refuses as
// Invalid, the sentence beginning with "LINE: ": a tag or section that is never closed, a section
// closed by another name, an empty or odd name.
Outcome<std::vector<TemplateTag>> tags_of(std::string_view text);

}  // namespace accolade
