// Reads a quoted text and resolves its escapes to UTF-8.
#include "engine/condition/quoted.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace accolade {
namespace {

Quoted wrong(std::size_t offset, std::string message) {
  return {{}, offset, std::move(message)};
}

std::optional<char> simple_escape(char c) {
  constexpr std::string_view letters = "abfnrtv\\?\"'`";
  constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\?\"'`";
  const std::size_t found = letters.find(c);
  if (found == std::string_view::npos) return std::nullopt;
  return meanings[found];
}

struct CodeForm {
  std::size_t skip;  // letters before the digits
  std::size_t digits;
  int base;
};

std::optional<CodeForm> code_form(char c) {
  if (c == 'x' || c == 'X') return CodeForm{1, 2, 16};
  if (c == 'u') return CodeForm{1, 4, 16};
  if (c == 'U') return CodeForm{1, 8, 16};
  if (c >= '0' && c <= '3') return CodeForm{0, 3, 8};
  return std::nullopt;
}

bool is_character(std::uint32_t code) {
  const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
  return code != 0 && code <= 0x10FFFF && !is_surrogate;
}

void append_utf8(std::string& text, std::uint32_t code) {
  const auto byte = [&](std::uint32_t bits) { text += static_cast<char>(bits); };
  const auto tail = [&](unsigned shift) { byte(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0U | (code >> 6U));
    return tail(0);
  }
  if (code < 0x10000) {
    byte(0xE0U | (code >> 12U));
    tail(6);
    return tail(0);
  }
  byte(0xF0U | (code >> 18U));
  tail(12);
  tail(6);
  tail(0);
}

// Takes what follows the backslash; returns the bytes taken, 0 if it is no escape.
std::size_t take_escape(std::string_view rest, std::string& text) {
  if (rest.empty()) return 0;
  if (const std::optional<char> plain = simple_escape(rest.front())) {
    text += *plain;
    return 1;
  }
  const std::optional<CodeForm> form = code_form(rest.front());
  if (!form || rest.size() < form->skip + form->digits) return 0;
  const std::string_view digits = rest.substr(form->skip, form->digits);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, form->base);
  if (error != std::errc{} || end != digits.data() + digits.size()) return 0;
  if (!is_character(code)) return 0;
  append_utf8(text, code);
  return form->skip + form->digits;
}

// How a text begins: r takes backslashes as they are, three quotes take line ends and single
// quotes.
struct Opening {
  bool is_raw = false;
  std::string_view mark;  // what closes it

  std::size_t length() const { return mark.size() + (is_raw ? 1 : 0); }
  bool spans_lines() const { return mark.size() == 3; }
};

Opening opening_of(std::string_view written) {
  Opening opening;
  opening.is_raw = written.front() == 'r' || written.front() == 'R';
  const std::string_view quotes = written.substr(opening.is_raw ? 1 : 0);
  const bool is_tripled = quotes.size() >= 3 && quotes[1] == quotes[0] && quotes[2] == quotes[0];
  opening.mark = quotes.substr(0, is_tripled ? 3 : 1);
  return opening;
}

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

}  // namespace

Quoted read_quoted(std::string_view written) {
  const Opening opening = opening_of(written);
  std::string text;
  std::size_t here = opening.length();
  while (here < written.size() && !written.substr(here).starts_with(opening.mark)) {
    if (is_line_end(written[here]) && !opening.spans_lines()) break;
    if (written[here] == '\0') return wrong(here, "a text cannot hold U+0000");
    if (written[here] != '\\' || opening.is_raw) {
      text += written[here++];
      continue;
    }
    const std::size_t taken = take_escape(written.substr(here + 1), text);
    if (taken == 0) return wrong(here, "this escape is not known; a backslash is written `\\\\`");
    here += 1 + taken;
  }
  if (!written.substr(std::min(here, written.size())).starts_with(opening.mark)) {
    return wrong(0, std::string("this text is not closed") +
                        (opening.spans_lines() ? "; `" : " on its line; `") +
                        std::string(opening.mark) + "` is missing");
  }
  return {std::move(text), here + opening.mark.size(), std::nullopt};
}

}  // namespace accolade
