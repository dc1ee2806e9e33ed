// The search itself: a queue, and the keys of what was seen.
#include "engine/verify/search.h"

#include <algorithm>
#include <unordered_map>

#include "engine/definition/scope.h"
#include "engine/verify/checks.h"

namespace accolade {
namespace {

class Searching {
 public:
  Searching(Search& found, const Package* package, const ExplorationLimits& limits)
      : found_(found),
        limits_(limits),
        moves_(found.original, found.slice, found.variables, package) {}

  void run() {
    Situation unborn;
    unborn.snapshot.id = unborn.snapshot.root = InstanceId{1};
    unborn.snapshot.workflow = found_.slice.workflow.name;
    std::size_t number = 0;
    for (const Stimulus& move : moves_.starts())
      follow(no_situation, unborn, move, number++);
    for (std::size_t at = 0; at < found_.reached.size() && found_.is_complete; ++at) {
      const Situation situation = found_.reached[at].situation;
      number = 0;
      for (const Stimulus& move : moves_.from(situation)) {
        if (found_.is_complete) follow(at, situation, move, number++);
      }
    }
    found_.is_exact = found_.is_complete && moves_.are_all() && found_.variables.are_exact;
  }

 private:
  void follow(std::size_t from, const Situation& situation, const Stimulus& move,
              std::size_t number) {
    Moved moved = apply(found_.slice, situation, move);
    constexpr std::size_t restless_moves = 500;
    const bool is_restless = moved.refusal && moved.refusal->why == Why::Runaway;
    moves_made_ += is_restless ? restless_moves : 1;
    if (moves_made_ > limits_.moves_max) found_.is_complete = false;
    if (moved.refusal) note_fault(from, move, *moved.refusal);
    if (!moved.next) return;
    std::sort(moved.taken.begin(), moved.taken.end());
    for (const std::size_t one : moved.taken)
      found_.is_taken[one] = true;
    const std::size_t to = place_of(from, move, moved);
    if (to == no_situation) return;
    add_edge(from == no_situation ? found_.births : found_.reached[from].edges, to, move, number,
             std::move(moved));
  }

  std::size_t place_of(std::size_t from, const Stimulus& move, Moved& moved) {
    std::string key = key_of(found_.slice, found_.variables, *moved.next);
    const auto known = seen_.find(key);
    if (known != seen_.end()) return known->second;
    if (found_.reached.size() >= limits_.situations_max) {
      found_.is_complete = false;
      return no_situation;
    }
    seen_.emplace(std::move(key), found_.reached.size());
    found_.reached.push_back({std::move(*moved.next), from, move, moved.taken, {}});
    return found_.reached.size() - 1;
  }

  static void add_edge(std::vector<Edge>& edges, std::size_t to, const Stimulus& move,
                       std::size_t number, Moved moved) {
    std::vector<std::string> roles(move.roles.begin(), move.roles.end());
    const bool has_event = move.kind == Stimulus::Kind::Person || move.kind == Stimulus::Kind::Told;
    std::string event = has_event ? move.event : std::string();
    const bool is_known = std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) {
      return edge.to == to && edge.kind == move.kind && edge.taken == moved.taken &&
             edge.asked == roles && edge.event == event && edge.letters == moved.letters;
    });
    if (is_known) return;
    edges.push_back({to, move.kind, std::move(moved.taken), std::move(roles), std::move(event),
                     std::move(moved.letters), number});
  }

  void note_fault(std::size_t from, const Stimulus& move, const Refusal& refusal) {
    if (refusal.why != Why::Runaway && refusal.why != Why::Failed) return;
    const bool is_known = std::any_of(
        found_.faults.begin(), found_.faults.end(),
        [&](const SearchFault& fault) { return fault.refusal.sentence == refusal.sentence; });
    if (!is_known) found_.faults.push_back({from, move, refusal});
  }

  Search& found_;
  const ExplorationLimits& limits_;
  Moves moves_;
  std::size_t moves_made_ = 0;
  std::unordered_map<std::string, std::size_t> seen_;
};

}  // namespace

Search search(const Workflow& workflow, const Package* package, const ExplorationLimits& limits,
              const std::set<std::string>& always_there) {
  Search found;
  found.original = workflow;
  // Where others may say anything, no promise can be kept: see find_broken_promises.
  if (Surroundings{workflow, package}.may_be_told_anything()) found.original.promises.clear();
  found.variables = variables_of(found.original);
  for (auto& [path, variable] : found.variables.above)
    variable.can_be_absent = variable.can_be_absent && !always_there.contains(path);
  found.slice = slice_of(found.original, found.variables);
  found.is_taken.assign(found.slice.transitions.size(), false);
  Searching(found, package, limits).run();
  return found;
}

std::set<std::string> always_there_for(const std::string& child, const Search& parent,
                                       const std::set<std::string>& known) {
  const std::string above(parent_prefix);
  std::set<std::string> there;
  for (const std::string& path : known)
    there.insert(above + path);
  if (!parent.is_complete || parent.is_apart()) return there;
  for (const auto& [field, variable] : parent.variables.fields) {
    const bool is_there = std::all_of(parent.reached.begin(), parent.reached.end(),
                                      [&, &name = field](const Reached& reached) {
                                        const Situation& situation = reached.situation;
                                        return !situation.started.contains(child) ||
                                               !at(situation.snapshot.fields, name).is_absent();
                                      });
    if (is_there) there.insert(above + field);
  }
  return there;
}

}  // namespace accolade
