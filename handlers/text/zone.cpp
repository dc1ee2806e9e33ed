// The owner of date/tz.h.
#include "handlers/text/zone.h"

#include <array>
#include <optional>
#include <sstream>
#include <stdexcept>

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

namespace accolade {
namespace {

using LocalTime = date::local_time<Duration>;

const date::time_zone* find_zone(std::string_view name) {
  try {
    return date::locate_zone(std::string(name));
  } catch (const std::runtime_error&) {  // the library has no other way to say so
    return nullptr;
  }
}

const date::time_zone& zone_of(std::string_view name) {
  const date::time_zone* zone = find_zone(name);
  if (!zone) throw std::runtime_error(fmt::format("unknown time zone {}", name));
  return *zone;
}

std::string place_of(std::string_view zone) {
  std::string place(zone.substr(zone.rfind('/') + 1));
  for (char& c : place)
    if (c == '_') c = ' ';
  return place == "UTC" ? place : place + " time";
}

std::optional<LocalTime> parse_local(std::string_view text) {
  for (const char* format : {"%FT%T", "%FT%H:%M"}) {
    std::istringstream in{std::string(text)};
    LocalTime local;
    in >> date::parse(format, local);
    if (!in.fail() && in.peek() == std::char_traits<char>::eof()) return local;
  }
  return std::nullopt;
}

Refusal refused_time(std::string sentence) {
  return {Why::Invalid, std::move(sentence)};
}

std::string clock_change(std::string_view what, LocalTime local, std::string_view zone) {
  const auto day = date::floor<date::days>(local);
  return fmt::format(
      "{} {} on {} in {}, because the clocks change that night. Choose another time.",
      date::format("%H:%M", date::floor<std::chrono::minutes>(local)), what,
      human(Day(day.time_since_epoch())), place_of(zone));
}

struct Unit {
  std::string_view name;
  std::chrono::seconds length;
  std::int64_t at_least;  // so many, or the next smaller unit says it
};

constexpr std::array<Unit, 6> units = {{{"year", std::chrono::hours(24 * 365), 2},
                                        {"month", std::chrono::hours(24 * 30), 2},
                                        {"week", std::chrono::hours(24 * 7), 3},
                                        {"day", std::chrono::hours(24), 2},
                                        {"hour", std::chrono::hours(1), 1},
                                        {"minute", std::chrono::minutes(1), 1}}};

}  // namespace

bool is_zone(std::string_view zone) {
  return find_zone(zone) != nullptr;
}

Outcome<Instant> instant_from_local(std::string_view text, std::string_view zone_name) {
  const auto local = parse_local(text);
  if (!local) return refused_time("Enter a date and a time, for example 2 March 2026 and 17:00.");
  const date::time_zone* zone = find_zone(zone_name);
  if (!zone) return refused_time("Choose a time zone by its name, for example Europe/Brussels.");

  const date::local_info info = zone->get_info(*local);
  switch (info.result) {
    case date::local_info::nonexistent:
      return refused_time(clock_change("does not exist", *local, zone_name));
    case date::local_info::ambiguous:
      return refused_time(clock_change("happens twice", *local, zone_name));
    default:
      return Instant(local->time_since_epoch() - info.first.offset);
  }
}

std::string local_text(Instant instant, std::string_view zone) {
  const auto local = zone_of(zone).to_local(instant);
  return date::format("%FT%H:%M", date::floor<std::chrono::minutes>(local));
}

Day local_day(Instant instant, std::string_view zone) {
  const auto local = zone_of(zone).to_local(instant);
  return Day(date::floor<date::days>(local).time_since_epoch());
}

std::string human(Instant instant, std::string_view zone) {
  const auto local = date::floor<std::chrono::minutes>(zone_of(zone).to_local(instant));
  return fmt::format("{} {} at {} ({})", date::format("%A", local), human(local_day(instant, zone)),
                     date::format("%H:%M", local), place_of(zone));
}

std::string human(Day day) {
  const date::year_month_day date{date::sys_days(day.time_since_epoch())};
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     date::format("%B", date.month()), static_cast<int>(date.year()));
}

std::string relative(Instant instant, Instant now) {
  const Duration distance = instant > now ? instant - now : now - instant;
  if (distance < std::chrono::seconds(30)) return "now";
  for (const Unit& unit : units) {
    const std::int64_t count = distance / unit.length;
    if (count < unit.at_least) continue;
    const std::string words = fmt::format("{} {}{}", count, unit.name, count == 1 ? "" : "s");
    return instant > now ? "in " + words : words + " ago";
  }
  return instant > now ? "in less than a minute" : "less than a minute ago";
}

}  // namespace accolade
