// One live instance in the new version. Pure: values in, value out; the store seals and writes it.
#pragma once

#include <string>

#include "engine/machine/decide.h"
#include "engine/move/configuration.h"

namespace accolade {

// The event of the history entry, and of what an instance hears afterwards where the new version
// has something that may happen at once.
inline constexpr const char* moved_event = "moved";

// Everything but new timers and due instants, which need the images of the ancestors. `facts`: now
// and, by the old version's paths, what the map's expressions read. Refuses NotPossible where there
// is no image, naming what to add to the map, and Failed on overflow.
Outcome<Snapshot> image_of(const Move& move, const Snapshot& before, const Facts& facts);

// The step: timers that are kept follow the new rules of their deadlines, else keep their instant;
// those of rules that the old state did not have are armed from now; one that came already does not
// come again. TimerEffects and CancelEffects say what changed. The history says "{actor} moved this
// from version 12345678 to version 9abcdef0", or "Moved from ..." where nobody did. `facts`: actor,
// now and, by the new version's paths, what is above.
Outcome<Step> arrive(const Move& move, const Snapshot& before, const Snapshot& image,
                     const Facts& facts);

// The first eight digits of a package's hash: how a person names a version.
std::string short_version(const PackageHash& hash);

}  // namespace accolade
