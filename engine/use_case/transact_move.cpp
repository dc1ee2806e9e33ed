// The commit of a move: every instance of a tree, once.
#include "engine/permission/findable.h"
#include "engine/permission/sight.h"
#include "engine/record/entry.h"
#include "engine/use_case/moving.h"
#include "engine/use_case/shared_deadline.h"
#include "engine/use_case/transaction.h"

namespace accolade {
namespace {

Refusal pinned_elsewhere() {
  return {Why::NotPossible, "This is pinned to another version than the one to move from.", {}};
}

// Of a move that a person confirmed: what was shown is what is moved.
std::optional<Refusal> refuse_other_than_shown(const Ask& ask, const std::vector<Snapshot>& tree) {
  if (ask.shown.empty()) return std::nullopt;
  if (tree.front().package == ask.package)
    return Refusal{Why::NotPossible, "This was moved to the newer version already.", {}};
  if (digest_of(tree) == ask.shown) return std::nullopt;
  return Refusal{Why::Stale, "Something has changed since this was shown.", {}};
}

void tell_news(const Arrival& arrival, Change& change) {
  for (const std::string& event : arrival.news) {
    change.tells.push_back({change.next.id, change.next.id, change.next.version,
                            static_cast<int>(change.tells.size()), event, false});
  }
}

void regrant(const Workflow& workflow, const std::vector<InstanceId>& ancestors, Change& change) {
  Grants grants = grants_of(workflow, change.next, ancestors);
  change.roles_changed = true;
  change.memberships = std::move(grants.memberships);
  change.sights = std::move(grants.sights);
  change.pieces = changed_pieces(workflow, {}, change.next);
  for (const StateIndex index : active_states(workflow, change.next.configuration)) {
    if (index != root_state) change.states.push_back(workflow.states[index].name);
  }
}

}  // namespace

Outcome<Decision> Transaction::move() {
  const std::vector<Snapshot> tree = world_.tree();
  if (tree.empty()) return Refusal{Why::NotFound, "There is no such page.", {}};
  if (auto refusal = refuse_other_than_shown(ask_, tree)) return *std::move(refusal);
  if (tree.front().package == ask_.package) return decided(ask_.target);  // it was done already
  if (tree.front().parent || tree.front().package != ask_.from) return pinned_elsewhere();
  for (const Snapshot& snapshot : tree) {
    if (!world_.inbox(snapshot.id)) continue;
    return Refusal{Why::Stale, "Something is waiting to be delivered; deliver it first.", {}};
  }

  const auto from = packages_.get(ask_.from);
  const auto to = packages_.get(ask_.package);
  const Loaded<Mapping> mapping = read_mapping("the map", ask_.map, *from, *to);
  if (!mapping.value)
    return Refusal{Why::Invalid, "The map cannot be read for these versions.", {}};
  const Move way{*from, *to, *mapping.value};
  Outcome<std::vector<Arrival>> arrivals = move_tree(way, tree, {ask_.actor, {}, world_.now()});
  if (!arrivals) return arrivals.refusal();
  for (Arrival& arrival : *arrivals)
    write_arrival(*to, std::move(arrival));
  return decided(ask_.target);
}

void Transaction::write_arrival(const Package& package, Arrival arrival) {
  Change& change = change_of(arrival.before.id);
  Snapshot next = std::move(arrival.step.next);
  next.version = arrival.before.version + 1;
  Entry entry = sealed(arrival.step.happened, next.version, arrival.before.chain);
  next.chain = entry.hash;
  change.next = std::move(next);
  change.entries.push_back(std::move(entry));
  change.is_moved = true;
  change.renamed_fields = std::move(arrival.renamed_fields);
  change.taken = std::move(arrival.gone_fields);
  change.parts = std::move(arrival.parts);
  tell_news(arrival, change);

  const Workflow& workflow = *package.workflow(change.next.workflow);
  regrant(workflow, ancestors_of(change.next, source()), change);
  change.shared_timers = shared_timers(workflow, change.next, arrival.facts);
  // Nobody would come by for a field that is gone.
  const std::shared_ptr<const Package> old_package = packages_.get(arrival.before.package);
  if (const Workflow* const old = old_package->workflow(arrival.before.workflow)) {
    for (const Field& field : old->fields)
      if (field.keep && change.taken.contains(field.name)) change.forgotten.insert(field.name);
  }
  change.keeping = keeping_waits(workflow, change.next, arrival.facts);
  change.rearmed = true;
  for (const auto& [name, child] : package.workflows) {
    if (child.parent != workflow.name) continue;
    // What cannot be counted wakes nobody; the children say why when they are asked.
    Outcome<SharedInstants> instants = deadlines_of_children(child, change.next);
    if (instants) change.moved_deadlines.merge(*instants);
  }
}

}  // namespace accolade
