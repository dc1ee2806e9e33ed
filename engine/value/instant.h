// Points in time, spans and calendar days. Instants are UTC, in microseconds, as the database keeps
// them.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace accolade {

using Duration = std::chrono::microseconds;
using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using Day = std::chrono::sys_days;  // a calendar date, in no zone

// What four digits of a year can write: 0001-01-01T00:00:00Z to the last microsecond of 9999.
inline constexpr Instant instant_min{std::chrono::seconds{-62'135'596'800}};
inline constexpr Instant instant_max{Duration{253'402'300'799'999'999}};

// RFC 3339 in UTC: "2026-03-02T16:00:00Z", with ".123456" where there is a fraction.
std::string to_text(Instant instant);
// ISO 8601: "2026-03-02".
std::string to_text(Day day);
// ISO 8601: "PT4H", "P3D", "P3DT4H", "PT0.5S", "-P1D". Days are 24 hours: 48 hours are "P2D".
std::string to_text(Duration duration);

// In the Gregorian calendar.
std::int64_t year_of(Day day);
// The first of `from` and its anniversaries that is later than `after`: the same day and time in
// UTC, of 29 February the 28th in other years. May be beyond instant_max.
Instant next_anniversary(Instant from, Instant after);

// RFC 3339 with any offset. Refuses what is no such instant (31 February, 25:00).
std::optional<Instant> parse_instant(std::string_view text);
std::optional<Day> parse_day(std::string_view text);
// "30s", "10m", "48h", "3d", "2w", or ISO 8601 without years and months. Refuses overflow.
std::optional<Duration> parse_duration(std::string_view text);

}  // namespace accolade
