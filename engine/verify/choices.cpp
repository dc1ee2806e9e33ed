// Transitions that an earlier one of the same state always takes the event from.
#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/verify/checks.h"

namespace accolade {
namespace {

bool takes_all_of(const Transition& earlier, const Transition& later) {
  if (earlier.descriptor.empty() || later.descriptor.empty())
    return earlier.descriptor == later.descriptor;
  std::string event = later.descriptor;
  if (event == "*") return earlier.descriptor == "*";
  if (event.ends_with(".*")) event.resize(event.size() - 2);
  return takes(earlier.descriptor, event);
}

bool is_for_all_of(const Transition& earlier, const Transition& later) {
  if (earlier.by.empty() || later.by.empty()) return earlier.by.empty() && later.by.empty();
  const auto has = [&](const std::string& role) {
    return std::find(earlier.by.begin(), earlier.by.end(), role) != earlier.by.end();
  };
  return has("anyone") || std::all_of(later.by.begin(), later.by.end(), has);
}

}  // namespace

void check_choices(const Surroundings& around, Report& report) {
  for (const State& state : around.workflow.states) {
    const std::vector<Transition>& all = state.transitions;
    for (std::size_t later = 1; later < all.size(); ++later) {
      const bool is_dead =
          std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(later),
                      [&](const Transition& earlier) {
                        return !earlier.condition && takes_all_of(earlier, all[later]) &&
                               is_for_all_of(earlier, all[later]);
                      });
      if (is_dead)
        report.warning(all[later].place,
                       "this is never taken: a choice before it always is, for it has no `if`");
    }
  }
}

}  // namespace accolade
