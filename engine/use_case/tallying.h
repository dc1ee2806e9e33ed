// What a child contributes to its parent's tallies, before and after a step.
#pragma once

#include <functional>
#include <optional>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"

namespace accolade {

// What `child` adds to `tally`: nothing, or a value (1 for a count).
std::optional<Decimal> contribution(const Tally& tally, const Workflow& workflow,
                                    const Snapshot& child);

bool keeps_parts(const Tally& tally);  // min, max, spread

// The figures when one child's contribution goes from `before` to `after`; min and max are the
// caller's. None on overflow.
std::optional<TallyFigures> moved(TallyFigures figures, std::optional<Decimal> before,
                                  std::optional<Decimal> after);

}  // namespace accolade
