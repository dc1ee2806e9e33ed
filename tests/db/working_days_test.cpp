// Working days in zones whose clocks change and whose rules did: counted by the engine, and day by
// day by hand.
#include <gtest/gtest.h>

#include "db/zones.h"
#include "engine/definition/calendar.h"
#include "engine/rehearse/chance.h"
#include "tests/support/zones.h"

namespace accolade {
namespace {

constexpr int starts_per_zone = 1'500;
constexpr int first_year = 2010, last_year = 2030;

Instant january_of(int year) {
  return Instant(Day(std::chrono::year(year) / std::chrono::January / 1));
}

Calendar calendar_in(const std::string& zone) {
  Calendar calendar;
  calendar.name = "random";
  calendar.zone = zone;
  calendar.from = first_year;
  calendar.until = last_year;
  calendar.weekend = {0, 6};
  calendar.clocks =
      system_zone(zone, january_of(first_year - 1), january_of(last_year + 2)).value();
  return calendar;
}

// About twenty holidays a year, some of them side by side.
Calendar calendar_with_holidays(const std::string& zone, Chance& chance) {
  Calendar calendar = calendar_in(zone);
  const Day begin = std::chrono::floor<std::chrono::days>(january_of(first_year));
  const std::int64_t days = 365 * (last_year - first_year + 1);
  for (int count = 0; count < 20 * (last_year - first_year); ++count)
    calendar.holidays[begin + std::chrono::days(chance.between(0, days))] = "A holiday";
  return calendar;
}

// By the wall, whole hours through, so that a day is there if some hour of it is.
Day naive_day(const Calendar& calendar, Instant start, int days) {
  Day last = calendar.clocks.wall_time(start).day;
  Instant instant = start;
  for (int left = days; left > 0;) {
    instant += std::chrono::hours(1);
    const Day day = calendar.clocks.wall_time(instant).day;
    if (day == last) continue;
    last = day;
    const std::chrono::weekday weekday(day);
    const bool is_weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    if (!is_weekend && !calendar.holidays.contains(day)) --left;
  }
  return last;
}

class WorkingDays : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Zones, WorkingDays,
                         testing::Values("Europe/Brussels", "Europe/Moscow", "Pacific/Apia",
                                         "America/Mexico_City", "Asia/Almaty", "America/Asuncion",
                                         "Africa/Casablanca", "Australia/Lord_Howe", "UTC"));

TEST_P(WorkingDays, AreThoseOfACountDayByDayAtTheSameTimeOfDay) {
  Chance chance(20'260'302);
  const Calendar calendar = calendar_with_holidays(GetParam(), chance);
  int skipped = 0;
  for (int count = 0; count < starts_per_zone; ++count) {
    const Instant start =
        january_of(first_year) + std::chrono::minutes(chance.between(0, 60LL * 24 * 365 * 20));
    const int days = static_cast<int>(chance.between(1, 15));
    const Outcome<Instant> due = add_working_days(calendar, start, days);
    ASSERT_TRUE(due) << due.refusal().sentence;

    const WallTime begun = calendar.clocks.wall_time(start);
    const WallTime ended = calendar.clocks.wall_time(*due);
    ASSERT_EQ(ended.day, naive_day(calendar, start, days)) << to_text(start) << " + " << days;
    ASSERT_FALSE(calendar.holidays.contains(ended.day)) << to_text(*due);
    if (ended.time_of_day == begun.time_of_day) continue;
    // That time is not there that day.
    ++skipped;
    ASSERT_GT(ended.time_of_day, begun.time_of_day) << to_text(*due);
    ASSERT_LE(ended.time_of_day - begun.time_of_day, std::chrono::hours(1)) << to_text(*due);
  }
  EXPECT_LT(skipped, starts_per_zone / 100);
}

TEST_P(WorkingDays, BackAreAsManyAsForth) {
  Chance chance(7);
  const Calendar calendar = calendar_with_holidays(GetParam(), chance);
  for (int count = 0; count < starts_per_zone; ++count) {
    const Day day = std::chrono::floor<std::chrono::days>(january_of(first_year + 1)) +
                    std::chrono::days(chance.between(0, 365 * 18));
    if (!is_working_day(calendar, day)) continue;
    const Instant noon = calendar.clocks.instant({day, std::chrono::hours(12)});
    const int days = static_cast<int>(chance.between(1, 30));
    ASSERT_EQ(*add_working_days(calendar, *add_working_days(calendar, noon, days), -days), noon)
        << to_text(noon) << " + " << days;
  }
}

std::string after(const Calendar& calendar, const char* start, int days) {
  const Outcome<Instant> due = add_working_days(calendar, *parse_instant(start), days);
  return due ? to_text(*due) : due.refusal().sentence;
}

TEST(WorkingDaysOfAZone, KeepTheTimeOfDayWhenTheClocksChange) {
  const Calendar brussels = calendar_in("Europe/Brussels");
  EXPECT_EQ(after(brussels, "2026-03-27T16:00:00Z", 1), "2026-03-30T15:00:00Z");  // at 17:00 both
  EXPECT_EQ(after(brussels, "2026-10-23T15:00:00Z", 1), "2026-10-26T16:00:00Z");
  EXPECT_EQ(after(brussels, "2026-10-26T16:00:00Z", -1), "2026-10-23T15:00:00Z");
}

// Friday evening in UTC is Saturday there already, and the other way round.
TEST(WorkingDaysOfAZone, AreDaysThere) {
  const Calendar brussels = calendar_in("Europe/Brussels");
  EXPECT_EQ(after(brussels, "2026-03-05T23:30:00Z", 1), "2026-03-08T23:30:00Z");
  EXPECT_EQ(add_working_days(*parse_instant("2026-03-05T23:30:00Z"), 1),
            *parse_instant("2026-03-06T23:30:00Z"));
}

TEST(WorkingDaysOfAZone, ATimeThatTheClocksSkipIsAsLongAfterTheirChange) {
  Calendar brussels = calendar_in("Europe/Brussels");
  brussels.weekend = {};
  EXPECT_EQ(after(brussels, "2026-03-28T01:30:00Z", 1), "2026-03-29T01:30:00Z");  // 02:30, 03:30
  EXPECT_EQ(after(brussels, "2026-10-24T00:30:00Z", 1), "2026-10-25T00:30:00Z");  // the first 02:30
}

TEST(WorkingDaysOfAZone, RulesThatWereAbolishedHoldUntilThen) {
  const Calendar moscow = calendar_in("Europe/Moscow");
  EXPECT_EQ(after(moscow, "2014-10-24T08:00:00Z", 1), "2014-10-27T09:00:00Z");  // noon both days
  EXPECT_EQ(after(moscow, "2015-03-27T09:00:00Z", 1), "2015-03-30T09:00:00Z");
  const Calendar mexico = calendar_in("America/Mexico_City");
  EXPECT_EQ(after(mexico, "2022-04-01T18:00:00Z", 1), "2022-04-04T17:00:00Z");
  EXPECT_EQ(after(mexico, "2023-03-31T18:00:00Z", 1), "2023-04-03T18:00:00Z");
}

TEST(WorkingDaysOfAZone, ADayThatAZoneSkippedIsNone) {
  const Calendar apia = calendar_in("Pacific/Apia");
  EXPECT_FALSE(is_working_day(apia, *parse_day("2011-12-30")));  // a Friday
  EXPECT_TRUE(is_working_day(apia, *parse_day("2011-12-29")));
  EXPECT_EQ(after(apia, "2011-12-29T22:00:00Z", 1), "2012-01-01T22:00:00Z");  // Thursday, Monday
}

TEST(WorkingDaysOfAZone, BeyondTheYearsOfTheCalendarAreRefused) {
  const Calendar brussels = calendar_in("Europe/Brussels");
  const char* const refused =
      "The calendar “random” knows the holidays of 2010 to 2030 only, and this needs those of "
      "2031.";
  EXPECT_EQ(after(brussels, "2030-12-30T12:00:00Z", 1), "2030-12-31T12:00:00Z");
  EXPECT_EQ(after(brussels, "2030-12-30T12:00:00Z", 2), refused);
  EXPECT_EQ(after(brussels, "2010-01-01T12:00:00Z", -1),
            "The calendar “random” knows the holidays of 2010 to 2030 only, and this needs those "
            "of 2009.");
}

TEST(SystemZone, OfBrusselsIsTheOneThatOtherTestsKnow) {
  Chance chance(3);
  const Instant begin = january_of(2000), end = january_of(2037);
  const ZoneRules system = system_zone("Europe/Brussels", begin, end).value();
  const ZoneRules known = brussels_zone("Europe/Brussels", begin, end).value();
  for (int count = 0; count < 20'000; ++count) {
    const Instant instant = begin + std::chrono::minutes(chance.between(0, 60LL * 24 * 365 * 36));
    ASSERT_EQ(known.wall_time(instant), system.wall_time(instant)) << to_text(instant);
  }
}

TEST(SystemZone, IsNoneForANameThatIsNone) {
  EXPECT_FALSE(system_zone("Europe/Brussel", january_of(2020), january_of(2021)));
  EXPECT_FALSE(system_zone("", january_of(2020), january_of(2021)));
  EXPECT_FALSE(system_zone("../../etc/passwd", january_of(2020), january_of(2021)));
}

}  // namespace
}  // namespace accolade
