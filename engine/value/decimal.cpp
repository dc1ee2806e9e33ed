// Exact decimals: parsing, printing and the four operations, over 128 bits in between.
#include "engine/value/decimal.h"

#include <charconv>

namespace accolade {
namespace {

__extension__ typedef __int128 Wide;

constexpr std::size_t places = 6;
constexpr std::size_t whole_digits_max = 12;

bool are_digits(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty();
}

std::int64_t digits_to_number(std::string_view digits) {
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

std::optional<Decimal> in_range(Wide units) {
  if (units > Decimal::units_max || units < -Wide{Decimal::units_max}) return std::nullopt;
  return Decimal::of_units(static_cast<std::int64_t>(units));
}

// Precondition: divisor > 0.
Wide half_even(Wide dividend, Wide divisor) {
  Wide quotient = dividend / divisor;
  const Wide rest = dividend % divisor;
  const Wide twice = rest < 0 ? -2 * rest : 2 * rest;
  // With -O2, g++ 12.2 takes `quotient % 2` of a negative one for 0.
  const bool is_odd = (quotient & 1) != 0;
  if (twice > divisor || (twice == divisor && is_odd)) quotient += dividend < 0 ? -1 : 1;
  return quotient;
}

}  // namespace

std::optional<Decimal> Decimal::of_int(std::int64_t whole) {
  return in_range(Wide{whole} * scale);
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);

  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (!are_digits(whole) || whole.size() > whole_digits_max) return std::nullopt;

  std::string fraction(places, '0');
  if (point != std::string_view::npos) {
    const std::string_view written = text.substr(point + 1);
    if (!are_digits(written) || written.size() > places) return std::nullopt;
    fraction.replace(0, written.size(), written);
  }
  const std::int64_t units = digits_to_number(whole) * scale + digits_to_number(fraction);
  return of_units(is_negative ? -units : units);
}

std::string Decimal::text() const {
  const std::int64_t size = units_ < 0 ? -units_ : units_;
  std::string text = units_ < 0 ? "-" : "";
  text += std::to_string(size / scale);
  const std::int64_t rest = size % scale;
  if (rest == 0) return text;

  std::string fraction = std::to_string(rest);
  fraction.insert(0, places - fraction.size(), '0');
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return text + "." + fraction;
}

std::optional<Decimal> add(Decimal a, Decimal b) {
  return in_range(Wide{a.units()} + b.units());
}

std::optional<Decimal> subtract(Decimal a, Decimal b) {
  return in_range(Wide{a.units()} - b.units());
}

std::optional<Decimal> multiply(Decimal a, Decimal b) {
  return in_range(half_even(Wide{a.units()} * b.units(), Decimal::scale));
}

std::optional<Decimal> divide(Decimal a, Decimal b) {
  if (b.units() == 0) return std::nullopt;
  const Wide dividend = Wide{a.units()} * Decimal::scale;
  if (b.units() < 0) return in_range(half_even(-dividend, -Wide{b.units()}));
  return in_range(half_even(dividend, b.units()));
}

}  // namespace accolade
