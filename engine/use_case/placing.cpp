// Places: what children take is counted in their parent's row, and what becomes free goes to the
// first of the queue in the same commit.
#include <algorithm>

#include "engine/machine/places.h"
#include "engine/use_case/transaction.h"

namespace accolade {
namespace {

std::set<std::string> without(const std::set<std::string>& all, const std::set<std::string>& some) {
  std::set<std::string> rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(),
                      std::inserter(rest, rest.end()));
  return rest;
}

bool is_in_use(const PoolFigures& figures) {
  return figures.held > 0 || figures.waiting > 0;
}

}  // namespace

Outcome<Done> Transaction::place_in_parent(const Context& child) {
  const InstanceId id = child.before.id;
  if (!child.before.parent || child.workflow->place_fields().empty()) return Done{};
  const PlacesTaken before =
      child.before.version == 0 ? PlacesTaken{} : places_taken(*child.workflow, child.before);
  Snapshot& next = change_of(id).next;
  const PlacesTaken now = places_taken(*child.workflow, next);
  if (now == before) return Done{};

  std::map<std::string, PoolFigures>& pools = change_of(next.parent).next.pools;
  const std::set<std::string> given_back = without(before.held, now.held);
  for (const std::string& pool : given_back)
    --pools[pool].held;
  for (const std::string& pool : without(now.held, before.held))
    ++pools[pool].held;
  const std::set<std::string> left = without(before.waited, now.waited);
  for (const std::string& pool : left) {
    --pools[pool].waiting;
    next.queued.erase(pool);
  }
  for (const std::string& pool : without(now.waited, before.waited)) {
    ++pools[pool].waiting;
    next.queued[pool] = ++pools[pool].last_number;
  }
  // Whoever leaves the queue may have been the only one between a free place and the next.
  const InstanceId parent = next.parent;
  std::set<std::string> free = given_back;
  free.insert(left.begin(), left.end());
  for (const std::string& pool : free) {
    if (Outcome<Done> done = offer(parent, pool); !done) return done;
  }
  return Done{};
}

Outcome<Done> Transaction::offer_raised(const Context& parent, const Snapshot& after) {
  if (parent.before.fields == after.fields) return Done{};
  const std::map<std::string, PoolFigures> pools = change_of(after.id).next.pools;
  for (const auto& [pool, figures] : pools) {
    if (is_in_use(figures) && has_pool(parent.before.fields, pool) &&
        !has_pool(after.fields, pool)) {
      return Refusal{Why::NotPossible,
                     "Somebody has a place that would be gone; keep its row, and lower its places.",
                     {}};
    }
    if (Outcome<Done> done = offer(after.id, pool); !done) return done;
  }
  return Done{};
}

Outcome<Done> Transaction::offer(InstanceId parent, const std::string& pool) {
  // An offer that is declined at once comes back here; the loop below goes on with the next.
  if (!offering_.emplace(parent, pool).second) return Done{};
  std::int64_t asked = 0;
  Outcome<Done> done = Done{};
  while (done && has_room(parent, pool)) {
    const auto first = next_in_queue(parent, pool, asked);
    if (!first) break;
    asked = first->first;
    const InstanceId child = first->second;
    world_.lock_child(child);
    deliver_due(child);
    Context context = context_of(child, PersonId{});
    const std::string event = offer_event(*context.workflow, context.before, pool);
    if (event.empty()) continue;
    context.facts.full.erase(pool);
    Outcome<Step> step = decide(*context.workflow, context.before,
                                Event{event, Event::Source::Parent, {}}, context.facts);
    if (step) done = accept(context, *std::move(step));
  }
  offering_.erase({parent, pool});
  return done;
}

std::optional<std::pair<std::int64_t, InstanceId>> Transaction::next_in_queue(
    InstanceId parent, const std::string& pool, std::int64_t after) const {
  std::map<std::int64_t, InstanceId> queue = world_.queue(parent, pool);
  std::erase_if(queue, [this](const auto& place) { return changes_.contains(place.second); });
  for (const auto& [id, change] : changes_) {
    const auto number = change.next.queued.find(pool);
    if (change.next.parent == parent && number != change.next.queued.end())
      queue.emplace(number->second, id);
  }
  const auto next = queue.upper_bound(after);
  return next == queue.end() ? std::nullopt : std::optional(*next);
}

bool Transaction::has_room(InstanceId parent, const std::string& pool) const {
  const Snapshot* const snapshot = seen(parent);
  const auto figures = snapshot->pools.find(pool);
  if (figures == snapshot->pools.end() || figures->second.waiting == 0) return false;
  if (!snapshot->outcome.empty()) return false;  // what is over has nothing to offer
  const std::optional<std::int64_t> capacity = capacity_of(snapshot->fields, pool);
  return !capacity || figures->second.held < *capacity;
}

}  // namespace accolade
