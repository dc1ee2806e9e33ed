// Decimals are exact.
#include "engine/value/decimal.h"

#include <gtest/gtest.h>

namespace accolade {
namespace {

Decimal of(const char* text) {
  return Decimal::parse(text).value();
}
std::string text(const std::optional<Decimal>& decimal) {
  return decimal ? decimal->text() : "none";
}

TEST(Decimal, PrintsTheShortestTextThatParsesToTheSame) {
  const std::pair<const char*, const char*> cases[] = {
      {"4", "4"},
      {"4.5", "4.5"},
      {"4.50", "4.5"},
      {"-0.25", "-0.25"},
      {"-0", "0"},
      {"0.000001", "0.000001"},
      {"-3.000001", "-3.000001"},
      {"007.10", "7.1"},
      {"999999999999.999999", "999999999999.999999"},
      {"-999999999999.999999", "-999999999999.999999"},
  };
  for (const auto& [written, printed] : cases)
    EXPECT_EQ(text(Decimal::parse(written)), printed);
}

TEST(Decimal, RefusesWhatIsNoDecimal) {
  for (const char* written : {"", "-", ".", ".5", "5.", "1e3", "+1", " 1", "1 ", "1,5", "--1",
                              "1.-5", "0.1234567", "1000000000000", "0x10", "1.2.3", "nan"}) {
    EXPECT_EQ(Decimal::parse(written), std::nullopt) << written;
  }
}

TEST(Decimal, AddsWithoutTheErrorOfADouble) {
  EXPECT_EQ(add(of("0.1"), of("0.2")), of("0.3"));
  EXPECT_EQ(subtract(of("0.3"), of("0.1")), of("0.2"));
  EXPECT_EQ(multiply(of("1.1"), of("1.1")), of("1.21"));
}

TEST(Decimal, RoundsProductsHalfToEven) {
  EXPECT_EQ(text(multiply(of("0.000001"), of("0.5"))), "0");
  EXPECT_EQ(text(multiply(of("0.000003"), of("0.5"))), "0.000002");
  EXPECT_EQ(text(multiply(of("0.000005"), of("0.5"))), "0.000002");
  EXPECT_EQ(text(multiply(of("-0.000003"), of("0.5"))), "-0.000002");
  EXPECT_EQ(text(multiply(of("-0.000001"), of("0.5"))), "0");
  EXPECT_EQ(text(multiply(of("0.000001"), of("0.500001"))), "0.000001");
}

TEST(Decimal, RoundsQuotientsHalfToEven) {
  EXPECT_EQ(text(divide(of("1"), of("3"))), "0.333333");
  EXPECT_EQ(text(divide(of("2"), of("3"))), "0.666667");
  EXPECT_EQ(text(divide(of("0.000001"), of("2"))), "0");
  EXPECT_EQ(text(divide(of("0.000003"), of("2"))), "0.000002");
  EXPECT_EQ(text(divide(of("0.000005"), of("-2"))), "-0.000002");
  EXPECT_EQ(text(divide(of("-0.000007"), of("-2"))), "0.000004");
}

TEST(Decimal, OverflowIsNone) {
  const Decimal most = Decimal::of_units(Decimal::units_max);
  EXPECT_EQ(text(add(most, of("0.000001"))), "none");
  EXPECT_EQ(text(subtract(of("-999999999999.999999"), of("0.000001"))), "none");
  EXPECT_EQ(text(multiply(most, of("1.000001"))), "none");
  EXPECT_EQ(text(multiply(most, of("1"))), "999999999999.999999");
  EXPECT_EQ(text(divide(most, of("0.5"))), "none");
  EXPECT_EQ(text(divide(most, most)), "1");
  EXPECT_EQ(text(Decimal::of_int(999'999'999'999)), "999999999999");
  EXPECT_EQ(text(Decimal::of_int(1'000'000'000'000)), "none");
  EXPECT_EQ(text(Decimal::of_int(INT64_MIN)), "none");
}

TEST(Decimal, DivisionByZeroIsNone) {
  EXPECT_EQ(text(divide(of("1"), of("0"))), "none");
}

TEST(Decimal, OrdersByAmount) {
  EXPECT_LT(of("-1"), of("-0.5"));
  EXPECT_LT(of("4.5"), of("4.500001"));
  EXPECT_EQ(of("4.5"), of("4.50"));
}

}  // namespace
}  // namespace accolade
