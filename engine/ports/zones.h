// The time zones that the system knows. Implemented by db; contract in tests/db.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "engine/value/zone_rules.h"

namespace accolade {

// How the clocks of a zone ("Europe/Brussels") run between two instants; none: no such zone.
using Zones =
    std::function<std::optional<ZoneRules>(const std::string& name, Instant from, Instant until)>;

}  // namespace accolade
