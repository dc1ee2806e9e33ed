// Actions: what `do:`, `entry:` and `exit:` list, and the keys of a transition that stand for some.
#pragma once

#include <string>

#include "engine/definition/context.h"
#include "engine/definition/workflow.h"

namespace accolade {

// A list of one-key maps: raise, send, cancel, set, mail, tell, start; or {if, do, else}.
// `transition`: where they stand, so that they may read `event.x`; null in entry and exit.
Actions read_actions(const YamlNode* list, const Transition* transition, const Context& context);

// {receipt: applicant, arrived: [secretary, chair]}: one letter each.
void read_mail(const YamlNode& node, Actions& into, const Context& context);
// {parent: event} or {children: nomination, in: ranked, first: 3, by: score, ties: refuse, event:
// e}
void read_tell(const YamlNode& node, const Transition* transition, Actions& into,
               const Context& context);
// nomination, or {review: {each: reviewers, limit: one per person, role: r, fields: {x: "..."}}}
void read_start(const YamlNode& node, const Transition* transition, Actions& into,
                const Context& context);

}  // namespace accolade
