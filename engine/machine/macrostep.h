// One macrostep in the making: SCXML Appendix D over the snapshot that will be. Private to
// engine/machine.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "engine/machine/chart.h"
#include "engine/machine/decide.h"
#include "engine/machine/reading.h"

namespace accolade {

// Everything that changes while a step is made. A refusal ends it; then nothing of it is kept.
struct Macrostep {
  const Workflow& workflow;
  const Facts& facts;
  Snapshot next;
  StateSet active = {};
  Fields event = {};  // the bound answers of the event that is being processed
  std::deque<std::string> internal = {}, external = {};
  std::vector<Effect> effects = {};
  // Letters get their fields at the end: what may be seen is a matter of the states then.
  struct Letter {
    std::size_t effect;
    const Mail* mail;
  };
  std::vector<Letter> letters = {};
  std::optional<Refusal> refusal = {};
  int microsteps = 0;
  bool ended = false;  // a final state of the root was entered

  Sources sources() const { return {workflow, next, active, facts, event}; }
  bool goes_on() const { return !refusal && !ended; }
  void refuse(Refusal why) {
    if (!refusal) refusal = std::move(why);
  }
};

// Enters the root and its initial states.
void enter_initial(Macrostep& step);
// Leaves, acts, enters. Refuses Runaway beyond microsteps_max.
void microstep(Macrostep& step, const Transitions& transitions);
// Eventless transitions, then internal events, then those that were sent, until all is quiet.
void run_to_completion(Macrostep& step);

// The parts of a microstep (entering.cpp, acting.cpp).
void exit_states(Macrostep& step, const Transitions& transitions);
void enter_states(Macrostep& step, const Transitions& transitions);
void perform(Macrostep& step, const Actions& actions);

}  // namespace accolade
