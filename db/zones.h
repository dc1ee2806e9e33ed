// The system's time zones as rules that calendars carry (engine/ports/zones.h).
#pragma once

#include "engine/ports/zones.h"

namespace accolade {

// A name of the IANA database, as /usr/share/zoneinfo has it today. Thread-safe.
std::optional<ZoneRules> system_zone(const std::string& name, Instant from, Instant until);

}  // namespace accolade
