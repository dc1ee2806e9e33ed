// Wall times of many random instants, in zones whose rules are or were odd: each reads back to its
// instant, or is refused with the reason.
#include <random>

#include <gtest/gtest.h>

#include "handlers/text/zone.h"

namespace accolade {
namespace {

constexpr int instants_per_zone = 3'000;

class ZoneProperty : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Zones, ZoneProperty,
                         testing::Values("Europe/Brussels", "America/Mexico_City", "Asia/Almaty",
                                         "America/Asuncion", "Africa/Casablanca", "Pacific/Apia",
                                         "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"));

// Whole minutes from 2010 to 2037: the years in which those rules changed, and some to come.
std::vector<Instant> random_instants() {
  std::mt19937_64 random(20'260'302);
  const std::int64_t first = parse_instant("2010-01-01T00:00:00Z")->time_since_epoch().count();
  const std::int64_t last = parse_instant("2037-12-31T00:00:00Z")->time_since_epoch().count();
  constexpr std::int64_t minute = 60'000'000;
  std::uniform_int_distribution<std::int64_t> minutes(first / minute, last / minute);
  std::vector<Instant> instants;
  for (int count = 0; count < instants_per_zone; ++count)
    instants.emplace_back(Duration(minutes(random) * minute));
  return instants;
}

TEST_P(ZoneProperty, AWallTimeReadsBackToItsInstantOrIsSaidToHappenTwice) {
  for (const Instant instant : random_instants()) {
    const std::string wall = local_text(instant, GetParam());
    const Outcome<Instant> read = instant_from_local(wall, GetParam());
    if (read) {
      ASSERT_EQ(*read, instant) << wall << " in " << GetParam();
    } else {
      ASSERT_NE(read.refusal().sentence.find(" happens twice on "), std::string::npos)
          << wall << " in " << GetParam() << ": " << read.refusal().sentence;
    }
  }
}

TEST_P(ZoneProperty, ATypedTimeIsShownAsItWasTypedOrRefused) {
  for (const Instant typed : random_instants()) {
    const std::string wall = local_text(typed, "UTC");  // any date and time at all
    const Outcome<Instant> read = instant_from_local(wall, GetParam());
    if (read) {
      ASSERT_EQ(local_text(*read, GetParam()), wall) << GetParam();
    } else {
      ASSERT_NE(read.refusal().sentence.find("because the clocks change"), std::string::npos)
          << wall << " in " << GetParam() << ": " << read.refusal().sentence;
    }
  }
}

TEST(ZoneChanges, ADayThatWasSkippedHasNoTimes) {
  const Outcome<Instant> read = instant_from_local("2011-12-30T12:00", "Pacific/Apia");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.refusal().sentence,
            "12:00 does not exist on 30 December 2011 in Apia time, because the clocks change that "
            "night. Choose another time.");
}

TEST(ZoneChanges, HalfAnHourIsRepeatedOnLordHowe) {
  EXPECT_FALSE(instant_from_local("2026-04-05T01:45", "Australia/Lord_Howe"));
  EXPECT_TRUE(instant_from_local("2026-04-05T01:15", "Australia/Lord_Howe"));
  EXPECT_FALSE(instant_from_local("2026-10-04T02:15", "Australia/Lord_Howe"));
  EXPECT_TRUE(instant_from_local("2026-10-04T02:45", "Australia/Lord_Howe"));
}

TEST(ZoneChanges, RulesThatWereAbolishedHoldUntilThenOnly) {
  const auto read = [](const char* wall, const char* zone) {
    return to_text(*instant_from_local(wall, zone));
  };
  EXPECT_EQ(read("2022-07-01T12:00", "America/Mexico_City"), "2022-07-01T17:00:00Z");
  EXPECT_EQ(read("2023-07-01T12:00", "America/Mexico_City"), "2023-07-01T18:00:00Z");
  EXPECT_EQ(read("2024-02-01T12:00", "Asia/Almaty"), "2024-02-01T06:00:00Z");
  EXPECT_EQ(read("2024-04-01T12:00", "Asia/Almaty"), "2024-04-01T07:00:00Z");
  EXPECT_EQ(read("2024-07-01T12:00", "America/Asuncion"), "2024-07-01T16:00:00Z");
  EXPECT_EQ(read("2025-07-01T12:00", "America/Asuncion"), "2025-07-01T15:00:00Z");
}

}  // namespace
}  // namespace accolade
