// Breadth first through pairs of situations, then backwards from the ends of the child.
#include "engine/verify/together.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "engine/definition/naming.h"
#include "engine/definition/walk.h"
#include "engine/verify/findings.h"
#include "engine/verify/pairs.h"

namespace accolade {
namespace {

using MoveKind = Stimulus::Kind;

// What a move of the parent does to one child.
struct ChildEffect {
  bool starts = false;
  std::vector<const Tell*> tells;
};

bool is_of_the_world(MoveKind kind) {
  return kind == MoveKind::Advance || kind == MoveKind::Above || kind == MoveKind::Children ||
         kind == MoveKind::Full;
}

class Together {
 public:
  Together(const Search& above, const Search& below)
      : above_(above), below_(below), agreement_(above, below) {
    for (const Transition* transition : above.slice.transitions)
      reaching_.push_back(reaching_of(transition->actions));
    drift_of_parents_ = drifts(above, [&](const Edge& edge) {
      return std::all_of(edge.taken.begin(), edge.taken.end(),
                         [&](std::size_t number) { return reaching_[number].tells.empty(); });
    });
    drift_of_children_ = drifts(below, [](const Edge&) { return true; });
  }

  // What is started or told as states are entered and left is not kept with the moves.
  bool can_be_followed() const {
    std::size_t in_all = 0, by_transitions = 0;
    const auto add = [&](const Action& action, std::size_t& count) {
      const ChildEffect one = reaching_of({action});
      if (one.starts || !one.tells.empty()) ++count;
    };
    for_each_action(above_.original,
                    [&](const Action& action, StateIndex) { add(action, in_all); });
    for (const Transition* transition : above_.slice.transitions)
      for_each_action(transition->actions,
                      [&](const Action& action) { add(action, by_transitions); });
    return in_all == by_transitions && by_transitions > 0;
  }

  // Within the limit.
  bool search() {
    for (std::size_t parent = 0; parent < above_.reached.size(); ++parent) {
      for (const Edge& edge : above_.reached[parent].edges) {
        if (starts(edge)) begin_at(edge.to);
      }
    }
    for (std::size_t at = 0; at < pairs_.size() && is_within_limits(); ++at)
      follow(at);
    return is_within_limits();
  }

  struct Pair {
    std::size_t parent = 0, child = 0;
    std::vector<std::size_t> next;
  };
  // Those from which the child comes to no end: where it stays, or else the first that is found.
  std::vector<const Pair*> left() const {
    std::vector<std::vector<std::size_t>> before(pairs_.size());
    std::vector<bool> ends(pairs_.size(), false);
    std::vector<std::size_t> waiting;
    for (std::size_t at = 0; at < pairs_.size(); ++at) {
      for (const std::size_t to : pairs_[at].next)
        before[to].push_back(at);
      if (!agreement_.of_child(pairs_[at].child).is_over) continue;
      ends[at] = true;
      waiting.push_back(at);
    }
    while (!waiting.empty()) {
      const std::size_t at = waiting.back();
      waiting.pop_back();
      for (const std::size_t from : before[at]) {
        if (ends[from]) continue;
        ends[from] = true;
        waiting.push_back(from);
      }
    }
    std::vector<const Pair*> left, at_rest;
    for (std::size_t at = 0; at < pairs_.size(); ++at) {
      if (ends[at]) continue;
      left.push_back(&pairs_[at]);
      if (is_at_rest(pairs_[at])) at_rest.push_back(&pairs_[at]);
    }
    if (at_rest.empty() && !left.empty()) at_rest.push_back(left.front());
    return at_rest;
  }

 private:
  bool is_at_rest(const Pair& pair) const {
    return std::all_of(pair.next.begin(), pair.next.end(), [&](std::size_t to) {
      return configuration_of(pairs_[to].child) == configuration_of(pair.child);
    });
  }

  const Configuration& configuration_of(std::size_t child) const {
    return below_.reached[child].situation.snapshot.configuration;
  }

  ChildEffect reaching_of(const Actions& actions) const {
    ChildEffect reaching;
    for_each_action(actions, [&](const Action& action) {
      const Start* start = std::get_if<Start>(&action.what);
      const Tell* tell = std::get_if<Tell>(&action.what);
      const std::string& child = below_.original.name;
      if (start != nullptr && start->workflow == child) reaching.starts = true;
      if (tell != nullptr && !tell->to_parent && tell->children == child)
        reaching.tells.push_back(tell);
    });
    return reaching;
  }

  // Where a side can be after one or two things that nobody on it does, and that the other side
  // does not hear of.
  template <class Unheard>
  static std::vector<std::vector<std::size_t>> drifts(const Search& found,
                                                      const Unheard& is_unheard) {
    std::vector<std::vector<std::size_t>> drifts(found.reached.size());
    for (std::size_t at = 0; at < found.reached.size(); ++at) {
      const auto add = [&](std::size_t from) {
        for (const Edge& edge : found.reached[from].edges) {
          if (is_of_the_world(edge.kind) && is_unheard(edge)) drifts[at].push_back(edge.to);
        }
      };
      add(at);
      const std::vector<std::size_t> once = drifts[at];
      for (const std::size_t from : once)
        add(from);
      drifts[at].push_back(at);
      std::sort(drifts[at].begin(), drifts[at].end());
      drifts[at].erase(std::unique(drifts[at].begin(), drifts[at].end()), drifts[at].end());
    }
    return drifts;
  }

