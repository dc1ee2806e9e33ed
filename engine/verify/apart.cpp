// Several searches, put together as one that knows where each begins.
#include <algorithm>

#include "engine/verify/checks.h"
#include "engine/verify/regions.h"
#include "engine/verify/search.h"

namespace accolade {
namespace {

// Takes out what stands for the other regions, and remembers whether they are over.
bool forget_others(Configuration& configuration) {
  const bool are_over =
      std::find(configuration.begin(), configuration.end(), others_are_over) != configuration.end();
  std::erase_if(configuration, stands_for_others);
  return are_over;
}

// Outside of its regions a parallel state does only what it does in every search.
bool is_inside_regions(const Search& all, StateIndex index) {
  const std::vector<StateIndex> above = ancestors_of(all.original, index);
  return std::find(above.begin(), above.end(), all.parallel) != above.end();
}

void append_taken(const std::vector<bool>& taken, Search& all) {
  for (std::size_t number = 0; number < all.is_taken.size(); ++number) {
    const bool is_inside = is_inside_regions(all, all.slice.transitions[number]->source);
    const bool is_first = all.parts.size() == 1;
    if (is_inside || is_first)
      all.is_taken[number] = all.is_taken[number] || taken[number];
    else
      all.is_taken[number] = all.is_taken[number] && taken[number];
  }
}

void append_part(Search part, Search& all) {
  const std::size_t offset = all.reached.size();
  const std::size_t known = all.is_taken.size();
  const auto drop_others = [&](std::vector<std::size_t>& taken) {
    std::erase_if(taken, [&](std::size_t number) { return number >= known; });
  };
  const auto moved = [&](std::size_t index) {
    return index == no_situation ? no_situation : index + offset;
  };
  all.parts.push_back(offset);
  for (Edge& birth : part.births) {
    birth.to = moved(birth.to);
    drop_others(birth.taken);
    all.births.push_back(std::move(birth));
  }
  for (Reached& reached : part.reached) {
    reached.before = moved(reached.before);
    all.have_others_ended.push_back(forget_others(reached.situation.snapshot.configuration));
    drop_others(reached.taken);
    for (Edge& edge : reached.edges) {
      edge.to = moved(edge.to);
      drop_others(edge.taken);
    }
    all.reached.push_back(std::move(reached));
  }
  for (SearchFault& fault : part.faults) {
    fault.before = moved(fault.before);
    all.faults.push_back(std::move(fault));
  }
  append_taken(part.is_taken, all);
  all.is_complete = all.is_complete && part.is_complete;
  all.is_exact = all.is_exact && part.is_exact;
}

// A line of one of the scripts, and when it is said.
struct TimedMove {
  Instant at;
  Stimulus move;
  std::string line;

  bool operator==(const TimedMove& other) const { return at == other.at && line == other.line; }
};

void add_moves(const Search& found, std::size_t index, Stimulus& start,
               std::vector<TimedMove>& moves) {
  std::vector<TimedMove> own;  // the last one first
  for (; found.reached[index].before != no_situation; index = found.reached[index].before) {
    const Reached& reached = found.reached[index];
    if (reached.move.kind == Stimulus::Kind::Advance || stands_for_others(reached.move.event))
      continue;
    const std::vector<const Transition*> taken = found.transitions_of(reached.taken);
    own.push_back({found.reached[reached.before].situation.now, reached.move,
                   line_of(found.original, reached.move, taken)});
  }
  const Stimulus& begun = found.reached[index].move;
  start.answers.insert(begun.answers.begin(), begun.answers.end());
  start.above.insert(begun.above.begin(), begun.above.end());
  // What happens outside of the regions is a part of every search, and happens once.
  const std::vector<TimedMove> known = moves;
  for (auto move = own.rbegin(); move != own.rend(); ++move) {
    if (std::find(known.begin(), known.end(), *move) == known.end()) moves.push_back(*move);
  }
}

Stimulus wait(Duration by) {
  Stimulus move;
  move.kind = Stimulus::Kind::Advance;
  move.by = by;
  return move;
}

}  // namespace

Search search_apart(const Workflow& workflow, const Package* package,
                    const ExplorationLimits& limits, const std::set<std::string>& always_there) {
  const Regions regions = independent_regions(workflow);
  if (regions.groups.size() < 2) return search(workflow, package, limits, always_there);
  Search all;
  all.original = workflow;
  all.variables = variables_of(all.original);
  all.slice = slice_of(all.original, all.variables);
  all.is_taken.assign(all.slice.transitions.size(), false);
  all.parallel = regions.parallel;
  for (const std::vector<StateIndex>& group : regions.groups)
    append_part(search(with_only(workflow, regions, group), package, limits, always_there), all);
  return all;
}

std::vector<std::string> Search::script_to_all(const std::vector<std::size_t>& indexes) const {
  Stimulus start;
  std::vector<TimedMove> moves;
  Instant end = play_begins;
  for (const std::size_t index : indexes) {
    add_moves(*this, index, start, moves);
    end = std::max(end, reached[index].situation.now);
  }
  std::stable_sort(moves.begin(), moves.end(),
                   [](const TimedMove& one, const TimedMove& other) { return one.at < other.at; });
  Situation at;
  at.snapshot.id = at.snapshot.root = InstanceId{1};
  at.snapshot.workflow = slice.workflow.name;
  std::vector<std::string> lines;
  const auto say = [&](const Stimulus& move, const std::string& line) {
    Moved moved = apply(slice, at, move);
    if (!moved.next || moved.refusal) return false;
    at = std::move(*moved.next);
    lines.push_back(line);
    return true;
  };
  const auto advance_to = [&](Instant instant) {
    if (instant <= at.now) return true;
    const Stimulus move = wait(instant - at.now);
    return say(move, line_of(original, move, {}));
  };
  if (!say(start, line_of(original, start, {}))) return {};
  for (const TimedMove& timed : moves) {
    if (!advance_to(timed.at) || !say(timed.move, timed.line)) return {};
  }
  const bool is_there =
      advance_to(end) && std::all_of(indexes.begin(), indexes.end(), [&](auto one) {
        const Configuration& here = reached[one].situation.snapshot.configuration;
        return std::includes(at.snapshot.configuration.begin(), at.snapshot.configuration.end(),
                             here.begin(), here.end());
      });
  return is_there ? lines : std::vector<std::string>();
}

}  // namespace accolade
