// Counts from the instant at which a state was entered.
#include "engine/machine/staying.h"

#include "engine/machine/timing.h"

namespace accolade {
namespace {

std::optional<Instant> end_of_stay(const Workflow& workflow, const State& state, Instant since) {
  if (state.expected_working_days) {
    const Outcome<Instant> end = after_working_days(workflow, since, *state.expected_working_days);
    return end ? std::optional(*end) : std::nullopt;
  }
  if (!state.expected || *state.expected > instant_max - since) return std::nullopt;
  return since + *state.expected;
}

}  // namespace

std::map<std::string, Instant> entered_by(const Snapshot& before, const Snapshot& next) {
  std::map<std::string, Instant> entered;
  for (const std::string& state : next.configuration) {
    const auto known = before.entered.find(state);
    entered.emplace(state, known == before.entered.end() ? next.changed : known->second);
  }
  return entered;
}

std::optional<Instant> expected_end(const Workflow& workflow, const Snapshot& snapshot) {
  std::optional<Instant> earliest;
  for (const auto& [name, since] : snapshot.entered) {
    const std::optional<StateIndex> index = workflow.state(name);
    if (!index) continue;
    const std::optional<Instant> end = end_of_stay(workflow, workflow.states[*index], since);
    if (end && (!earliest || *end < *earliest)) earliest = end;
  }
  return earliest;
}

}  // namespace accolade
