// What a person does of what is offered, and when.
#include <algorithm>

#include "engine/machine/chart.h"
#include "engine/permission/sight.h"
#include "engine/rehearse/seats.h"

namespace accolade {
namespace {

constexpr auto one_day = std::chrono::hours(24);
constexpr Duration usual_without_words = 3 * one_day;

// The first transition that is written for the event in an active state, innermost first.
const Transition* taken_by(const Workflow& workflow, const Snapshot& snapshot,
                           const std::string& event) {
  const Transition* found = nullptr;
  int depth = -1;
  for (const StateIndex index : active_states(workflow, snapshot.configuration)) {
    for (const Transition& transition : workflow.states[index].transitions) {
      if (transition.descriptor != event || workflow.states[index].depth <= depth) continue;
      found = &transition;
      depth = workflow.states[index].depth;
    }
  }
  return found;
}

int weight_of(Course course) {
  switch (course) {
    case Course::Onward:
      return 120;
    case Course::Starting:
      return 80;
    case Course::Ending:
      return 30;
    case Course::Back:
    case Course::Staying:
      return 20;
  }
  return 0;
}

Duration part_of(Duration whole, std::int64_t per_hundred) {
  return whole / 100 * per_hundred;
}

std::optional<Duration> until_next_timer(const Snapshot& snapshot, Instant now) {
  std::optional<Duration> nearest;
  for (const Timer& timer : snapshot.timers) {
    if (!timer.due || *timer.due <= now) continue;
    const Duration left = *timer.due - now;
    // The last one: reminders come before what they remind of.
    if (!nearest || left > *nearest) nearest = left;
  }
  return nearest;
}

}  // namespace

Course course_of(const Workflow& workflow, const Snapshot& snapshot,
                 const std::set<std::string>& visited, const Offer& offer) {
  const Transition* transition = taken_by(workflow, snapshot, offer.event);
  if (transition != nullptr && transition->asks_form) return Course::Onward;
  if (offer.starts) return Course::Starting;
  if (transition == nullptr || transition->targets.empty()) return Course::Staying;
  const auto all = [&](auto condition) {
    return std::all_of(transition->targets.begin(), transition->targets.end(),
                       [&](StateIndex target) { return condition(workflow.states[target]); });
  };
  if (all([](const State& state) {
        return state.kind == State::Kind::Final && state.parent == root_state;
      })) {
    return Course::Ending;
  }
  if (all([&](const State& state) { return visited.contains(state.name); })) return Course::Back;
  return Course::Onward;
}

const Offer& chosen(const Workflow& workflow, const Snapshot& snapshot,
                    const std::set<std::string>& visited, const std::vector<const Offer*>& offers,
                    Chance& chance) {
  constexpr int later_is_rarer = 3;
  std::map<Course, int> divisors;
  std::vector<int> weights;
  for (const Offer* offer : offers) {
    const Course course = course_of(workflow, snapshot, visited, *offer);
    int& divisor = divisors.try_emplace(course, 1).first->second;
    weights.push_back(std::max(1, weight_of(course) / divisor));
    divisor = std::min(divisor * later_is_rarer, 1'000);
  }
  return *offers[chance.by_weight(weights)];
}

Expectation expectation(const Workflow& workflow, const Snapshot& snapshot, const std::string& role,
                        Instant now) {
  constexpr int calendar_days = 7;
  constexpr int working_days = 5;
  std::optional<Duration> expected;
  for (const StateIndex index : active_states(workflow, snapshot.configuration)) {
    const State& state = workflow.states[index];
    if (state.owes != role) continue;
    if (state.expected) expected = *state.expected;
    if (state.expected_working_days) {
      expected = one_day * (*state.expected_working_days) * calendar_days / working_days;
    }
  }
  if (expected) return {std::max<Duration>(*expected, std::chrono::minutes(1)), false};
  if (const std::optional<Duration> left = until_next_timer(snapshot, now)) return {*left, true};
  return {usual_without_words, false};
}

Manner manner(Chance& chance) {
  const std::int64_t drawn = chance.between(1, 100);
  if (drawn <= 76) return Manner::Prompt;
  return drawn <= 93 ? Manner::Slow : Manner::Never;
}

Duration delay(const Expectation& expectation, Manner manner, Chance& chance) {
  const bool is_slow = manner != Manner::Prompt;
  const std::int64_t percent = expectation.until_timer
                                   ? (is_slow ? chance.between(90, 110) : chance.between(3, 99))
                                   : (is_slow ? chance.between(100, 300) : chance.between(5, 100));
  // A person comes at some minute, not all of them at the same one.
  return part_of(expectation.usual, percent) + std::chrono::minutes(chance.between(1, 59));
}

}  // namespace accolade
