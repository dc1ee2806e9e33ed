// Incremental figures: a step costs the same with ten children and with a million.
#include "engine/use_case/tallying.h"

#include "engine/permission/sight.h"

namespace accolade {
namespace {

std::optional<Decimal> as_decimal(const Value& value) {
  if (const auto* decimal = value.as<Decimal>()) return *decimal;
  if (const auto* whole = value.as<std::int64_t>()) return Decimal::of_int(*whole);
  return std::nullopt;
}

}  // namespace

std::optional<Decimal> contribution(const Tally& tally, const Workflow& workflow,
                                    const Snapshot& child) {
  if (!tally.state.empty()) {
    const std::optional<StateIndex> state = workflow.state(tally.state);
    if (!state || !active_states(workflow, child.configuration).contains(*state)) {
      return std::nullopt;
    }
  }
  if (tally.figure == Figure::Count) return Decimal::of_int(1);
  return as_decimal(at(child.fields, tally.field));
}

bool keeps_parts(const Tally& tally) {
  return tally.figure == Figure::Min || tally.figure == Figure::Max ||
         tally.figure == Figure::Spread;
}

std::optional<TallyFigures> moved(TallyFigures figures, std::optional<Decimal> before,
                                  std::optional<Decimal> after) {
  if (before) {
    figures.count -= 1;
    const std::optional<Decimal> total = subtract(figures.total, *before);
    if (!total) return std::nullopt;
    figures.total = *total;
  }
  if (after) {
    figures.count += 1;
    const std::optional<Decimal> total = add(figures.total, *after);
    if (!total) return std::nullopt;
    figures.total = *total;
  }
  return figures;
}

}  // namespace accolade
