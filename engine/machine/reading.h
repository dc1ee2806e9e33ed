// The value of an expression: fetches what it reads from the snapshot and the facts.
#pragma once

#include <optional>
#include <string>

#include "engine/machine/chart.h"
#include "engine/machine/decide.h"

namespace accolade {

// What expressions read at one moment of a step. Borrowed.
struct Sources {
  const Workflow& workflow;
  const Snapshot& snapshot;
  const StateSet& active;
  const Facts& facts;
  const Fields& event;  // the bound answers of the event: "event.reason"
};

// Refuses Failed on overflow and on deadlines that ask for each other.
Outcome<Value> value_of(const Expression& expression, const Sources& sources);
// No condition holds. Refuses as value_of.
Outcome<bool> holds(const std::optional<Expression>& condition, const Sources& sources);
// The instant of a deadline, computed from the facts now; none if it has none yet.
Outcome<std::optional<Instant>> instant_of(const std::string& deadline, const Sources& sources);
// When an ancestor last changed what the deadline reads of it; none if it never did.
std::optional<Instant> moved_above(const std::string& deadline, const Sources& sources);

}  // namespace accolade
