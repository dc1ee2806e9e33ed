// Which transitions an event enables: selectTransitions and removeConflictingTransitions of
// Appendix D, with roles.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/machine/chart.h"
#include "engine/machine/reading.h"

namespace accolade {

struct Impulse {
  std::string_view event;  // empty: eventless
  Event::Source source = Event::Source::Inside;
  const Answers* answers = nullptr;  // a person's, not bound yet
};
inline constexpr Impulse eventless{};

struct Selection {
  Transitions transitions;  // without conflicts, in document order of their regions
  // Why there are none, as far as it got:
  bool heard = false;              // some active state has a transition for the event
  bool allowed = false;            // one of them by these roles
  std::string otherwise;           // the sentence of the first whose condition is false
  std::optional<Refusal> failure;  // a condition could not be evaluated
};

Selection select(const Sources& sources, const Impulse& impulse);

// Persons need a role in `by`; everything else takes only what has no `by`. A workflow without any
// `by` is open to all.
bool may_take(const Workflow& workflow, const Transition& transition, Event::Source source,
              const Actor& actor);

// The refusal if the states after the transition hold a place that cannot be had. `answers`: what
// the event brings, if it is known.
std::optional<Refusal> lacks_place(const Sources& sources, const Transition& transition,
                                   const Answers* answers);

}  // namespace accolade
