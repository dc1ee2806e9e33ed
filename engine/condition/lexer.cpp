// Cuts a condition into tokens: names, numbers, durations, quoted texts and signs.
#include <algorithm>
#include <array>
#include <charconv>

#include "engine/condition/quoted.h"
#include "engine/condition/suggestion.h"
#include "engine/condition/token.h"
#include "engine/value/ascii.h"

namespace accolade {
namespace {

// Longer signs first, so that `<=` is not read as `<`.
constexpr std::array<std::string_view, 22> signs = {"&&", "||", "==", "!=", "<=", ">=", "<", ">",
                                                    "!",  "+",  "-",  "*",  "/",  "%",  "?", ":",
                                                    "(",  ")",  "[",  "]",  ",",  "."};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_quote(char c) {
  return c == '"' || c == '\'';
}

// One whole UTF-8 character, for the message.
std::string_view character_at(std::string_view text, std::size_t offset) {
  std::size_t end = offset + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    ++end;
  return text.substr(offset, end - offset);
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::variant<std::vector<Token>, ConditionError> run() {
    while (!error_) {
      while (here_ < text_.size() && is_blank(text_[here_]))
        ++here_;
      if (here_ == text_.size()) break;
      take_one();
    }
    if (error_) return *error_;
    Token& end = tokens_.emplace_back();
    end.offset = text_.size();
    return std::move(tokens_);
  }

 private:
  void take_one() {
    const char c = text_[here_];
    const bool is_raw = c == 'r' || c == 'R';
    const std::size_t quote = here_ + (is_raw ? 1 : 0);
    if (quote < text_.size() && is_quote(text_[quote])) return take_quoted();
    if (is_letter(c)) return take_name();
    if (is_digit(c)) return take_number();
    take_sign();
  }

  void take_name() {
    const std::size_t start = here_;
    while (here_ < text_.size() && (is_letter(text_[here_]) || is_digit(text_[here_])))
      ++here_;
    push(Token::Kind::Name, start, {});
  }

  void take_number() {
    const std::size_t start = here_;
    skip_digits();
    bool has_point = false;
    if (here_ + 1 < text_.size() && text_[here_] == '.' && is_digit(text_[here_ + 1])) {
      has_point = true;
      ++here_;
      skip_digits();
    }
    const std::size_t end_of_digits = here_;
    while (here_ < text_.size() && (is_letter(text_[here_]) || is_digit(text_[here_])))
      ++here_;

    const std::string_view written = text_.substr(start, here_ - start);
    if (here_ != end_of_digits) return push_duration(start, written);
    if (has_point) return push_decimal(start, written);
    push_int(start, written);
  }

  void push_duration(std::size_t start, std::string_view written) {
    const std::optional<Duration> duration = parse_duration(written);
    if (!duration)
      return fail(start, in_quotes(written) + " is neither a number nor a duration such as `48h`");
    push(Token::Kind::Literal, start, *duration);
  }

  void push_decimal(std::size_t start, std::string_view written) {
    const std::optional<Decimal> decimal = Decimal::parse(written);
    if (!decimal)
      return fail(start, "a decimal number has at most 12 digits before the point and 6 after it");
    push(Token::Kind::Literal, start, *decimal);
  }

  void push_int(std::size_t start, std::string_view written) {
    std::int64_t number = 0;
    const auto [end, error] =
        std::from_chars(written.data(), written.data() + written.size(), number);
    if (error != std::errc{}) return fail(start, "this number is too large");
    push(Token::Kind::Literal, start, number);
  }

  void take_quoted() {
    const std::size_t start = here_;
    const Quoted quoted = read_quoted(text_.substr(start));
    if (quoted.message) return fail(start + quoted.length, *quoted.message);
    here_ += quoted.length;
    push(Token::Kind::Literal, start, quoted.text);
  }

  void take_sign() {
    const std::string_view rest = text_.substr(here_);
    const auto sign = std::find_if(signs.begin(), signs.end(), [&](std::string_view candidate) {
      return rest.starts_with(candidate);
    });
    if (sign == signs.end()) return fail_at_sign(rest.front());
    here_ += sign->size();
    push(Token::Kind::Sign, here_ - sign->size(), {});
  }

  void fail_at_sign(char c) {
    if (c == '=') return fail(here_, "`=` is no comparison; did you mean `==`?");
    if (c == '&') return fail(here_, "`&` is no operator; did you mean `&&`?");
    if (c == '|') return fail(here_, "`|` is no operator; did you mean `||`?");
    fail(here_, in_quotes(character_at(text_, here_)) + " is not understood here");
  }

  void skip_digits() {
    while (here_ < text_.size() && is_digit(text_[here_]))
      ++here_;
  }

  void push(Token::Kind kind, std::size_t start, Value literal) {
    tokens_.push_back({kind, text_.substr(start, here_ - start), start, std::move(literal)});
  }

  void fail(std::size_t offset, std::string message) {
    error_ = ConditionError{offset, std::move(message)};
  }

  std::string_view text_;
  std::size_t here_ = 0;
  std::vector<Token> tokens_;
  std::optional<ConditionError> error_;
};

}  // namespace

std::variant<std::vector<Token>, ConditionError> tokens_of(std::string_view text) {
  return Lexer(text).run();
}

}  // namespace accolade
