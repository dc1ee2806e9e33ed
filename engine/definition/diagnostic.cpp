// Prints a diagnostic as compilers do.
#include "engine/definition/diagnostic.h"

#include <algorithm>

#include <fmt/format.h>

namespace accolade {
namespace {

// Blanks as wide as what stands before the caret: tabs stay tabs, a UTF-8 character is one column.
std::string indent(const std::string& line, int column) {
  std::string blanks;
  const std::size_t length = std::min(line.size(), static_cast<std::size_t>(column - 1));
  for (const char c : line.substr(0, length)) {
    const bool continues_character = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    if (!continues_character) blanks += c == '\t' ? '\t' : ' ';
  }
  return blanks;
}

std::string text_of(const Script& script, const char* how) {
  if (script.lines.empty()) return {};
  std::string text = fmt::format("     = `accolade run {}` {}:\n", script.file, how);
  for (const std::string& line : script.lines)
    text += line + "\n";
  return text;
}

std::string text_of(const Evidence& evidence, const std::string& file) {
  std::string text;
  if (!evidence.why.empty()) text += fmt::format("     = {}\n", evidence.why);
  text += text_of({file, evidence.script}, "comes to it with these lines");
  return text + text_of(evidence.beside, "has by then come so far with these lines");
}

}  // namespace

Place place_at(const std::string& file, std::string_view text, std::size_t offset) {
  Place place{file};
  for (const char c : text.substr(0, offset)) {
    place.line += c == '\n' ? 1 : 0;
    place.column = c == '\n' ? 1 : place.column + 1;
  }
  return place;
}

std::string to_text(const Diagnostic& diagnostic) {
  const Place& place = diagnostic.place;
  const bool is_error = diagnostic.severity == Diagnostic::Severity::Error;
  std::string text = fmt::format("{}:{}:{}: {}: {}\n", place.file, place.line, place.column,
                                 is_error ? "error" : "warning", diagnostic.message);
  if (!diagnostic.line.empty()) {
    text += fmt::format("{:>4} | {}\n     | {}^\n", place.line, diagnostic.line,
                        indent(diagnostic.line, place.column));
  }
  return text + text_of(diagnostic.evidence, place.file);
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Diagnostic::Severity::Error;
  });
}

}  // namespace accolade
