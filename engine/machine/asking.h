// Which fields come with an event, and their answers as typed fields.
#pragma once

#include <vector>

#include "engine/machine/chart.h"
#include "engine/machine/decide.h"
#include "engine/machine/reading.h"

namespace accolade {

// What the transition asks this actor for: `ask:`, and with `ask: form` the form of its state (and
// of the states around it) for the roles by which the actor may take it.
std::vector<const Field*> asked_by(const Workflow& workflow, const Transition& transition,
                                   const Actor& actor);

// The answers that are well typed, and only those: for conditions that read `event.FIELD` before a
// transition is chosen. What a form keeps, because nobody answered it anew, is an answer too.
Fields typed_answers(const Sources& sources, const Transition& transition, const Answers& answers);

// What the chosen transitions take.
struct Taken {
  Fields fields;                  // to be set; absent: cleared
  std::set<std::string> drafted;  // names among the draft that are used up
};
// Answers of the event, then of the draft; a form keeps what the instance already holds. Refuses
// Invalid, one problem a field, also for answers that nobody asked for.
Outcome<Taken> take_answers(const Sources& sources, const Transitions& transitions,
                            const Answers& answers);

}  // namespace accolade
