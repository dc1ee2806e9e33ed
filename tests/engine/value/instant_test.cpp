// Instants, days and durations are read strictly and printed in one way.
#include "engine/value/instant.h"

#include <gtest/gtest.h>

namespace accolade {
namespace {

template <class Time>
std::string printed(const std::optional<Time>& time) {
  return time ? to_text(*time) : "none";
}

TEST(Instant, IsPrintedInUtc) {
  const std::pair<const char*, const char*> cases[] = {
      {"2026-03-02T16:00:00Z", "2026-03-02T16:00:00Z"},
      {"2026-03-02t16:00:00z", "2026-03-02T16:00:00Z"},
      {"2026-03-02T17:00:00+01:00", "2026-03-02T16:00:00Z"},
      {"2026-03-02T17:00:00-00:00", "2026-03-02T17:00:00Z"},
      {"2026-01-01T00:30:00+05:45", "2025-12-31T18:45:00Z"},
      {"2025-12-31T22:30:00-03:30", "2026-01-01T02:00:00Z"},
      {"2024-02-29T23:59:59.999999Z", "2024-02-29T23:59:59.999999Z"},
      {"2026-03-02T16:00:00.5Z", "2026-03-02T16:00:00.500000Z"},
      {"2026-03-02T16:00:00.0000009Z", "2026-03-02T16:00:00Z"},
      {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"},
      {"2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z"},
  };
  for (const auto& [written, text] : cases)
    EXPECT_EQ(printed(parse_instant(written)), text);
}

TEST(Instant, CountsMicrosecondsFrom1970) {
  EXPECT_EQ(parse_instant("1970-01-01T00:00:01.5Z")->time_since_epoch().count(), 1'500'000);
  EXPECT_EQ(parse_instant("0001-01-01T00:00:00Z"), instant_min);
  EXPECT_EQ(parse_instant("9999-12-31T23:59:59.999999Z"), instant_max);
}

TEST(Instant, RefusesWhatIsNoInstant) {
  const char* const cases[] = {
      "",
      "now",
      "2026-03-02",
      "2026-03-02T16:00:00",
      "2026-03-02 16:00:00Z",
      "2026-02-31T00:00:00Z",
      "2025-02-29T00:00:00Z",
      "1900-02-29T00:00:00Z",
      "2026-04-31T00:00:00Z",
      "2026-13-01T00:00:00Z",
      "2026-00-10T00:00:00Z",
      "2026-01-00T00:00:00Z",
      "2026-03-02T25:00:00Z",
      "2026-03-02T24:00:00Z",
      "2026-03-02T16:60:00Z",
      "2026-03-02T16:00:60Z",
      "2026-3-2T16:00:00Z",
      "2026-03-02T16:00Z",
      "2026-03-02T16:00:00.Z",
      "2026-03-02T16:00:00,5Z",
      "2026-03-02T16:00:00+1:00",
      "2026-03-02T16:00:00+0100",
      "2026-03-02T16:00:00+24:00",
      "2026-03-02T16:00:00+01:60",
      "2026-03-02T16:00:00Z ",
      " 2026-03-02T16:00:00Z",
      "2026-03-02T16:00:00ZZ",
      "+2026-03-02T16:00:00Z",
      "0000-01-01T00:00:00Z",
      "0001-01-01T00:00:00+00:01",
      "9999-12-31T23:59:59-00:01",
      "12026-03-02T16:00:00Z",
  };
  for (const char* written : cases)
    EXPECT_EQ(printed(parse_instant(written)), "none") << written;
}

TEST(Instant, EveryHourOfFourYearsReadsBackToTheSame) {
  const Instant first = *parse_instant("2023-12-30T00:00:00.000001Z");
  for (int hours = 0; hours < 4 * 366 * 24; hours += 7) {
    const Instant instant = first + std::chrono::hours(hours);
    ASSERT_EQ(parse_instant(to_text(instant)), instant) << to_text(instant);
  }
}

TEST(Day, IsACalendarDate) {
  EXPECT_EQ(printed(parse_day("2026-03-02")), "2026-03-02");
  EXPECT_EQ(printed(parse_day("2024-02-29")), "2024-02-29");
  EXPECT_EQ(printed(parse_day("9999-12-31")), "9999-12-31");
  EXPECT_EQ(parse_day("1970-01-02")->time_since_epoch().count(), 1);
  for (const char* written :
       {"", "2025-02-29", "2026-02-31", "2026-3-2", "2026-03-02Z", "02.03.2026", "2026/03/02",
        "0000-01-01", "2026-03-32", "20260302", " 2026-03-02"}) {
    EXPECT_EQ(printed(parse_day(written)), "none") << written;
  }
}

TEST(Duration, IsReadAsPeopleAndIso8601WriteIt) {
  const std::pair<const char*, const char*> cases[] = {
      {"30s", "PT30S"},
      {"10m", "PT10M"},
      {"48h", "P2D"},
      {"3d", "P3D"},
      {"2w", "P14D"},
      {"PT48H", "P2D"},
      {"P3D", "P3D"},
      {"P3DT4H", "P3DT4H"},
      {"P2W", "P14D"},
      {"PT0.5S", "PT0.5S"},
      {"PT1M0.000001S", "PT1M0.000001S"},
      {"PT90M", "PT1H30M"},
      {"P1DT2H3M4.25S", "P1DT2H3M4.25S"},
      {"PT0S", "PT0S"},
      {"0s", "PT0S"},
      {"-P1D", "-P1D"},
      {"-PT0.5S", "-PT0.5S"},
      {"P0D", "PT0S"},
      {"-3d", "-P3D"},
  };
  for (const auto& [written, text] : cases) {
    EXPECT_EQ(printed(parse_duration(written)), text);
    EXPECT_EQ(parse_duration(text), parse_duration(written));
  }
}

TEST(Duration, RefusesWhatIsNoDurationOrTooLong) {
  for (const char* written : {"",
                              "3",
                              "d",
                              "3 d",
                              "3D",
                              "1.5h",
                              "P",
                              "PT",
                              "P3DT",
                              "P1Y",
                              "P1M",
                              "PT1D",
                              "P1H",
                              "PT1M1H",
                              "PT1H1H",
                              "P3",
                              "PT0.5H",
                              "PT.5S",
                              "PT1.S",
                              "PT1,5S",
                              "P-3D",
                              "--P3D",
                              "PT0.1234567S",
                              "pt1h",
                              "3days",
                              "1h30m",
                              "106751992d",
                              "P99999999999999999999D",
                              "9223372036854775807s",
                              "P106751991DT24H"}) {
    EXPECT_EQ(printed(parse_duration(written)), "none") << written;
  }
}

TEST(Duration, TheLongestIsPrintedWhole) {
  EXPECT_EQ(to_text(Duration::max()), "P106751991DT4H54.775807S");
  EXPECT_EQ(to_text(Duration::min()), "-P106751991DT4H54.775808S");
  EXPECT_EQ(parse_duration(to_text(Duration::max())), Duration::max());
}

}  // namespace
}  // namespace accolade
