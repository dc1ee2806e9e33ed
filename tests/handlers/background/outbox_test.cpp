// How long a letter that was put off waits, and when nobody tries any more.
#include "handlers/background/outbox.h"

#include <gtest/gtest.h>

namespace accolade {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

TEST(Outbox, EachPauseIsTwiceTheOneBefore) {
  EXPECT_EQ(pause_after(1, 0), minutes(1));
  EXPECT_EQ(pause_after(2, 0), minutes(2));
  EXPECT_EQ(pause_after(5, 0), minutes(16));
}

TEST(Outbox, NoPauseIsLongerThanSixHours) {
  EXPECT_EQ(pause_after(15, 0), hours(6));
}

TEST(Outbox, ChanceShortensAPauseByAQuarterAtMost) {
  EXPECT_EQ(pause_after(3, 1), minutes(3));
  EXPECT_EQ(pause_after(3, 0.5), std::chrono::seconds(210));
}

TEST(Outbox, AfterTwentyAttemptsItGivesUp) {
  EXPECT_NE(pause_after(19, 0), std::nullopt);
  EXPECT_EQ(pause_after(20, 0), std::nullopt);
}

}  // namespace
}  // namespace accolade
