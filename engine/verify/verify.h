// What is wrong with a definition that loads: found before anybody uses it, by walking its graph.
// Conditions count as satisfiable and persons as willing, so a finding is always a fault; the
// search over configurations, which finds more, is a later step.
#pragma once

#include <vector>

#include "engine/definition/diagnostic.h"
#include "engine/definition/workflow.h"

namespace accolade {

// Errors: a state that is never reached, a state from which no end can be reached (unless the
// workflow says `open_ended: true`), a state that waits without a timer and is not `open_ended`, an
// event without `by` that nothing sends, a tell that nobody hears, a field that is read and never
// written. Warnings: a choice that an earlier one always takes, a raise or a timer that nothing
// takes, a workflow that its parent never starts. By file and line.
std::vector<Diagnostic> verify(const Package& package);

// One file alone: its parent and children may say anything, and fields may be given at the start.
// Without source lines.
std::vector<Diagnostic> verify(const Workflow& workflow);

}  // namespace accolade
