// Asks the list for the instances, and the first few of them for their events.
#include "engine/use_case/at_once.h"

#include <algorithm>

namespace accolade {
namespace {

constexpr std::size_t asked_for_events_max = 20;
constexpr int at_once_piece = 200;

Refusal nothing_at_once() {
  return {Why::NotFound, "There is no such page.", {}};
}

bool asks_nothing(const Offer& offer) {
  return !offer.starts &&
         std::ranges::all_of(offer.ask, [](const Field* field) { return field->optional; });
}

void add_events(Engine& engine, PersonId viewer, AtOnce& all) {
  const std::size_t count = std::min(all.ids.size(), asked_for_events_max);
  for (std::size_t at = 0; at < count; ++at) {
    const Outcome<Shown> shown = engine.show(all.ids[at], viewer);
    if (!shown || !shown->form.empty()) continue;
    for (const Offer& offer : shown->offers) {
      if (offer.enabled && asks_nothing(offer)) all.events.emplace(offer.event, offer.label);
    }
  }
}

}  // namespace

bool acts_at_once(const Shown& above) {
  return above.sight.all_history;
}

Outcome<AtOnce> at_once(Engine& engine, const Shown& above, const std::string& workflow,
                        const std::string& state, PersonId viewer) {
  const Workflow* const children = above.package->workflow(workflow);
  const bool is_there = children != nullptr && children->parent == above.workflow->name &&
                        (state.empty() || children->state(state));
  if (!is_there || !viewer || !acts_at_once(above)) return nothing_at_once();

  ListQuery query;
  query.parent = above.snapshot.id;
  query.workflow = workflow;
  if (!state.empty()) query.states = {state};
  query.limit = at_once_piece;
  AtOnce all;
  for (int read = at_once_piece; read == at_once_piece;) {
    const std::vector<Instances::Listed> found = engine.ports().instances.list(query, viewer);
    read = static_cast<int>(found.size());
    for (const Instances::Listed& one : found)
      all.ids.push_back(one.snapshot.id);
    if (all.ids.size() > at_once_max)
      return Refusal{Why::NotPossible,
                     "These are more than " + std::to_string(at_once_max) +
                         "; choose one of the states of the list.",
                     {}};
    if (!all.ids.empty()) query.after = all.ids.back();
  }
  add_events(engine, viewer, all);
  return all;
}

}  // namespace accolade
