// How long many stayed, as counts of classes that add up: what a median is read off without
// keeping, or reading, each of them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "engine/value/instant.h"

namespace accolade {

// Class -> how many. Eight classes an octave of seconds: what is read off is at most 10 % above the
// truth. Class 0 is less than a second.
using Waits = std::map<int, std::int64_t>;

int wait_class(Duration stayed);      // of a negative one: 0
Duration longest_of(int wait_class);  // what is just beyond the class

std::int64_t count_of(const Waits& waits);
// The length that the share `quantile` of them, in (0, 1], has not exceeded; none of none.
std::optional<Duration> wait_within(const Waits& waits, double quantile);
// The share of them that is no longer than `limit`, in [0, 1]; none of none.
std::optional<double> share_within(const Waits& waits, Duration limit);

}  // namespace accolade
