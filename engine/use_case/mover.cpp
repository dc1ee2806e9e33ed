// Finds versions and trees, proves, shows and moves.
#include "engine/use_case/mover.h"

#include <algorithm>

#include "engine/move/difference.h"
#include "engine/move/reachable.h"

namespace accolade {
namespace {

constexpr int move_tries_max = 20;

bool is_live(const std::vector<Snapshot>& tree) {
  return std::any_of(tree.begin(), tree.end(),
                     [](const Snapshot& snapshot) { return snapshot.outcome.empty(); });
}

std::vector<InstanceId> live_trees(Ports& ports, const PackageHash& hash) {
  std::vector<InstanceId> live;
  for (const InstanceId root : ports.instances.roots_of(hash)) {
    if (is_live(ports.instances.tree(root))) live.push_back(root);
  }
  return live;
}

std::string named(const std::vector<PublishedVersion>& versions) {
  std::string names;
  for (const PublishedVersion& version : versions)
    names += (names.empty() ? "" : ", ") + short_version(version.hash);
  return names;
}

Outcome<PackageHash> version_of(const std::vector<PublishedVersion>& versions,
                                const std::string& package, const std::string& beginning) {
  std::vector<PublishedVersion> found;
  for (const PublishedVersion& version : versions) {
    if (!beginning.empty() && version.hash.starts_with(beginning)) found.push_back(version);
  }
  if (found.size() == 1) return found.front().hash;
  if (found.empty()) {
    return Refusal{
        Why::NotFound,
        "no version of " + package + " begins with " + beginning + "; there are " + named(versions),
        {}};
  }
  return Refusal{Why::Invalid, beginning + " may be " + named(found) + "; write more of it", {}};
}

Outcome<PackageHash> old_version(Ports& ports, const std::vector<PublishedVersion>& versions,
                                 const MoveRequest& request, const PackageHash& to) {
  if (!request.from.empty()) return version_of(versions, request.package, request.from);
  std::vector<PublishedVersion> live;
  for (const PublishedVersion& version : versions) {
    if (version.hash != to && !live_trees(ports, version.hash).empty()) live.push_back(version);
  }
  if (live.size() == 1) return live.front().hash;
  if (live.empty()) {
    return Refusal{
        Why::NotPossible, "nothing is live in another version of " + request.package, {}};
  }
  return Refusal{Why::NotPossible,
                 "several versions have live calls; say which with --from: " + named(live),
                 {}};
}

// The exact search, whose scripts `accolade run` replays; beyond its bound the coarse one, which
// takes every condition for possible and so has fewer situations to tell apart.
std::map<std::string, Exploration> explore_all(const Package& package) {
  std::map<std::string, Exploration> explored;
  for (const auto& [name, workflow] : package.workflows) {
    Exploration found = explore(workflow, {}, &package);
    explored.emplace(name, found.is_complete ? std::move(found) : reachable(workflow));
  }
  return explored;
}

void find_unproved(Ports& ports, MovePlan& plan) {
  if (plan.proof.is_complete) return;
  for (const InstanceId root : plan.trees) {
    for (const Snapshot& snapshot : ports.instances.tree(root)) {
      const auto proved = plan.proof.proved.find(snapshot.workflow);
      const Standing here{snapshot.configuration, snapshot.remembered};
      if (proved == plan.proof.proved.end() || !proved->second.contains(here))
        plan.unproved.push_back(
            {snapshot.id, reference_of(snapshot),
             state_titles(*plan.from->workflow(snapshot.workflow), snapshot.configuration)});
    }
  }
}

MovePlan planned(Ports& ports, const PackageHash& from, const PackageHash& to,
                 const std::string& file, const std::string& map) {
  MovePlan plan;
  plan.from = ports.packages.get(from);
  plan.to = ports.packages.get(to);
  plan.map = map;
  const Loaded<Mapping> mapping = read_mapping(file, map, *plan.from, *plan.to);
  plan.map_problems = mapping.diagnostics;
  plan.difference = difference({*plan.from, *plan.to, mapping.value.value_or(Mapping())});
  if (mapping.value)
    plan.proof = prove({*plan.from, *plan.to, *mapping.value}, explore_all(*plan.from));
  return plan;
}

}  // namespace

Outcome<MovePlan> plan_move(Ports& ports, const MoveRequest& request) {
  const std::vector<PublishedVersion> versions = ports.packages.versions(request.package);
  if (versions.empty())
    return Refusal{Why::NotFound, "no package " + request.package + " was ever published", {}};
  const Outcome<PackageHash> to = version_of(versions, request.package, request.to);
  if (!to) return to.refusal();
  const Outcome<PackageHash> from = old_version(ports, versions, request, *to);
  if (!from) return from.refusal();
  if (*from == *to) return Refusal{Why::Invalid, "--from and --to are the same version", {}};
  MovePlan plan = planned(ports, *from, *to, request.map_file, request.map);
  plan.trees = live_trees(ports, *from);
  find_unproved(ports, plan);
  return plan;
}

std::optional<MovePlan> plan_move(Ports& ports, InstanceId root, const std::string& map) {
  const std::optional<Snapshot> snapshot = ports.instances.load(root);
  if (!snapshot || snapshot->parent) return std::nullopt;
  const std::string name = ports.packages.get(snapshot->package)->name;
  const std::vector<PublishedVersion> versions = ports.packages.versions(name);
  if (versions.empty() || versions.front().hash == snapshot->package) return std::nullopt;
  if (!is_live(ports.instances.tree(root))) return std::nullopt;
  MovePlan plan = planned(ports, snapshot->package, versions.front().hash, "map", map);
  plan.trees = {root};
  find_unproved(ports, plan);
  return plan;
}

Ask ask_for_move(const MovePlan& plan, InstanceId root, PersonId actor) {
  Ask ask;
  ask.kind = Ask::Kind::Move;
  ask.target = root;
  ask.from = plan.from->hash;
  ask.package = plan.to->hash;
  ask.map = plan.map;
  ask.actor = actor;
  return ask;
}

Outcome<Done> move_tree(Engine& engine, const MovePlan& plan, InstanceId root, PersonId actor) {
  Instances& instances = engine.ports().instances;
  Outcome<Applied> applied = Refusal{Why::Stale, "", {}};
  for (int tries = 0; tries < move_tries_max; ++tries) {
    applied = instances.apply(ask_for_move(plan, root, actor));
    if (applied) return Done{};
    if (applied.refusal().why != Why::Stale) break;
    for (const Snapshot& snapshot : instances.tree(root))
      engine.wake(snapshot.id);
  }
  return applied.refusal();
}

}  // namespace accolade
