// Keys name workflow, deadline and offset; the instant is computed from the parent's fields alone.
#include "engine/use_case/shared_deadline.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "engine/machine/keeping.h"
#include "engine/machine/timing.h"

namespace accolade {
namespace {

constexpr std::string_view shared_prefix = "parent.";

std::string deadline_key(const Workflow& workflow, const TimerRule& rule) {
  const bool is_in_days = rule.offset_working_days != 0;
  const std::int64_t offset = is_in_days ? rule.offset_working_days : rule.offset.count();
  return workflow.name + "." + rule.deadline + (offset < 0 ? "" : "+") + std::to_string(offset) +
         (is_in_days ? " working days" : "");
}

bool is_shared(const Workflow& workflow, const TimerRule& rule) {
  const auto deadline = workflow.deadlines.find(rule.deadline);
  return deadline != workflow.deadlines.end() && deadline->second.shared;
}

// For whoever has none of the deadline's own fields. Refuses as moved_by.
Outcome<std::optional<Instant>> instant_by(const Workflow& workflow, const TimerRule& rule,
                                           const std::function<Value(const std::string&)>& above) {
  const Deadline& deadline = workflow.deadlines.at(rule.deadline);
  std::vector<Value> values;
  for (const Reading& reading : deadline.instant.readings())
    values.push_back(reading.name.starts_with(shared_prefix) ? above(reading.name) : Value());
  const Outcome<Value> value = evaluate(deadline.instant, values);
  const auto* instant = value ? value->as<Instant>() : nullptr;
  if (instant == nullptr) return std::optional<Instant>();
  const Outcome<Instant> due = moved_by(rule, workflow, *instant);
  if (!due) return due.refusal();
  return std::optional(*due);
}

bool has_own_field(const Deadline& deadline, const Snapshot& snapshot) {
  return std::any_of(deadline.own_fields.begin(), deadline.own_fields.end(),
                     [&](const std::string& path) {
                       return snapshot.fields.contains(path.substr(0, path.find('.')));
                     });
}

// `keep:` counts as a timer does.
TimerRule rule_of(const Field& kept) {
  TimerRule rule;
  rule.deadline = kept.keep->deadline;
  rule.offset = kept.keep->after;
  return rule;
}

}  // namespace

SharedWaits shared_timers(const Workflow& workflow, const Snapshot& snapshot, const Facts& facts) {
  SharedWaits waits;
  for (const Timer& timer : snapshot.timers) {
    const TimerRule* rule = rule_of(workflow, timer);
    if (rule == nullptr || !is_shared(workflow, *rule)) continue;
    const Deadline& deadline = workflow.deadlines.at(rule->deadline);
    const bool is_own = has_own_field(deadline, snapshot);
    if (is_own) {
      // Once the others' instant has come it would wake this one again and again.
      const Outcome<std::optional<Instant>> others = instant_by(
          workflow, *rule, [&](const std::string& path) { return at(facts.above, path); });
      if (others && *others && **others <= facts.now) continue;
    }
    waits[{timer.state, timer.name}] = {deadline_key(workflow, *rule), is_own};
  }
  return waits;
}

std::vector<KeepingWait> keeping_waits(const Workflow& workflow, const Snapshot& snapshot,
                                       const Facts& facts) {
  std::vector<KeepingWait> waits;
  for (const KeptUntil& kept : kept_until(workflow, snapshot, facts)) {
    const TimerRule rule = rule_of(*workflow.field(kept.field));
    const auto deadline = workflow.deadlines.find(rule.deadline);
    if (deadline == workflow.deadlines.end()) continue;
    const bool is_alike = deadline->second.shared && !has_own_field(deadline->second, snapshot);
    waits.push_back({kept.field, is_alike ? deadline_key(workflow, rule) : "", kept.until});
  }
  return waits;
}

Outcome<SharedInstants> deadlines_of_children(const Workflow& child, const Snapshot& parent) {
  SharedInstants instants;
  std::vector<TimerRule> rules;
  for (const State& state : child.states)
    rules.insert(rules.end(), state.timers.begin(), state.timers.end());
  for (const Field& field : child.fields)
    if (field.keep) rules.push_back(rule_of(field));
  for (const TimerRule& rule : rules) {
    if (!is_shared(child, rule)) continue;
    const Outcome<std::optional<Instant>> instant =
        instant_by(child, rule, [&](const std::string& path) {
          return at(parent.fields, path.substr(shared_prefix.size()));
        });
    if (!instant) return instant.refusal();
    instants[deadline_key(child, rule)] = *instant;
  }
  return instants;
}

}  // namespace accolade
