// The generator, and numbers of a range by remainder: the bias is below 1 in 2^40 for the ranges
// that are asked for.
#include "engine/rehearse/chance.h"

#include <numeric>

namespace accolade {

std::uint64_t Chance::next() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31U);
}

std::int64_t Chance::between(std::int64_t least, std::int64_t most) {
  const std::uint64_t numbers =
      static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
  return least + static_cast<std::int64_t>(next() % numbers);
}

std::size_t Chance::by_weight(const std::vector<int>& weights) {
  std::int64_t drawn = between(1, std::accumulate(weights.begin(), weights.end(), 0));
  for (std::size_t index = 0; index < weights.size(); ++index) {
    drawn -= weights[index];
    if (drawn <= 0) return index;
  }
  throw std::logic_error("nothing has a weight");
}

}  // namespace accolade
