// What is wrong with a definition that loads: found before anybody uses it, by a search over all
// situations that it can come into (exploration.h) and by walking its graph.
#pragma once

#include <vector>

#include "engine/definition/diagnostic.h"
#include "engine/definition/workflow.h"
#include "engine/verify/exploration.h"

namespace accolade {

// Errors: a state that is never reached, a transition that is never taken, a configuration from
// which no end can be reached (unless the workflow says `open_ended: true`) or which waits without
// a timer and is not `open_ended`, an eventless cycle, a condition that cannot always be decided,
// an event without `by` that nothing sends, a tell that nobody hears, a field that is read and
// never written, a broken promise (`promises:`).
// Warnings: a choice that an earlier one always takes, a raise or a timer that nothing takes, a
// workflow that its parent never starts, a wait for children alone, a child that waits for a parent
// which has gone on, a transition that a timer overrules at once, a letter with a gap, an event for
// somebody who sees nothing, places and children for nobody, whatever is written down and of no use
// (leftovers.cpp), and whatever was not decided within the limit.
// By file and line; with evidence: why it matters, and a script for `accolade run`. Independent
// regions are searched one after the other (regions.h).
std::vector<Diagnostic> verify(const Package& package, const ExplorationLimits& limits = {});

// One file alone: its parent and children may say anything, and fields may be given at the start.
// Without source lines.
std::vector<Diagnostic> verify(const Workflow& workflow, const ExplorationLimits& limits = {});

}  // namespace accolade
