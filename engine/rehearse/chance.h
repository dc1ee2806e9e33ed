// Chance that repeats itself: the same seed gives the same numbers on every machine, which the
// distributions of the standard library do not promise. SplitMix64 (Steele, Lea, Flood, 2014).
#pragma once

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace accolade {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  // Both ends included. Precondition: least <= most, and less than 2^63 apart.
  std::int64_t between(std::int64_t least, std::int64_t most);
  bool happens(int per_hundred) { return between(1, 100) <= per_hundred; }
  // One of them. Precondition: there is one.
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    if (all.empty()) throw std::logic_error("one of nothing");
    return all[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(all.size()) - 1))];
  }
  template <class T>
  void shuffle(std::vector<T>& all) {
    for (std::size_t left = all.size(); left > 1; --left) {
      const auto chosen = static_cast<std::size_t>(between(0, static_cast<std::int64_t>(left) - 1));
      std::swap(all[left - 1], all[chosen]);
    }
  }
  // The index of a weight, each as likely as its share. Precondition: one of them is above 0.
  std::size_t by_weight(const std::vector<int>& weights);

 private:
  std::uint64_t next();

  std::uint64_t state_;
};

}  // namespace accolade
