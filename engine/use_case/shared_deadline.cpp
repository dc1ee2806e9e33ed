// Keys name workflow, deadline and offset; the instant is computed from the parent's fields alone.
#include "engine/use_case/shared_deadline.h"

#include <vector>

#include "engine/machine/timing.h"

namespace accolade {
namespace {

std::string deadline_key(const Workflow& workflow, const TimerRule& rule) {
  const std::int64_t offset = rule.offset.count();
  return workflow.name + "." + rule.deadline + (offset < 0 ? "" : "+") + std::to_string(offset);
}

bool is_shared(const Workflow& workflow, const TimerRule& rule) {
  const auto deadline = workflow.deadlines.find(rule.deadline);
  return deadline != workflow.deadlines.end() && deadline->second.shared;
}

std::optional<Instant> instant_of(const Deadline& deadline, const Snapshot& parent) {
  std::vector<Value> values;
  for (const Reading& reading : deadline.instant.readings()) {
    constexpr std::size_t prefix = std::string_view("parent.").size();
    values.push_back(at(parent.fields, reading.name.substr(prefix)));
  }
  const Outcome<Value> value = evaluate(deadline.instant, values);
  if (!value) return std::nullopt;
  const auto* instant = value->as<Instant>();
  return instant ? std::optional(*instant) : std::nullopt;
}

}  // namespace

std::map<std::string, std::string> shared_timers(const Workflow& workflow,
                                                 const Snapshot& snapshot) {
  std::map<std::string, std::string> keys;
  for (const Timer& timer : snapshot.timers) {
    const TimerRule* rule = rule_of(workflow, timer);
    if (rule != nullptr && is_shared(workflow, *rule))
      keys[timer.name] = deadline_key(workflow, *rule);
  }
  return keys;
}

std::map<std::string, std::optional<Instant>> deadlines_of_children(const Workflow& child,
                                                                    const Snapshot& parent) {
  std::map<std::string, std::optional<Instant>> instants;
  for (const State& state : child.states) {
    for (const TimerRule& rule : state.timers) {
      if (!is_shared(child, rule)) continue;
      std::optional<Instant> instant = instant_of(child.deadlines.at(rule.deadline), parent);
      if (instant) *instant += rule.offset;
      instants[deadline_key(child, rule)] = instant;
    }
  }
  return instants;
}

}  // namespace accolade
