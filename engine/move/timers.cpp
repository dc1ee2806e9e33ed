// Timers follow their state; what the map says of them comes first.
#include "engine/move/timers.h"

#include <algorithm>

#include "engine/machine/chart.h"
#include "engine/machine/decide.h"

namespace accolade {
namespace {

// The active states of the new version that may hold the timer: those that take the place of its
// old state.
std::vector<StateIndex> homes_of(const WorkflowMove& move, const std::string& state) {
  if (move.from.states[index_of(move.from, state)].name.empty()) return {root_state};
  std::vector<StateIndex> homes;
  const auto targets = states_for(move.map, move.to, state);
  if (!targets) return homes;
  for (const std::string& target : *targets)
    homes.push_back(*move.to.state(target));
  return homes;
}

const TimerRule* rule_named(const State& state, const std::string& name) {
  const auto found = std::find_if(state.timers.begin(), state.timers.end(),
                                  [&](const TimerRule& rule) { return rule.name == name; });
  return found == state.timers.end() ? nullptr : &*found;
}

// "draft.reminder" -> "reminder", where the map names a timer of the new version with its state.
std::string bare_name(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

}  // namespace

TimerImage image_of_timer(const WorkflowMove& move, const std::string& state,
                          const std::string& name, const Configuration& configuration) {
  const std::optional<std::string> said = timer_for(move.map, state, name);
  if (said && said->empty()) return {};
  const StateSet active = expand(move.to, configuration);
  const auto try_name = [&](const std::string& wanted) -> TimerImage {
    std::vector<StateIndex> homes = homes_of(move, state);
    // A state that was split or wrapped: the timer may live in any state above the image.
    for (const StateIndex index : active) {
      const bool is_above = std::any_of(homes.begin(), homes.end(), [&](StateIndex home) {
        return descends_from(move.to, home, index);
      });
      if (is_above && said) homes.push_back(index);
    }
    for (const StateIndex home : homes) {
      if (home != root_state && !active.contains(home)) continue;
      if (const TimerRule* rule = rule_named(move.to.states[home], wanted))
        return {rule, key_of(move.to, home), {}};
    }
    return {};
  };
  TimerImage image = try_name(said.value_or(name));
  if (image.rule == nullptr && said) image = try_name(bare_name(*said));
  if (image.rule != nullptr) return image;
  image.fault = MoveFault{state == "/" ? "" : state,
                          "the timer `" + name + "` may be armed in `" + state +
                              "`, and the state that takes its place has no such timer",
                          MapEntry{"timers", name, "dropped"}};
  return image;
}

SendImage image_of_send(const WorkflowMove& move, const std::string& event) {
  const std::optional<std::string> said = timer_for(move.map, "", event);
  if (said) return {*said, {}};
  if (is_event_of(move.to, event)) return {event, {}};
  return {"", MoveFault{"",
                        "the event `" + event +
                            "` may be under way, and nothing in the new version takes it",
                        MapEntry{"timers", event, "dropped"}}};
}

}  // namespace accolade
