// The parts of letters/NAME.md: its subject, what is attached, its body.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/document.h"

namespace accolade {

// Views into the text that was given. Nothing is checked; the loader does that.
struct LetterParts {
  std::optional<std::string_view> subject;    // none: the first line is no subject
  std::vector<std::string_view> attachments;  // of the line `Attach: appointment, ticket`, if any
  std::string_view body;
};
LetterParts letter_parts(std::string_view text);

std::optional<DocumentKind> document_kind(std::string_view name);
std::string_view name_of(DocumentKind kind);
extern const std::vector<std::string> document_names;

}  // namespace accolade
