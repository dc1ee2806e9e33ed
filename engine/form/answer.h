// One answer to one field. Private to engine/form.
#pragma once

#include <optional>
#include <string>

#include <boost/json/value.hpp>

#include "engine/form/bind.h"

namespace accolade {

struct Answer {
  const Field& field;
  const boost::json::value& given;
  const Facts& facts;
  const FormContext& context;
};

// Absent for an answer of nothing. Refuses Invalid.
Outcome<Value> value_of(const Answer& answer);
// Rubric, Questions, Places and what answers them; the answer is not empty.
Outcome<Value> rows_of(const Answer& answer);

// How much a person may type where the field sets no limit.
inline constexpr std::int64_t text_characters_max = 1'000;
inline constexpr std::int64_t long_text_characters_max = 50'000;
inline constexpr std::size_t rows_max = 100;

Refusal invalid(const std::string& field, std::string sentence);
Refusal invalid(const Field& field, std::string sentence);

// Nothing typed, ticked, chosen or uploaded.
bool is_nothing(const boost::json::value& given);
// Some string in it is no text: bad UTF-8, U+0000 or another control character.
bool is_unreadable(const boost::json::value& given);
// Strings trimmed, with "\n" line ends; numbers as their texts; none for anything else.
std::optional<std::string> text_in(const boost::json::value& given);
std::optional<std::int64_t> whole_in(const boost::json::value& given);
// Of a JSON number with more than 15 digits some were lost when it was read: none, rather than
// another number. Written in quotes it keeps them all.
std::optional<Decimal> decimal_in(const boost::json::value& given);
// A member of an object; null if there is none.
const boost::json::value& member(const boost::json::value& given, std::string_view name);

// The text if it keeps the limits of words (none: no limit) and characters.
Outcome<Value> limited_text(const std::string& text, const std::string& subject,
                            std::optional<std::int64_t> words_max, std::int64_t characters_max);
std::int64_t count_words(std::string_view text);
std::int64_t count_characters(std::string_view text);

}  // namespace accolade
