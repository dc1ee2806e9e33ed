// The situations of a search, gathered by configuration.
#include "engine/verify/exploration.h"

#include "engine/verify/presence.h"

namespace accolade {
namespace {

using Standing = std::pair<Configuration, std::map<std::string, Configuration>>;

}  // namespace

Exploration explore(const Workflow& workflow, const ExplorationLimits& limits,
                    const Package* package) {
  Workflow unpromised = workflow;  // what only promises read makes no difference
  unpromised.promises.clear();
  const Search found = search(unpromised, package, limits);
  Presence presence(found);
  presence.spread();
  Exploration exploration;
  exploration.situations = found.reached.size();
  exploration.is_complete = found.is_complete;
  std::map<Standing, std::size_t> places;
  for (std::size_t at = 0; at < found.reached.size(); ++at) {
    const Snapshot& snapshot = found.reached[at].situation.snapshot;
    const auto [place, is_new] = places.try_emplace({snapshot.configuration, snapshot.remembered},
                                                    exploration.reached.size());
    if (is_new) {
      exploration.reached.push_back({snapshot.configuration,
                                     snapshot.remembered,
                                     snapshot.outcome,
                                     found.script_to(at),
                                     {},
                                     {},
                                     {},
                                     {}});
    }
    ReachedConfiguration& reached = exploration.reached[place->second];
    for (const Timer& timer : snapshot.timers)
      reached.timers.insert({timer.state, timer.name});
    for (const PendingSend& send : snapshot.sends)
      reached.sends.insert(send.event);
    presence.add_to(reached, at);
  }
  return exploration;
}

}  // namespace accolade
