// Since when an instance is where it is, and when it should have gone on.
#include <gtest/gtest.h>

#include "tests/support/chart.h"

namespace accolade {
namespace {

using std::chrono::days;
using std::chrono::hours;

TEST(Staying, EachActiveStateKnowsWhenItWasEntered) {
  Chart chart(R"(
states:
  both:
    parallel: true
    on: {leave: z}
    states:
      left: {states: {a: {on: {e: b}}, b: {on: {e: b}}}}
      right: {states: {c: {}}}
  z: {final: over}
)");
  chart.begin_with();
  chart.advance(hours(1)).raise("e");
  const std::map<std::string, Instant> entered = {{"b", noon + hours(1)}, {"c", noon}};
  EXPECT_EQ(chart.snapshot.entered, entered);
  chart.advance(hours(1)).raise("e");
  EXPECT_EQ(chart.snapshot.entered, entered) << "from itself to itself is no new stay";
  chart.advance(hours(1)).raise("leave");
  EXPECT_EQ(chart.snapshot.entered, (std::map<std::string, Instant>{{"z", noon + hours(3)}}));
}

TEST(Staying, TheEarliestExpectationOfItsStatesCounts) {
  Chart chart(R"(
states:
  both:
    parallel: true
    states:
      left: {states: {a: {expected: 10d, on: {e: b}}, b: {}}}
      right: {states: {c: {expected: 20d}}}
)");
  chart.begin_with();
  EXPECT_EQ(chart.snapshot.expected, noon + days(10));
  chart.advance(days(1)).raise("e");
  EXPECT_EQ(chart.snapshot.expected, noon + days(20));
}

TEST(Staying, WorkingDaysAreCounted) {
  Chart chart("states: {a: {expected: 5 working days}}");
  chart.begin_with();
  EXPECT_EQ(chart.snapshot.expected, noon + days(7));
}

TEST(Staying, NothingIsExpectedOfWhatHasEnded) {
  Chart chart("states: {a: {expected: 1d, on: {e: z}}, z: {final: over}}");
  chart.begin_with();
  ASSERT_EQ(chart.snapshot.expected, noon + days(1));
  chart.raise("e");
  EXPECT_EQ(chart.snapshot.expected, std::nullopt);
}

}  // namespace
}  // namespace accolade