  bool starts(const Edge& edge) const {
    return std::any_of(edge.taken.begin(), edge.taken.end(),
                       [&](std::size_t number) { return reaching_[number].starts; });
  }

  void begin_at(std::size_t parent) {
    for (std::size_t child = 0; child < below_.reached.size(); ++child) {
      if (below_.reached[child].before != no_situation) continue;
      settle(parent, child, nullptr);
    }
  }

  void follow(std::size_t at) {
    const std::size_t parent = pairs_[at].parent;
    const std::size_t child = pairs_[at].child;
    if (agreement_.of_child(child).is_over) return;
    std::vector<std::size_t> next;
    for (const Edge& edge : below_.reached[child].edges) {
      if (edge.kind != MoveKind::Told || !is_told_by_parent(edge.event))
        settle(parent, edge.to, &next);
    }
    for (const Edge& edge : above_.reached[parent].edges) {
      for (const std::size_t told : told_by(edge, child))
        settle(edge.to, told, &next);
    }
    pairs_[at].next = std::move(next);
  }

  bool is_told_by_parent(const std::string& event) const {
    return std::any_of(reaching_.begin(), reaching_.end(), [&](const ChildEffect& reaching) {
      return std::any_of(reaching.tells.begin(), reaching.tells.end(),
                         [&](const Tell* tell) { return tell->event == event; });
    });
  }

  // Where the child comes to by what the parent tells it in this move.
  std::vector<std::size_t> told_by(const Edge& edge, std::size_t child) const {
    std::vector<std::size_t> at{child};
    for (const std::size_t number : edge.taken) {
      for (const Tell* tell : reaching_[number].tells) {
        std::vector<std::size_t> after;
        for (const std::size_t from : at)
          add_told(*tell, from, after);
        at = std::move(after);
      }
    }
    return at;
  }

  void add_told(const Tell& tell, std::size_t child, std::vector<std::size_t>& after) const {
    bool is_heard = false;
    for (const Edge& edge : below_.reached[child].edges) {
      if (edge.kind != MoveKind::Told || edge.event != tell.event || !is_meant(tell, child))
        continue;
      is_heard = true;
      after.push_back(edge.to);
    }
    if (!is_heard || tell.first) after.push_back(child);
  }

  bool is_meant(const Tell& tell, std::size_t child) const {
    if (tell.in_state.empty()) return true;
    const std::optional<StateIndex> state = below_.original.state(tell.in_state);
    const StateSet active = active_in(below_, child);
    return state && active.contains(*state);
  }

  bool is_within_limits() const {
    constexpr std::size_t compared_max = 50'000'000;
    return pairs_.size() <= pairs_max && compared_ <= compared_max;
  }

  // The pair, or what it becomes until both agree on the world.
  void settle(std::size_t parent, std::size_t child, std::vector<std::size_t>* next) {
    if (!is_within_limits()) return;
    if (agreement_.agree(parent, child)) return add(parent, child, next);
    compared_ += drift_of_parents_[parent].size() * drift_of_children_[child].size();
    for (const std::size_t above : drift_of_parents_[parent]) {
      for (const std::size_t below : drift_of_children_[child]) {
        if (agreement_.agree(above, below)) add(above, below, next);
      }
    }
  }

  void add(std::size_t parent, std::size_t child, std::vector<std::size_t>* next) {
    const std::size_t key = parent * below_.reached.size() + child;
    const auto [place, is_new] = places_.try_emplace(key, pairs_.size());
    if (is_new) pairs_.push_back({parent, child, {}});
    if (next != nullptr) next->push_back(place->second);
  }

  const Search& above_;
  const Search& below_;
  Agreement agreement_;
  std::vector<ChildEffect> reaching_;  // by transition of the parent
  std::vector<std::vector<std::size_t>> drift_of_parents_, drift_of_children_;
  std::size_t compared_ = 0;
  std::deque<Pair> pairs_;
  std::unordered_map<std::size_t, std::size_t> places_;
};

}  // namespace

void find_left_waiting(const Search& above, const Search& below, Report& report) {
  const Workflow& parent = above.original;
  const Workflow& child = below.original;
  if (above.is_apart() || below.is_apart()) return;
  if (!above.is_complete || !below.is_complete || child.states[root_state].open_ended) return;
  Together together(above, below);
  if (!together.can_be_followed()) return;
  if (!together.search()) {
    return report.warning(
        child.states[root_state].place,
        "not decided: whether every " + child.name + " ends with its " + parent.name,
        {"What was searched is sound; beyond it nobody has looked.", {}});
  }
  const std::vector<bool> ends_alone = can_end(below);
  std::set<std::string> said;
  for (const auto* left : together.left()) {
    if (!ends_alone[left->child]) continue;
    const Configuration& here = below.reached[left->child].situation.snapshot.configuration;
    const Configuration& there = above.reached[left->parent].situation.snapshot.configuration;
    const State* state = waiting_state(child, here);
    if (state == nullptr) state = &child.states[root_state];
    if (!said.insert(state->name).second) continue;
    report.warning(state->place,
                   "no end can be reached from " + in_quotes(here) + " once the " + parent.name +
                       " is in " + in_quotes(there) + ": what it waits for is no longer told",
                   {"It stays open for ever under a " + parent.name + " that has gone on.",
                    below.script_to(left->child),
                    BadEnd::LeftWaiting,
                    {parent.file, above.script_to(left->parent)}});
  }
}

}  // namespace accolade
