// Instants and days as RFC 3339 and ISO 8601 write them. The calendar is Howard Hinnant's date.h.
#include "engine/value/instant.h"

#include <sstream>

#include <date/date.h>

#include "engine/value/ascii.h"

namespace accolade {
namespace {

// Whether `text` looks like `shape`, in which a 0 stands for any digit. date.h alone would also
// take "2026-3-2".
bool is_shaped(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (shape[i] == '0' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
  }
  return true;
}

std::string in_capitals(std::string_view text) {
  std::string capitals(text);
  for (char& c : capitals) {
    if (c == 't') c = 'T';
    if (c == 'z') c = 'Z';
  }
  return capitals;
}

// "Z" or "+01:00" as "+01:00"; none if it is neither.
std::optional<std::string> offset_of(std::string_view text) {
  if (text == "Z") return "+00:00";
  if (!is_shaped(text, "+00:00") && !is_shaped(text, "-00:00")) return std::nullopt;
  if (text.substr(1, 2) > "23" || text.substr(4, 2) > "59") return std::nullopt;
  return std::string(text);
}

template <class Time>
std::optional<Time> time_in(const std::string& text, const char* format) {
  std::istringstream in(text);
  in.imbue(std::locale::classic());
  Time time;
  date::from_stream(in, format, time);
  if (in.fail() || in.peek() != std::istringstream::traits_type::eof()) return std::nullopt;
  return time;
}

}  // namespace

std::string to_text(Instant instant) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(instant);
  if (seconds == instant) return date::format(std::locale::classic(), "%FT%TZ", seconds);
  return date::format(std::locale::classic(), "%FT%TZ", instant);
}

std::string to_text(Day day) {
  return date::format(std::locale::classic(), "%F", day);
}

std::int64_t year_of(Day day) {
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

Instant next_anniversary(Instant from, Instant after) {
  if (from > after) return from;
  using std::chrono::days;
  const Day first = std::chrono::floor<days>(from);
  const std::chrono::year_month_day date(first);
  const auto in_year = [&](std::chrono::year year) {
    std::chrono::year_month_day then(year, date.month(), date.day());
    if (!then.ok()) then = year / date.month() / std::chrono::last;
    return Instant(Day(then)) + (from - Instant(first));
  };
  const std::chrono::year year =
      std::chrono::year_month_day(std::chrono::floor<days>(after)).year();
  const Instant same_year = in_year(year);
  return same_year > after ? same_year : in_year(year + std::chrono::years(1));
}

std::optional<Instant> parse_instant(std::string_view written) {
  constexpr std::string_view to_the_second = "0000-00-00T00:00:00";
  constexpr std::size_t places = 6;

  const std::string text = in_capitals(written);
  if (text.size() <= to_the_second.size()) return std::nullopt;
  const std::string head = text.substr(0, to_the_second.size());
  std::string_view rest = std::string_view(text).substr(head.size());
  if (!is_shaped(head, to_the_second)) return std::nullopt;
  if (head.substr(11, 2) > "23" || head.substr(14, 2) > "59" || head.substr(17) > "59") {
    return std::nullopt;
  }

  std::string fraction;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (digits == 0) return std::nullopt;
    fraction = rest.substr(0, std::min(digits, places));
    rest.remove_prefix(digits);
  }
  fraction.resize(places, '0');
  const std::optional<std::string> offset = offset_of(rest);
  if (!offset) return std::nullopt;

  const auto instant = time_in<Instant>(head + "." + fraction + *offset, "%FT%T%Ez");
  if (!instant || *instant < instant_min || *instant > instant_max) return std::nullopt;
  return instant;
}

std::optional<Day> parse_day(std::string_view text) {
  if (!is_shaped(text, "0000-00-00")) return std::nullopt;
  const auto day = time_in<Day>(std::string(text), "%F");
  if (!day || *day < std::chrono::floor<std::chrono::days>(instant_min)) return std::nullopt;
  return day;
}

}  // namespace accolade
