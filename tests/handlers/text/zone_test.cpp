// Instants in a time zone, written and read by people.
#include "handlers/text/zone.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace accolade {
namespace {

constexpr auto brussels = "Europe/Brussels";

Instant at(std::string_view text) {
  return parse_instant(text).value();
}

std::string read(std::string_view local, std::string_view zone) {
  const Outcome<Instant> instant = instant_from_local(local, zone);
  return instant ? to_text(*instant) : instant.refusal().sentence;
}

TEST(Zones, LocalTimeIsReadInWinterAndSummer) {
  EXPECT_EQ(read("2026-03-02T17:00", brussels), "2026-03-02T16:00:00Z");
  EXPECT_EQ(read("2026-07-02T17:00:30", brussels), "2026-07-02T15:00:30Z");
  EXPECT_EQ(read("2026-03-02T17:00", "UTC"), "2026-03-02T17:00:00Z");
}

TEST(Zones, AreThoseOfToday) {
  EXPECT_EQ(read("2026-07-01T12:00", "America/Mexico_City"), "2026-07-01T18:00:00Z");
  EXPECT_EQ(read("2026-07-01T12:00", "Asia/Almaty"), "2026-07-01T07:00:00Z");
  EXPECT_EQ(read("2026-07-01T12:00", "America/Asuncion"), "2026-07-01T15:00:00Z");
}

TEST(Zones, ATimeThatTheClocksSkipIsRefused) {
  EXPECT_EQ(
      read("2026-03-29T02:30", brussels),
      "02:30 does not exist on 29 March 2026 in Brussels time, because the clocks change that "
      "night. Choose another time.");
}

TEST(Zones, ATimeThatTheClocksShowTwiceIsRefused) {
  EXPECT_EQ(read("2026-10-25T02:30", brussels),
            "02:30 happens twice on 25 October 2026 in Brussels time, because the clocks change "
            "that night. Choose another time.");
  EXPECT_EQ(read("2026-10-25T03:00", brussels), "2026-10-25T02:00:00Z");
}

TEST(Zones, WhatIsNoTimeIsRefused) {
  for (const char* text : {"", "tomorrow", "2026-02-30T10:00", "2026-03-02T25:00", "2026-03-02",
                           "2026-03-02T17:00Z", "2026-03-02 17:00"})
    EXPECT_EQ(read(text, brussels), "Enter a date and a time, for example 2 March 2026 and 17:00.")
        << text;
}

TEST(Zones, AnUnknownZoneIsRefusedForPersonsAndADefectInProgram) {
  EXPECT_EQ(read("2026-03-02T17:00", "Mars/Olympus"),
            "Choose a time zone by its name, for example Europe/Brussels.");
  EXPECT_FALSE(is_zone("Mars/Olympus"));
  EXPECT_FALSE(is_zone(""));
  EXPECT_TRUE(is_zone(brussels));
  EXPECT_THROW((void)human(Instant{}, "Mars/Olympus"), std::runtime_error);
}

TEST(Zones, AnInstantIsShownAsTheClockThereShowsIt) {
  EXPECT_EQ(human(at("2026-03-02T16:00:59Z"), brussels),
            "Monday 2 March 2026 at 17:00 (Brussels time)");
  EXPECT_EQ(human(at("2026-03-02T23:30:00Z"), brussels),
            "Tuesday 3 March 2026 at 00:30 (Brussels time)");
  EXPECT_EQ(human(at("2026-03-02T16:00:00Z"), "America/New_York"),
            "Monday 2 March 2026 at 11:00 (New York time)");
  EXPECT_EQ(human(at("2026-03-02T16:00:00Z"), "UTC"), "Monday 2 March 2026 at 16:00 (UTC)");
}

TEST(Zones, AFormGetsBackWhatItSent) {
  const Outcome<Instant> instant = instant_from_local("2026-07-02T09:05", brussels);

  ASSERT_TRUE(instant);
  EXPECT_EQ(local_text(*instant, brussels), "2026-07-02T09:05");
}

TEST(Zones, TheDayIsTheOneThere) {
  EXPECT_EQ(local_day(at("2026-03-02T23:30:00Z"), brussels), parse_day("2026-03-03").value());
  EXPECT_EQ(human(parse_day("2026-03-02").value()), "2 March 2026");
}

TEST(Relative, SaysTheDistanceInOneUnit) {
  const Instant now = at("2026-03-02T12:00:00Z");
  const auto said = [&](std::string_view text) { return relative(at(text), now); };

  EXPECT_EQ(said("2026-03-02T12:00:20Z"), "now");
  EXPECT_EQ(said("2026-03-02T12:00:45Z"), "in less than a minute");
  EXPECT_EQ(said("2026-03-02T11:59:00Z"), "1 minute ago");
  EXPECT_EQ(said("2026-03-02T14:59:59Z"), "in 2 hours");
  EXPECT_EQ(said("2026-03-02T10:00:00Z"), "2 hours ago");
  EXPECT_EQ(said("2026-03-03T13:00:00Z"), "in 25 hours");
  EXPECT_EQ(said("2026-03-05T12:00:00Z"), "in 3 days");
  EXPECT_EQ(said("2026-03-30T12:00:00Z"), "in 4 weeks");
  EXPECT_EQ(said("2026-01-01T12:00:00Z"), "2 months ago");
  EXPECT_EQ(said("2029-03-02T12:00:00Z"), "in 3 years");
}

}  // namespace
}  // namespace accolade
