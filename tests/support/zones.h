// The one time zone that tests without the system's know: by the rule of the European Union
// (Directive 2000/84/EC). tests/db compares it with the system's.
#pragma once

#include "engine/ports/zones.h"

namespace accolade {

// From a January on.
inline std::optional<ZoneRules> brussels_zone(const std::string& name, Instant from,
                                              Instant until) {
  using namespace std::chrono;
  if (name != "Europe/Brussels") return std::nullopt;
  std::vector<ZoneOffset> offsets = {{from, hours(1)}};
  for (year in = year_month_day(floor<days>(from)).year(); sys_days(in / January / 1) < until;
       ++in) {
    offsets.push_back({sys_days(in / March / Sunday[last]) + hours(1), hours(2)});
    offsets.push_back({sys_days(in / October / Sunday[last]) + hours(1), hours(1)});
  }
  return ZoneRules(std::move(offsets));
}

}  // namespace accolade
