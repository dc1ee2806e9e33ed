// How the clocks of one place run, as data: nothing here asks the system.
#pragma once

#include <vector>

#include "engine/value/instant.h"

namespace accolade {

// What a calendar and a clock on the wall show.
struct WallTime {
  Day day;
  Duration time_of_day{};  // since midnight
  bool operator==(const WallTime&) const = default;
};

// From `from` on, until the next one, clocks are `ahead` of UTC.
struct ZoneOffset {
  Instant from;
  std::chrono::seconds ahead{};
  bool operator==(const ZoneOffset&) const = default;
};

class ZoneRules {
 public:
  // UTC.
  ZoneRules() : ZoneRules({{instant_min, std::chrono::seconds{}}}) {}
  // By instant. Precondition: not empty; the first holds before its `from`, too.
  explicit ZoneRules(std::vector<ZoneOffset> offsets) : offsets_(std::move(offsets)) {}

  WallTime wall_time(Instant instant) const;
  // A time that comes twice is the first one; one that the clocks skip is as long after their
  // change as it would have been: 02:30 is 03:30 (RFC 5545, section 3.3.5).
  Instant instant(const WallTime& wall) const;

 private:
  std::vector<ZoneOffset> offsets_;
};

}  // namespace accolade
