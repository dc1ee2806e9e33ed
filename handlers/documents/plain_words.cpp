// Replaces what a file of another program could stumble over.
#include "handlers/documents/plain_words.h"

#include "engine/definition/unicode.h"

namespace accolade {
namespace {

constexpr std::string_view instead_of_a_bad_byte = "\xef\xbf\xbd";  // U+FFFD

// U+202A to U+202E and U+2066 to U+2069 turn the direction of text; U+2028 and U+2029 end a line.
bool is_mark(std::string_view three) {
  if (!three.starts_with("\xe2\x80") && !three.starts_with("\xe2\x81")) return false;
  const auto last = static_cast<unsigned char>(three[2]);
  if (three[1] == '\x80') return last >= 0xa8 && last <= 0xae;
  return last >= 0xa6 && last <= 0xa9;
}

std::string readable(std::string_view text) {
  std::string clean;
  while (const auto bad = first_unreadable(text)) {
    clean += text.substr(0, *bad);
    const bool is_control = static_cast<unsigned char>(text[*bad]) < 0x80;
    clean += is_control ? " " : instead_of_a_bad_byte;
    text.remove_prefix(*bad + 1);
  }
  return clean += text;
}

}  // namespace

std::string lines_of(std::string_view text) {
  const std::string clean = readable(text);
  std::string lines;
  for (std::size_t at = 0; at < clean.size(); ++at) {
    const std::string_view three = std::string_view(clean).substr(at, 3);
    if (three.size() == 3 && is_mark(three)) {
      lines += ' ';
      at += 2;
    } else if (clean[at] != '\r') {
      lines += clean[at];
    }
  }
  return lines;
}

std::string one_line_of(std::string_view text) {
  std::string line;
  for (const char c : lines_of(text))
    line += c == '\n' || c == '\t' ? ' ' : c;
  return line;
}

}  // namespace accolade
