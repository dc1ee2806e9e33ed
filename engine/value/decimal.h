// Exact decimals: 18 digits, 6 of them after the point. For scores and money; a double is neither.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace accolade {

class Decimal {
 public:
  static constexpr std::int64_t scale = 1'000'000;
  static constexpr std::int64_t units_max = 999'999'999'999'999'999;  // 999999999999.999999

  constexpr Decimal() = default;
  // `units` are millionths; precondition: |units| <= units_max.
  static constexpr Decimal of_units(std::int64_t units) { return Decimal(units); }
  static std::optional<Decimal> of_int(std::int64_t whole);
  // "4", "4.5", "-0.25". Refuses more than 6 places, exponents and more than 12 digits before the
  // point.
  static std::optional<Decimal> parse(std::string_view text);

  constexpr std::int64_t units() const { return units_; }
  // The shortest text that parses to the same: "4.5", "4", "-0.25".
  std::string text() const;
  auto operator<=>(const Decimal&) const = default;

 private:
  constexpr explicit Decimal(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};

// None on overflow, and on division by zero. Products and quotients are rounded half to even.
std::optional<Decimal> add(Decimal a, Decimal b);
std::optional<Decimal> subtract(Decimal a, Decimal b);
std::optional<Decimal> multiply(Decimal a, Decimal b);
std::optional<Decimal> divide(Decimal a, Decimal b);

}  // namespace accolade
