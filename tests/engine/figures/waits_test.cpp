// Lengths as classes: what is read off them is near the truth, whatever order they came in.
#include "engine/figures/waits.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace accolade {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

Waits waits_of(const std::vector<Duration>& lengths) {
  Waits waits;
  for (const Duration length : lengths)
    ++waits[wait_class(length)];
  return waits;
}

TEST(WaitsOfMany, NothingIsReadOffNone) {
  EXPECT_EQ(count_of({}), 0);
  EXPECT_EQ(wait_within({}, 0.5), std::nullopt);
  EXPECT_EQ(share_within({}, days(1)), std::nullopt);
}

TEST(WaitsOfMany, LessThanASecondIsOneClassAndNegativeLengthsAreThere) {
  EXPECT_EQ(wait_class(Duration(-5)), 0);
  EXPECT_EQ(wait_class(milliseconds(999)), 0);
  EXPECT_EQ(wait_class(seconds(1)), 1);
  EXPECT_EQ(wait_within(waits_of({milliseconds(1)}), 0.5), seconds(1));
}

TEST(WaitsOfMany, EachLengthIsBelowTheEndOfItsClassAndNotBelowThatOfTheOneBefore) {
  for (Duration length = seconds(1); length < days(40'000); length += length / 3) {
    const int in = wait_class(length);
    EXPECT_LE(longest_of(in - 1) - Duration(1), length);
    EXPECT_GE(longest_of(in) + Duration(1), length);
    EXPECT_LT(longest_of(in) - length, length / 10);
  }
}

TEST(WaitsOfMany, MedianAndNinetyPercentAreWithinTenPercentOfThoseSorted) {
  std::mt19937_64 chance(7);
  std::lognormal_distribution<double> length(12.0, 1.5);
  std::vector<Duration> lengths;
  for (int i = 0; i < 2'000; ++i)
    lengths.push_back(seconds(static_cast<std::int64_t>(length(chance))));
  const Waits waits = waits_of(lengths);
  std::sort(lengths.begin(), lengths.end());
  for (const double quantile : {0.1, 0.5, 0.9, 1.0}) {
    const auto rank = static_cast<std::size_t>(std::ceil(quantile * 2'000.0)) - 1;
    const double truth = static_cast<double>(lengths[rank].count());
    EXPECT_NEAR(static_cast<double>(wait_within(waits, quantile)->count()) / truth, 1.0, 0.1);
  }
}

TEST(WaitsOfMany, ShareIsOfThoseThatCertainlyWereNoLonger) {
  const Waits waits = waits_of({hours(1), hours(2), days(3), days(30)});
  EXPECT_EQ(share_within(waits, hours(12)), 0.5);
  EXPECT_EQ(share_within(waits, days(4)), 0.75);
  EXPECT_EQ(share_within(waits, days(400)), 1.0);
  EXPECT_EQ(share_within(waits, Duration{}), 0.0);
}

}  // namespace
}  // namespace accolade
