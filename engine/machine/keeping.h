// Answers that are kept for a time (`keep: 30 days after end`), and the step that deletes them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/machine/decide.h"

namespace accolade {

inline constexpr const char* forgotten_event = "forgotten";

// A field of `keep:` that has not been deleted yet, and when it is to be; none: the deadline has no
// instant. Whether it was answered is not looked at: a draft may hold what the snapshot does not.
struct KeptUntil {
  std::string field;
  std::optional<Instant> until;
};
std::vector<KeptUntil> kept_until(const Workflow& workflow, const Snapshot& snapshot,
                                  const Facts& facts);

// Empties the fields for good, also of an instance that has ended; the history says so.
Step forget(const Workflow& workflow, const Snapshot& snapshot, const std::set<std::string>& fields,
            const Facts& facts);

}  // namespace accolade
