// Since when an instance is where it is, and when it should have gone on: from `expected:`.
#pragma once

#include <optional>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"

namespace accolade {

// Of each active atomic state of `next`: the instant at which it was entered. One that `before` was
// in has not been entered anew, whatever transitions lead from it to itself.
std::map<std::string, Instant> entered_by(const Snapshot& before, const Snapshot& next);

// The earliest end that its states are expected to have; none where none says so, and where the
// calendar does not know the day.
std::optional<Instant> expected_end(const Workflow& workflow, const Snapshot& snapshot);

}  // namespace accolade
