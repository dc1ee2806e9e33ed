// Events that nobody finds, for who may raise them sees nothing of the instance.
#include <algorithm>

#include "engine/permission/sight.h"
#include "engine/verify/findings.h"

namespace accolade {
namespace {

// A file without any `sees:` says nothing of who sees what.
bool says_who_sees(const Workflow& workflow) {
  return std::any_of(workflow.states.begin(), workflow.states.end(),
                     [](const State& state) { return !state.sees.empty(); });
}

}  // namespace

void find_unseen(const Surroundings& around, const Search& found, Report& report) {
  const Workflow& workflow = found.original;
  if (found.is_apart() || around.package == nullptr || !says_who_sees(workflow)) return;
  std::set<std::pair<std::size_t, std::string>> said;
  for (const Reached& reached : found.reached) {
    const Configuration& here = reached.situation.snapshot.configuration;
    for (const Edge& edge : reached.edges) {
      const bool is_one_role = edge.kind == Stimulus::Kind::Person && edge.asked.size() == 1;
      if (!is_one_role || workflow.told_by.contains(edge.asked.front())) continue;
      if (is_visible(workflow, here, {edge.asked.front()})) continue;
      for (const std::size_t number : edge.taken) {
        const Transition& transition = *found.slice.transitions[number];
        if (transition.by.empty() || !said.insert({number, edge.asked.front()}).second) continue;
        report.warning(transition.place,
                       edge.asked.front() + " may raise `" + transition.descriptor + "` in " +
                           in_quotes(here) + ", and sees nothing there",
                       {"What somebody does not see has no button for it.", {}});
      }
    }
  }
}

}  // namespace accolade
