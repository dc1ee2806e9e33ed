// Timers and delayed sends: when they are due, and what becomes of them during a step.
#pragma once

#include <optional>
#include <string>

#include "engine/machine/macrostep.h"

namespace accolade {

// Arms the timers of a state that was just entered. `late: skip` leaves out one whose instant has
// passed.
void arm_timers(Macrostep& step, StateIndex state);
void drop_timers(Macrostep& step, StateIndex state);
// Before a step: deadlines that ancestors have moved since the last one move their timers.
void catch_up(Macrostep& step);
// At the end of a step: deadlines that it moved move their timers.
void follow_deadlines(Macrostep& step);
// The instance has ended: nothing comes any more.
void drop_everything(Macrostep& step);

// When the timer is due by the facts of now. Precondition: it belongs to an active state.
Outcome<std::optional<Instant>> due_of(const Timer& timer, const Sources& sources);

// `late: skip`, and the instant had passed already when an ancestor moved the deadline there.
// Precondition: as due_of.
bool was_moved_into_the_past(const Timer& timer, const Sources& sources);

// The instant of a timer of this rule, whose deadline is at `deadline`. Refuses Failed beyond the
// year 9999, and beyond what the calendar knows.
Outcome<Instant> moved_by(const TimerRule& rule, const Workflow& workflow, Instant deadline);

// By the calendar of the workflow. Refuses Failed beyond what it knows, and where it is named but
// not there.
Outcome<Instant> after_working_days(const Workflow& workflow, Instant from, int days);

// The rule that made it; null if the state has none of that name.
const TimerRule* rule_of(const Workflow& workflow, const Timer& timer);

}  // namespace accolade
