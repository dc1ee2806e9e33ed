// From a macrostep to the Step that is stored: timers, letters, and what happened.
#pragma once

#include "engine/machine/macrostep.h"

namespace accolade {

// A macrostep over the snapshot as it is, not begun yet; its version is that of the step, and its
// timers have followed what ancestors moved.
Macrostep resume(const Workflow& workflow, const Snapshot& snapshot, const Facts& facts);
// The same with the timers as they are: of a snapshot that comes from another version, whose
// deadlines were not moved by ancestors.
Macrostep resume_unmoved(const Workflow& workflow, const Snapshot& snapshot, const Facts& facts);

// Takes fields of type copies anew: all of a new instance, else those that say so in an active
// state.
void take_copies(Macrostep& step, bool is_new);

// What the step was made of, for its history entry.
struct Occasion {
  std::string event;
  Event::Source source = Event::Source::Person;
  std::string says;  // empty: a sentence is made
};
// Moves the timers of deadlines that moved, and records. Refuses what the macrostep refused.
Outcome<Step> finish(Macrostep step, const Snapshot& before, Occasion occasion);
// Cannot fail: the snapshot as it has become, the letters, the history.
Step record(Macrostep step, const Snapshot& before, Occasion occasion);

}  // namespace accolade
