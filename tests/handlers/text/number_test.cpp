// Numbers have a comma before each three digits.
#include "handlers/text/number.h"

#include <gtest/gtest.h>

namespace accolade {
namespace {

TEST(Number, ThousandsAreSeparated) {
  EXPECT_EQ(grouped("0"), "0");
  EXPECT_EQ(grouped("999"), "999");
  EXPECT_EQ(grouped("1000"), "1,000");
  EXPECT_EQ(grouped("-999"), "-999");
  EXPECT_EQ(grouped("-1250000.5"), "-1,250,000.5");
  EXPECT_EQ(grouped("1234.567891"), "1,234.567891");
}

}  // namespace
}  // namespace accolade
