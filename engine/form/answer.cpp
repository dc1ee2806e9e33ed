// What an answer is made of: text, numbers, and nothing.
#include "engine/form/answer.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "engine/definition/unicode.h"
#include "engine/form/phrase.h"

namespace accolade {
namespace {

namespace json = boost::json;

// Unicode's White_Space beyond ASCII, as UTF-8: what word processors paste.
constexpr std::array<std::string_view, 8> wide_blanks = {"\xC2\xA0",       // no-break space
                                                         "\xE2\x80\x82",   // en space
                                                         "\xE2\x80\x83",   // em space
                                                         "\xE2\x80\x87",   // figure space
                                                         "\xE2\x80\x89",   // thin space
                                                         "\xE2\x80\xAF",   // narrow no-break space
                                                         "\xE2\x80\xA8",   // line separator
                                                         "\xE3\x80\x80"};  // ideographic space

// Bytes of the blank at the head of `text`; 0 if it is none.
std::size_t blank_at(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) return 1;
  for (const std::string_view blank : wide_blanks) {
    if (text.starts_with(blank)) return blank.size();
  }
  return 0;
}

std::string with_plain_line_ends(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      plain += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      plain += '\n';
    }
  }
  return plain;
}

std::string_view trimmed(std::string_view text) {
  while (const std::size_t blank = blank_at(text))
    text.remove_prefix(blank);
  std::size_t end = 0;  // behind the last character that is no blank
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t blank = blank_at(text.substr(at));
    at += blank == 0 ? 1 : blank;
    if (blank == 0) end = at;
  }
  return text.substr(0, end);
}

std::string text_of_double(double number) {
  std::array<char, 400> digits{};
  const auto [end, error] =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  return error == std::errc{} ? std::string(digits.data(), end) : std::string();
}

constexpr std::ptrdiff_t exact_digits_max = 15;  // that a double keeps, whatever they are

std::ptrdiff_t significant_digits(std::string_view number) {
  const std::size_t first = number.find_first_of("123456789");
  if (first == std::string_view::npos) return 0;
  const std::size_t last = number.find_last_of("123456789");
  return std::count_if(number.begin() + static_cast<std::ptrdiff_t>(first),
                       number.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                       [](char c) { return c != '.'; });
}

}  // namespace

Refusal invalid(const std::string& field, std::string sentence) {
  return {Why::Invalid, sentence, {{field, sentence}}};
}

Refusal invalid(const Field& field, std::string sentence) {
  return invalid(field.name, std::move(sentence));
}

bool is_nothing(const json::value& given) {
  if (given.is_null()) return true;
  if (given.is_string()) return trimmed(given.get_string()).empty();
  if (given.is_array()) {
    return std::all_of(given.get_array().begin(), given.get_array().end(), is_nothing);
  }
  if (!given.is_object()) return false;
  return std::all_of(given.get_object().begin(), given.get_object().end(),
                     [](const json::key_value_pair& pair) { return is_nothing(pair.value()); });
}

bool is_unreadable(const json::value& given) {
  if (given.is_string()) return first_unreadable(given.get_string()).has_value();
  if (given.is_array()) {
    return std::any_of(given.get_array().begin(), given.get_array().end(), is_unreadable);
  }
  if (!given.is_object()) return false;
  return std::any_of(
      given.get_object().begin(), given.get_object().end(), [](const json::key_value_pair& pair) {
        return first_unreadable(pair.key()).has_value() || is_unreadable(pair.value());
      });
}

std::optional<std::string> text_in(const json::value& given) {
  if (given.is_string()) return std::string(trimmed(with_plain_line_ends(given.get_string())));
  if (given.is_int64()) return std::to_string(given.get_int64());
  if (given.is_uint64()) return std::to_string(given.get_uint64());
  if (given.is_double()) return text_of_double(given.get_double());
  return std::nullopt;
}

std::optional<std::int64_t> whole_in(const json::value& given) {
  const std::optional<std::string> text = text_in(given);
  if (!text) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return number;
}

std::optional<Decimal> decimal_in(const json::value& given) {
  const std::optional<std::string> text = text_in(given);
  if (text && given.is_double() && significant_digits(*text) > exact_digits_max) {
    return std::nullopt;
  }
  return text ? Decimal::parse(*text) : std::nullopt;
}

const json::value& member(const json::value& given, std::string_view name) {
  static const json::value nothing;
  const json::object* object = given.if_object();
  const json::value* found = object == nullptr ? nullptr : object->if_contains(name);
  return found == nullptr ? nothing : *found;
}

std::int64_t count_words(std::string_view text) {
  std::int64_t words = 0;
  bool in_word = false;
  while (!text.empty()) {
    const std::size_t blank = blank_at(text);
    if (blank == 0 && !in_word) ++words;
    in_word = blank == 0;
    text.remove_prefix(blank == 0 ? 1 : blank);
  }
  return words;
}

std::int64_t count_characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  });
}

Outcome<Value> limited_text(const std::string& text, const std::string& subject,
                            std::optional<std::int64_t> words_max, std::int64_t characters_max) {
  const auto too_long = [&](std::int64_t limit, std::int64_t written, const char* noun) {
    return Refusal{Why::Invalid, subject + " must be " + counted(limit, noun) +
                                     " or fewer; you have written " + std::to_string(written)};
  };
  const std::int64_t words = count_words(text);
  if (words_max && words > *words_max) return too_long(*words_max, words, "word");
  const std::int64_t characters = count_characters(text);
  if (characters > characters_max) return too_long(characters_max, characters, "character");
  return Value(text);
}

}  // namespace accolade
