// The pieces of transitions, for those who read them in several places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/context.h"
#include "engine/definition/workflow.h"

namespace accolade {

// With label and place; an empty descriptor is eventless.
Transition begin_transition(std::string descriptor, StateIndex source, const Place& place);
// `node`: {to, if, do, ...}, or a target alone.
Transition read_transition(const YamlNode& node, Transition begun, const Context& context);
// The words that are left: of a timer, beside its own.
void read_transition_words(Words& words, Transition& transition, const Context& context);
std::vector<StateIndex> read_targets(const YamlNode* to, const Context& context);

// `{name}` in a text: one of `names`, a field, or `parent.x`; else reported.
void check_placeholders(const YamlNode& text, std::vector<std::string> names,
                        const Context& context);
// `parent.x` has to be a field where the family is known; kept in ancestor_paths.
void check_ancestor_path(const std::string& path, const Place& place, const Context& context);

}  // namespace accolade
