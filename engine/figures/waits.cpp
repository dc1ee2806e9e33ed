// Classes grow by the eighth root of two (H. Schmid, HDR histograms; here with a plain logarithm).
#include "engine/figures/waits.h"

#include <cmath>

namespace accolade {
namespace {

constexpr double classes_an_octave = 8.0;

double seconds(Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

}  // namespace

int wait_class(Duration stayed) {
  const double length = seconds(stayed);
  if (length < 1.0) return 0;
  return 1 + static_cast<int>(std::floor(std::log2(length) * classes_an_octave));
}

Duration longest_of(int wait_class) {
  const double length = std::exp2(static_cast<double>(wait_class) / classes_an_octave);
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(length));
}

std::int64_t count_of(const Waits& waits) {
  std::int64_t count = 0;
  for (const auto& [wait_class, many] : waits)
    count += many;
  return count;
}

std::optional<Duration> wait_within(const Waits& waits, double quantile) {
  const std::int64_t count = count_of(waits);
  const auto wanted = static_cast<std::int64_t>(std::ceil(quantile * static_cast<double>(count)));
  std::int64_t seen = 0;
  for (const auto& [wait_class, many] : waits) {
    seen += many;
    if (seen >= wanted && seen > 0) return longest_of(wait_class);
  }
  return std::nullopt;
}

std::optional<double> share_within(const Waits& waits, Duration limit) {
  const std::int64_t count = count_of(waits);
  if (count == 0) return std::nullopt;
  const int last = wait_class(limit);
  std::int64_t within = 0;
  for (const auto& [wait_class, many] : waits) {
    if (wait_class < last) within += many;
  }
  return static_cast<double>(within) / static_cast<double>(count);
}

}  // namespace accolade
