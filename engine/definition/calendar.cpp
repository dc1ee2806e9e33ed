// Counts day by day.
#include "engine/definition/calendar.h"

#include <cstdlib>

namespace accolade {
namespace {

constexpr auto noon = std::chrono::hours(12);

bool is_saturday_or_sunday(Day day) {
  const std::chrono::weekday weekday(day);
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

std::chrono::days step_towards(int days) {
  return std::chrono::days(days < 0 ? -1 : 1);
}

Refusal beyond(const Calendar& calendar, int year) {
  return {Why::Failed,
          "The calendar “" + calendar.name + "” knows the holidays of " +
              std::to_string(calendar.from) + " to " + std::to_string(calendar.until) +
              " only, and this needs those of " + std::to_string(year) + ".",
          {}};
}

}  // namespace

bool is_working_day(const Calendar& calendar, Day day) {
  const bool is_free = calendar.weekend.contains(std::chrono::weekday(day).c_encoding()) ||
                       calendar.holidays.contains(day);
  if (is_free) return false;
  return calendar.clocks.wall_time(calendar.clocks.instant({day, noon})).day == day;
}

Outcome<Instant> add_working_days(const Calendar& calendar, Instant start, int days) {
  const WallTime begun = calendar.clocks.wall_time(start);
  Day day = begun.day;
  for (int left = std::abs(days); left > 0;) {
    day += step_towards(days);
    const int year = static_cast<int>(std::chrono::year_month_day(day).year());
    if (year < calendar.from || year > calendar.until) return beyond(calendar, year);
    if (is_working_day(calendar, day)) --left;
  }
  return calendar.clocks.instant({day, begun.time_of_day});
}

Instant add_working_days(Instant start, int days) {
  Instant instant = start;
  for (int left = std::abs(days); left > 0;) {
    instant += step_towards(days);
    if (!is_saturday_or_sunday(std::chrono::floor<std::chrono::days>(instant))) --left;
  }
  return instant;
}

}  // namespace accolade
