// From instants to the clock on the wall and back.
#include "engine/value/zone_rules.h"

#include <algorithm>

namespace accolade {

WallTime ZoneRules::wall_time(Instant instant) const {
  const auto later = std::ranges::upper_bound(offsets_, instant, {}, &ZoneOffset::from);
  const ZoneOffset& now = later == offsets_.begin() ? offsets_.front() : *std::prev(later);
  const Instant shown = instant + now.ahead;
  const Day day = std::chrono::floor<std::chrono::days>(shown);
  return {day, shown - day};
}

Instant ZoneRules::instant(const WallTime& wall) const {
  const Instant shown = Instant(wall.day) + wall.time_of_day;
  Instant before_the_change = shown - offsets_.front().ahead;
  for (std::size_t i = 0; i < offsets_.size(); ++i) {
    const Instant candidate = shown - offsets_[i].ahead;
    const bool has_begun = i == 0 || candidate >= offsets_[i].from;
    const bool has_ended = i + 1 < offsets_.size() && candidate >= offsets_[i + 1].from;
    if (has_begun && !has_ended) return candidate;
    if (has_begun) before_the_change = candidate;
  }
  return before_the_change;
}

}  // namespace accolade
