// Calendars: zone, years, weekend and holidays.
#include "engine/definition/calendar_reader.h"

#include <algorithm>
#include <array>

#include "engine/condition/suggestion.h"
#include "engine/definition/naming.h"
#include "engine/definition/words.h"

namespace accolade {
namespace {

constexpr std::array<std::string_view, 7> weekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                      "thursday", "friday", "saturday"};
constexpr int years_max = 50;

int year_of(const YamlNode* year, Report& report) {
  const auto number = whole_number_of(year, report);
  if (!number) return 0;
  if (*number < 1970 || *number > 9'998) {
    report.error(year->place, "a year from 1970 on is expected here");
    return 0;
  }
  return static_cast<int>(*number);
}

void read_years(Words& words, Calendar& calendar, Report& report) {
  const YamlNode* from = words.take("from");
  const YamlNode* until = words.take("until");
  if (from == nullptr || until == nullptr) {
    return report.error(words.node().place,
                        "a calendar says `from:` and `until:`, the first and the last year whose "
                        "holidays are all here");
  }
  calendar.from = year_of(from, report);
  calendar.until = year_of(until, report);
  calendar.until_place = until->place;
  if (calendar.from == 0 || calendar.until == 0) return;
  const bool is_backwards = calendar.until < calendar.from;
  if (is_backwards) report.error(until->place, "`until:` is earlier than `from:`");
  if (calendar.until - calendar.from >= years_max)
    report.error(until->place, "a calendar has at most 50 years");
  if (is_backwards) calendar.from = calendar.until = 0;  // says nothing about the holidays
}

void read_weekend(const YamlNode* weekend, Calendar& calendar, Report& report) {
  calendar.weekend = {std::chrono::Saturday.c_encoding(), std::chrono::Sunday.c_encoding()};
  if (weekend == nullptr) return;
  calendar.weekend.clear();
  const std::vector<std::string> names(weekdays.begin(), weekdays.end());
  for (const YamlNode* day : scalars_of(weekend, report)) {
    const auto found = std::ranges::find(weekdays, day->text);
    if (found == weekdays.end())
      report.error(day->place,
                   "`" + day->text + "` is no day of the week" + did_you_mean(day->text, names));
    else
      calendar.weekend.insert(static_cast<unsigned>(found - weekdays.begin()));
  }
  if (calendar.weekend.size() == weekdays.size())
    report.error(weekend->place, "some day of the week has to be a working day");
}

void read_holiday(const YamlKey& key, const YamlNode& name, Calendar& calendar, Report& report) {
  const std::optional<Day> day = parse_day(key.text);
  if (!day) {
    return report.error(key.place,
                        "`" + key.text + "` is no date; write it as in `2026-05-01: Labour Day`");
  }
  const int year = static_cast<int>(std::chrono::year_month_day(*day).year());
  if (year < calendar.from || year > calendar.until) {
    report.error(key.place, "`" + key.text + "` is outside of the years " +
                                std::to_string(calendar.from) + " to " +
                                std::to_string(calendar.until) + " of this calendar");
  }
  std::string words = text_of(&name, report);
  if (words.empty())
    report.error(key.place, "a holiday has a name, as in `2026-05-01: Labour Day`");
  calendar.holidays.emplace(*day, std::move(words));
}

// With a year on both sides: a span may begin before the first year.
void read_zone(const YamlNode* zone, const Zones& zones, Calendar& calendar, Report& report) {
  if (zone == nullptr || calendar.from == 0 || calendar.until == 0) return;
  calendar.zone = text_of(zone, report);
  if (!zones) return report.error(zone->place, "the rules of time zones are not known here");
  const auto beginning_of = [](int year) {
    return Instant(Day(std::chrono::year(year) / std::chrono::January / 1));
  };
  std::optional<ZoneRules> clocks =
      zones(calendar.zone, beginning_of(calendar.from - 1), beginning_of(calendar.until + 2));
  if (!clocks)
    return report.error(
        zone->place, "`" + calendar.zone + "` is no time zone; write it as in `Europe/Brussels`");
  calendar.clocks = *std::move(clocks);
}

}  // namespace

std::string calendar_name(const std::string& path) {
  constexpr std::string_view folder = "calendars/";
  constexpr std::string_view ending = ".yaml";
  if (!path.starts_with(folder) || !path.ends_with(ending)) return {};
  if (path.size() <= folder.size() + ending.size()) return {};
  std::string name = path.substr(folder.size(), path.size() - folder.size() - ending.size());
  return is_name(name) ? name : std::string();
}

std::optional<Calendar> read_calendar(const std::string& name, const YamlNode& yaml,
                                      const Zones& zones, Report& report) {
  Calendar calendar;
  calendar.name = name;
  Words words(yaml, "a calendar", report);
  const YamlNode* zone = words.take("zone");
  if (zone == nullptr) report.error(yaml.place, "a calendar says `zone:`, as in `Europe/Brussels`");
  read_years(words, calendar, report);
  read_zone(zone, zones, calendar, report);
  read_weekend(words.take("weekend"), calendar, report);
  const YamlNode* holidays = words.take("holidays");
  if (calendar.from > 0 && calendar.until > 0 && is_map(holidays, report)) {
    for (std::size_t i = 0; i < holidays->items.size(); ++i)
      read_holiday(holidays->keys[i], holidays->items[i], calendar, report);
  }
  words.refuse_others();
  if (report.has_errors()) return std::nullopt;
  return calendar;
}

void link_calendars(const Calendars& calendars, std::map<std::string, Workflow>& workflows,
                    Report& report) {
  std::vector<std::string> names;
  for (const auto& [name, calendar] : calendars)
    names.push_back(name);
  std::set<std::string> named;
  for (auto& [name, workflow] : workflows) {
    const Workflow* naming = &workflow;
    while (naming->calendar_name.empty() && workflows.contains(naming->parent))
      naming = &workflows.at(naming->parent);
    const std::string& wanted = naming->calendar_name;
    if (wanted.empty()) continue;
    named.insert(wanted);
    const auto found = calendars.find(wanted);
    if (found != calendars.end()) {
      workflow.calendar = found->second;
    } else if (naming == &workflow) {
      report.error(workflow.calendar_place,
                   "there is no calendars/" + wanted + ".yaml" + did_you_mean(wanted, names));
    }
  }
  if (report.has_errors()) return;
  for (const auto& [name, calendar] : calendars) {
    if (!named.contains(name))
      report.warning({"calendars/" + name + ".yaml"}, "no workflow says `calendar: " + name + "`");
  }
}

}  // namespace accolade
