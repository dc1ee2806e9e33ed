// Durations, as people write them in a workflow ("48h") and as ISO 8601 does ("P3DT4H").
#include <charconv>
#include <span>

#include <fmt/format.h>

#include "engine/value/instant.h"

namespace accolade {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t week = 7 * day;

struct Unit {
  char letter;
  std::int64_t micros;
};

constexpr Unit short_units[] = {{'s', second}, {'m', minute}, {'h', hour}, {'d', day}, {'w', week}};
constexpr Unit date_units[] = {{'W', week}, {'D', day}};
constexpr Unit time_units[] = {{'H', hour}, {'M', minute}, {'S', second}};

// Takes the digits at the start of `text` away and returns them.
std::string_view take_digits(std::string_view& text) {
  const std::size_t length = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  return digits;
}

std::optional<std::int64_t> times(std::string_view digits, std::int64_t micros) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) {
    return std::nullopt;
  }
  if (__builtin_mul_overflow(number, micros, &number)) return std::nullopt;
  return number;
}

std::optional<Duration> parse_short(std::string_view text) {
  const std::string_view digits = take_digits(text);
  for (const Unit& unit : short_units) {
    if (text.size() != 1 || text.front() != unit.letter) continue;
    const auto micros = times(digits, unit.micros);
    if (micros) return Duration(*micros);
  }
  return std::nullopt;
}

// ".5" of a second; at most six places.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
  text.remove_prefix(1);
  std::string digits(take_digits(text));
  if (digits.empty() || digits.size() > 6 || text != "S") return std::nullopt;
  digits.resize(6, '0');
  return times(digits, 1);
}

// Adds what `text` says in `units`, each at most once and in their order. Empty text is refused.
bool add_parts(std::string_view text, std::span<const Unit> units, std::int64_t& total) {
  if (text.empty()) return false;
  while (!text.empty()) {
    const std::string_view digits = take_digits(text);
    std::optional<std::int64_t> fraction = 0;
    if (text.starts_with('.')) fraction = take_fraction(text);
    while (!units.empty() && !text.starts_with(units.front().letter))
      units = units.subspan(1);
    if (units.empty() || !fraction) return false;
    if (*fraction != 0 && units.front().letter != 'S') return false;

    const auto micros = times(digits, units.front().micros);
    if (!micros || __builtin_add_overflow(total, *micros, &total)) return false;
    if (__builtin_add_overflow(total, *fraction, &total)) return false;
    units = units.subspan(1);
    text.remove_prefix(1);
  }
  return true;
}

// What follows the P.
std::optional<Duration> parse_iso(std::string_view text) {
  const std::size_t time = text.find('T');
  std::int64_t total = 0;
  if (time != 0 && !add_parts(text.substr(0, time), date_units, total)) return std::nullopt;
  if (time != std::string_view::npos && !add_parts(text.substr(time + 1), time_units, total)) {
    return std::nullopt;
  }
  return Duration(total);
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const auto size = text.starts_with('P') ? parse_iso(text.substr(1)) : parse_short(text);
  if (!size) return std::nullopt;
  return is_negative ? -*size : *size;
}

std::string to_text(Duration duration) {
  constexpr auto of = [](std::int64_t micros) { return static_cast<std::uint64_t>(micros); };
  // Unsigned, because the size of the smallest int64 does not fit an int64.
  const bool is_negative = duration.count() < 0;
  std::uint64_t rest = of(duration.count());
  if (is_negative) rest = 0 - rest;

  std::string text = is_negative ? "-P" : "P";
  if (rest >= of(day)) text += fmt::format("{}D", rest / of(day));
  rest %= of(day);
  if (rest == 0 && duration.count() != 0) return text;

  text += 'T';
  if (rest >= of(hour)) text += fmt::format("{}H", rest / of(hour));
  rest %= of(hour);
  if (rest >= of(minute)) text += fmt::format("{}M", rest / of(minute));
  rest %= of(minute);
  if (rest == 0 && duration.count() != 0) return text;

  text += std::to_string(rest / of(second));
  if (rest % of(second) != 0) {
    std::string fraction = fmt::format(".{:06}", rest % of(second));
    fraction.erase(fraction.find_last_not_of('0') + 1);
    text += fraction;
  }
  return text + 'S';
}

}  // namespace accolade
