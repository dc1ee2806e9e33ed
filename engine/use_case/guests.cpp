// Who is expected at the door, who is there already, and what the viewer may do about it.
#include <algorithm>

#include "engine/use_case/look.h"

namespace accolade {
namespace {

constexpr int guests_a_read = 200;

std::optional<Offer> enabled_one(const std::vector<Offer>& all, const std::string& event) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Offer& offer) {
    return offer.event == event && offer.enabled;
  });
  return found == all.end() ? std::nullopt : std::optional(*found);
}

// Whether an active state hears the event, from whomever.
bool hears(const Look& look, const std::string& event) {
  const std::set<StateIndex> active = active_states(*look.workflow, look.snapshot.configuration);
  return std::any_of(active.begin(), active.end(), [&](StateIndex index) {
    const std::vector<Transition>& transitions = look.workflow->states[index].transitions;
    return std::any_of(transitions.begin(), transitions.end(), [&](const Transition& transition) {
      return transition.descriptor == event;
    });
  });
}

Guest guest_of(const Look& look, const DoorRule& door) {
  const std::vector<Offer> possible = offers(*look.workflow, look.snapshot, look.facts);
  return {.row = row_of(look),
          .is_present = hears(look, door.undo),
          .enter = enabled_one(possible, look.workflow->ticket->event),
          .undo = enabled_one(possible, door.undo)};
}

}  // namespace

const DoorRule* door_of(const Shown& shown) {
  const Workflow& workflow = *shown.workflow;
  if (!workflow.door) return nullptr;
  const DoorRule& door = *workflow.door;
  const bool is_for_viewer =
      std::any_of(door.roles.begin(), door.roles.end(),
                  [&](const std::string& role) { return shown.roles.contains(role); });
  const std::set<StateIndex> active = active_states(workflow, shown.snapshot.configuration);
  const bool is_now =
      door.in.empty() || std::any_of(active.begin(), active.end(), [&](StateIndex index) {
        return std::find(door.in.begin(), door.in.end(), workflow.states[index].name) !=
               door.in.end();
      });
  return is_for_viewer && is_now ? &door : nullptr;
}

Outcome<std::vector<Guest>> Engine::guests(const Shown& shown, PersonId viewer) {
  const DoorRule* door = door_of(shown);
  if (door == nullptr) return not_found();

  ListQuery query{.parent = shown.snapshot.id,
                  .workflow = door->of,
                  .states = shown.package->workflow(door->of)->ticket->rule.in,
                  .after = {},
                  .limit = guests_a_read};
  std::vector<Guest> guests;
  ReadingRoom room(ports_);
  for (std::size_t read = guests_a_read; read == guests_a_read;) {
    std::vector<Instances::Listed> rows = ports_.instances.list(query, viewer);
    read = rows.size();
    for (Instances::Listed& listed : rows) {
      query.after = listed.snapshot.id;
      guests.push_back(guest_of(look_at(ports_, room, std::move(listed.snapshot), viewer), *door));
    }
  }
  std::stable_sort(guests.begin(), guests.end(),
                   [](const Guest& a, const Guest& b) { return a.row.title < b.row.title; });
  return guests;
}

Outcome<Guest> Engine::guest(const Shown& shown, InstanceId id, PersonId viewer) {
  const DoorRule* door = door_of(shown);
  if (door == nullptr) return not_found();
  ReadingRoom room(ports_);
  const Outcome<Look> seen = look(ports_, room, id, viewer);
  if (!seen) return seen.refusal();
  const Snapshot& snapshot = seen->snapshot;
  if (snapshot.parent != shown.snapshot.id || snapshot.workflow != door->of) return not_found();
  return guest_of(*seen, *door);
}

}  // namespace accolade
