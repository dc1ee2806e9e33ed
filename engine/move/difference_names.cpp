// What the map renames that no title says: roles, ends, timers, and states that become one.
#include "engine/move/difference_parts.h"
#include "engine/move/phrases.h"

namespace accolade {
namespace {

void say_renamed(const std::string& what, const std::map<std::string, std::string>& names,
                 Sentences& out) {
  for (const auto& [before, after] : names) {
    if (!after.empty() && before != after)
      out.push_back("the " + what + " " + before + " is now called " + after);
  }
}

// A state that another one is called after now.
void say_merged(const WorkflowMove& move, const Workflow& in_new_names, Sentences& out) {
  for (StateIndex index = 0; index < move.from.states.size(); ++index) {
    const State& before = move.from.states[index];
    const auto targets = states_for(move.map, move.to, before.name);
    const bool is_one = !before.name.empty() && targets && targets->size() == 1;
    if (!is_one || in_new_names.states[index].name == targets->front()) continue;
    out.push_back(
        "what was at " + phrases::quoted(phrases::title(before)) + " is now at " +
        phrases::quoted(phrases::title(move.to.states[*move.to.state(targets->front())])));
  }
}

}  // namespace

void compare_names(const WorkflowMove& move, const Workflow& in_new_names, Sentences& out) {
  say_renamed("role", move.map.roles, out);
  say_renamed("end", move.map.outcomes, out);
  say_renamed("timer", move.map.timers, out);
  say_merged(move, in_new_names, out);
}

}  // namespace accolade
