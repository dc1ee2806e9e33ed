// Token buckets on a clock that the test moves.
#include "handlers/http/rate_limit.h"

#include <gtest/gtest.h>

namespace accolade::http {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant noon{std::chrono::hours(12)};

TEST(RateLimit, ABurstIsFreeAndThenOneEachInterval) {
  RateLimit limit({.burst = 3, .every = minutes(1)});
  for (int at = 0; at < 3; ++at)
    EXPECT_EQ(limit.take("a", noon), std::nullopt);

  EXPECT_EQ(limit.take("a", noon), minutes(1));
  EXPECT_EQ(limit.take("a", noon + seconds(45)), seconds(15));
  EXPECT_EQ(limit.take("a", noon + minutes(1)), std::nullopt);
  EXPECT_EQ(limit.take("a", noon + minutes(1)), minutes(1));
}

TEST(RateLimit, KeysDoNotShare) {
  RateLimit limit({.burst = 1, .every = minutes(1)});

  EXPECT_EQ(limit.take("a", noon), std::nullopt);
  EXPECT_EQ(limit.take("b", noon), std::nullopt);
  EXPECT_EQ(limit.take("a", noon), minutes(1));
}

TEST(RateLimit, ABucketNeverHoldsMoreThanItsBurst) {
  RateLimit limit({.burst = 2, .every = minutes(1)});
  EXPECT_EQ(limit.take("a", noon), std::nullopt);

  const Instant much_later = noon + std::chrono::hours(24);
  EXPECT_EQ(limit.take("a", much_later), std::nullopt);
  EXPECT_EQ(limit.take("a", much_later), std::nullopt);
  EXPECT_EQ(limit.take("a", much_later), minutes(1));
}

TEST(RateLimit, MemoryIsBoundedAndTheLongestUnusedKeyGoes) {
  RateLimit limit({.burst = 1, .every = minutes(1), .keys_max = 2});
  EXPECT_EQ(limit.take("a", noon), std::nullopt);
  EXPECT_EQ(limit.take("b", noon), std::nullopt);
  EXPECT_EQ(limit.take("a", noon), minutes(1));
  EXPECT_EQ(limit.take("c", noon), std::nullopt);

  EXPECT_EQ(limit.keys(), 2u);
  EXPECT_EQ(limit.take("a", noon), minutes(1));
  EXPECT_EQ(limit.take("b", noon), std::nullopt);
}

TEST(RateLimit, AHouseholdIsOneKey) {
  EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(network_of("2001:db8:1:2:ffff::1"), "2001:db8:1:2::/64");
  EXPECT_EQ(network_of("nonsense"), "nonsense");
}

}  // namespace
}  // namespace accolade::http
