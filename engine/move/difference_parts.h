// The parts of a comparison of two versions; private to engine/move. Sentences without their
// subject and full stop.
#pragma once

#include <string>
#include <vector>

#include "engine/move/configuration.h"

namespace accolade {

using Sentences = std::vector<std::string>;

// What has another name by the map alone; `in_new_names`: the old workflow as of renamed().
void compare_names(const WorkflowMove& move, const Workflow& in_new_names, Sentences& out);
void compare_fields(const Workflow& from, const Workflow& to, Sentences& out);
void compare_states(const Workflow& from, const Workflow& to, Sentences& out);
// What may be done in a state that both versions have.
void compare_transitions(const Workflow& from, const State& before, const Workflow& to,
                         const State& after, Sentences& out);
// Timers, who has to act, what is edited and who sees what.
void compare_rules(const Workflow& from, const State& before, const Workflow& to,
                   const State& after, Sentences& out);

// In `after` and not in `before`, in the order of `after`.
std::vector<std::string> added(const std::vector<std::string>& before,
                               const std::vector<std::string>& after);

}  // namespace accolade
