// Deadlines that depend on the parent alone: thousands of children wait for one row, and moving it
// is one update. `max(parent.closes_at, extended_until)` is such a deadline for every child without
// an `extended_until`; one that has it waits for an instant of its own, and for the shared row too,
// as the parent may move it.
//
// A wake-up is never the truth: it may come early (nothing happens, the next is armed), and where
// an expression is earlier than both its own last instant and the shared one it comes late; what is
// due is delivered before any other event all the same.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/machine/decide.h"
#include "engine/ports/instances.h"

namespace accolade {

// Timers of the snapshot that wait for such a deadline; keys are such as
// "nomination.close-172800000000".
SharedWaits shared_timers(const Workflow& workflow, const Snapshot& snapshot, const Facts& facts);

// When the snapshot has to delete what is kept for a time: with the deadline that it shares with
// others, or at an instant of its own, which is looked at again with each of its steps.
std::vector<KeepingWait> keeping_waits(const Workflow& workflow, const Snapshot& snapshot,
                                       const Facts& facts);

// All keys that children of `child` may wait for under `parent`, with their instants now. Refuses
// Failed where a calendar does not know the days that it would count.
using SharedInstants = std::map<std::string, std::optional<Instant>>;
Outcome<SharedInstants> deadlines_of_children(const Workflow& child, const Snapshot& parent);

}  // namespace accolade
