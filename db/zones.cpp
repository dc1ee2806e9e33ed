// Walks a zone from one change of its clocks to the next.
#include "db/zones.h"

#include <stdexcept>

#include <date/tz.h>

namespace accolade {
namespace {

const date::time_zone* zone_named(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {  // the library has no other way to say so
    return nullptr;
  }
}

}  // namespace

std::optional<ZoneRules> system_zone(const std::string& name, Instant from, Instant until) {
  const date::time_zone* const zone = zone_named(name);
  if (zone == nullptr) return std::nullopt;
  std::vector<ZoneOffset> offsets;
  Instant next = from;
  do {
    const date::sys_info info = zone->get_info(std::chrono::floor<std::chrono::seconds>(next));
    offsets.push_back({next, info.offset});
    next = info.end;
  } while (next < until);
  return ZoneRules(std::move(offsets));
}

}  // namespace accolade
