// When timers are due: after a span, after working days, or at a deadline.
#include "engine/machine/timing.h"

#include <algorithm>

namespace accolade {
namespace {

Outcome<Instant> shifted(Instant from, Duration by) {
  std::int64_t micros = 0;
  if (__builtin_add_overflow(from.time_since_epoch().count(), by.count(), &micros) ||
      Instant(Duration(micros)) > instant_max || Instant(Duration(micros)) < instant_min) {
    return Refusal{Why::Failed, "A timer would be due beyond the year 9999."};
  }
  return Instant(Duration(micros));
}

Outcome<std::optional<Instant>> perhaps(const Outcome<Instant>& instant) {
  if (!instant) return instant.refusal();
  return std::optional(*instant);
}

Outcome<std::optional<Instant>> at_deadline(const TimerRule& rule, const Sources& sources) {
  const Outcome<std::optional<Instant>> instant = instant_of(rule.deadline, sources);
  if (!instant || !*instant) return instant;
  return perhaps(moved_by(rule, sources.workflow, **instant));
}

Outcome<std::optional<Instant>> first_due(const TimerRule& rule, const Sources& sources) {
  if (!rule.deadline.empty()) return at_deadline(rule, sources);
  const Instant now = sources.facts.now;
  if (rule.working_days) {
    return perhaps(after_working_days(sources.workflow, now, *rule.working_days));
  }
  return perhaps(shifted(now, rule.after.value_or(Duration{})));
}

bool is_late(const TimerRule& rule, std::optional<Instant> due, Instant now) {
  return !rule.late_fires && due && *due <= now;
}

void cancel(Macrostep& step, const Timer& timer) {
  step.effects.push_back(CancelEffect{timer.name});
}

// Arms timers anew whose deadlines are elsewhere now; drops those that `is_past` says come too
// late.
template <class IsPast>
void move_timers(Macrostep& step, IsPast is_past) {
  std::vector<Timer> kept;
  for (const Timer& timer : step.next.timers) {
    const Outcome<std::optional<Instant>> due = due_of(timer, step.sources());
    if (!due) return step.refuse(due.refusal());
    kept.push_back(timer);
    if (*due == timer.due) continue;
    kept.back().due = *due;
    if (is_past(timer, *due)) {
      cancel(step, timer);
      kept.pop_back();
    } else {
      step.effects.push_back(TimerEffect{kept.back()});
    }
  }
  step.next.timers = std::move(kept);
}

}  // namespace

Outcome<Instant> after_working_days(const Workflow& workflow, Instant from, int days) {
  if (workflow.calendar) return add_working_days(*workflow.calendar, from, days);
  if (workflow.calendar_name.empty()) return add_working_days(from, days);
  return Refusal{Why::Failed, "The calendar “" + workflow.calendar_name +
                                  "” is in a folder of the package, and this file is alone."};
}

Outcome<Instant> moved_by(const TimerRule& rule, const Workflow& workflow, Instant deadline) {
  if (rule.offset_working_days != 0)
    return after_working_days(workflow, deadline, rule.offset_working_days);
  return shifted(deadline, rule.offset);
}

void arm_timers(Macrostep& step, StateIndex state) {
  for (const TimerRule& rule : step.workflow.states[state].timers) {
    const Outcome<std::optional<Instant>> due = first_due(rule, step.sources());
    if (!due) return step.refuse(due.refusal());
    if (is_late(rule, *due, step.facts.now)) continue;
    Timer timer{rule.name, key_of(step.workflow, state), step.next.version, *due,
                !rule.deadline.empty()};
    step.next.timers.push_back(timer);
    step.effects.push_back(TimerEffect{std::move(timer)});
  }
}

void drop_timers(Macrostep& step, StateIndex state) {
  const std::string key = key_of(step.workflow, state);
  std::erase_if(step.next.timers, [&](const Timer& timer) {
    if (timer.state != key) return false;
    cancel(step, timer);
    return true;
  });
}

void catch_up(Macrostep& step) {
  move_timers(step, [&](const Timer& timer, std::optional<Instant>) {
    return was_moved_into_the_past(timer, step.sources());
  });
}

void follow_deadlines(Macrostep& step) {
  move_timers(step, [&](const Timer& timer, std::optional<Instant> due) {
    const TimerRule* rule = rule_of(step.workflow, timer);
    return rule != nullptr && is_late(*rule, due, step.facts.now);
  });
}

void drop_everything(Macrostep& step) {
  for (const Timer& timer : step.next.timers)
    cancel(step, timer);
  for (const PendingSend& send : step.next.sends)
    step.effects.push_back(CancelEffect{send.id.empty() ? send.event : send.id});
  step.next.timers.clear();
  step.next.sends.clear();
}

Outcome<std::optional<Instant>> due_of(const Timer& timer, const Sources& sources) {
  const TimerRule* rule = timer.follows_deadline ? rule_of(sources.workflow, timer) : nullptr;
  if (rule == nullptr) return timer.due;
  return at_deadline(*rule, sources);
}

bool was_moved_into_the_past(const Timer& timer, const Sources& sources) {
  const TimerRule* rule = timer.follows_deadline ? rule_of(sources.workflow, timer) : nullptr;
  if (rule == nullptr || rule->late_fires) return false;
  const Outcome<std::optional<Instant>> due = at_deadline(*rule, sources);
  if (!due || !*due || *due == timer.due) return false;
  const std::optional<Instant> moved = moved_above(rule->deadline, sources);
  return moved && **due <= *moved;
}

const TimerRule* rule_of(const Workflow& workflow, const Timer& timer) {
  const std::vector<TimerRule>& rules = workflow.states[index_of(workflow, timer.state)].timers;
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [&](const TimerRule& rule) { return rule.name == timer.name; });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace accolade
