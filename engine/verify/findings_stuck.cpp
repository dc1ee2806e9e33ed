// Where an instance stays for ever.
#include <algorithm>

#include "engine/machine/chart.h"
#include "engine/verify/findings.h"

namespace accolade {
namespace {

bool is_open_ended(const Workflow& workflow, const StateSet& active) {
  return std::any_of(active.begin(), active.end(),
                     [&](StateIndex index) { return workflow.states[index].open_ended; });
}

// In one of the searches at least: regions that are apart have to end together.
bool never_ends(const Search& found, const std::vector<bool>& ends) {
  std::vector<std::size_t> bounds = found.parts;
  if (bounds.empty()) bounds.push_back(0);
  bounds.push_back(ends.size());
  for (std::size_t part = 0; part + 1 < bounds.size(); ++part) {
    const auto begin = ends.begin() + static_cast<std::ptrdiff_t>(bounds[part]);
    const auto end = ends.begin() + static_cast<std::ptrdiff_t>(bounds[part + 1]);
    if (std::find(begin, end, true) == end) return true;
  }
  return false;
}

void find_traps(const Surroundings& around, const Search& found, Report& report) {
  const Workflow& workflow = around.workflow;
  if (workflow.states[root_state].open_ended || !found.is_complete) return;
  const std::vector<bool> ends = can_end(found);
  const Evidence not_all_tried{"Not all answers that people can give were tried together.", {}};
  if (never_ends(found, ends)) {
    if (!found.is_exact) {
      return report.warning(workflow.states[root_state].place,
                            "no end of " + workflow.name + " was found", not_all_tried);
    }
    return report.error(workflow.states[root_state].place,
                        workflow.name +
                            " never ends: it reaches no `final:` state at the top; add one, or say "
                            "`open_ended: true` of the workflow",
                        {"What never ends stays on everybody's list.", {}});
  }
  std::set<std::string> said;
  for (std::size_t at = 0; at < ends.size(); ++at) {
    if (ends[at]) continue;
    const Configuration& configuration = found.reached[at].situation.snapshot.configuration;
    const State* state = waiting_state(workflow, configuration);
    if (state == nullptr) state = &workflow.states[root_state];
    if (!said.insert(state->name).second) continue;
    if (!found.is_exact) {
      report.warning(state->place, "no end was found from " + in_quotes(configuration),
                     not_all_tried);
      continue;
    }
    report.error(state->place, "no end can be reached from " + in_quotes(configuration),
                 {"Whatever people do from here, it is never finished.", found.script_to(at),
                  BadEnd::NeverOver});
  }
}

std::size_t part_with(const Search& found, std::size_t at) {
  if (!found.is_apart()) return 0;
  const auto after = std::upper_bound(found.parts.begin(), found.parts.end(), at);
  return static_cast<std::size_t>(after - found.parts.begin()) - 1;
}

// Of a file alone nobody knows whether the parent has the instant that a timer waits for.
bool runs_a_clock(const Surroundings& around, const Search& found, std::size_t at) {
  const std::vector<Pending> pending = pending_in(found.slice, found.reached[at].situation);
  return std::any_of(pending.begin(), pending.end(), [&](const Pending& one) {
    return one.due.has_value() || around.package == nullptr;
  });
}

bool is_forgotten(const Surroundings& around, const Search& found, std::size_t at) {
  return found.reached[at].situation.snapshot.outcome.empty() && !runs_a_clock(around, found, at) &&
         !is_open_ended(found.original, active_in(found, at));
}

class Forgotten {
 public:
  Forgotten(const Surroundings& around, const Search& found, Report& report)
      : around_(around), found_(found), report_(report) {}

  void find() {
    Parted inside(std::max<std::size_t>(1, found_.parts.size()));
    for (std::size_t at = 0; at < found_.reached.size(); ++at) {
      if (!is_forgotten(around_, found_, at)) continue;
      if (found_.is_apart() && active_in(found_, at).contains(found_.parallel)) {
        inside[part_with(found_, at)].push_back(at);
      } else {
        tell(at, {at});
      }
    }
    if (found_.is_apart()) tell_together(inside);
  }

 private:
  using Parted = std::vector<std::vector<std::size_t>>;

  const State* waiting_at(std::size_t at) const {
    return waiting_state(found_.original, found_.reached[at].situation.snapshot.configuration);
  }

  // All regions have to be forgotten at once; the first that still waits is named. Where one is
  // over, the next.
  void tell_together(const Parted& inside) {
    std::vector<std::size_t> first;
    for (const std::vector<std::size_t>& part : inside) {
      if (part.empty()) return;
      first.push_back(part.front());
    }
    bool are_all_over = true;
    for (std::size_t part = 0; part < inside.size(); ++part) {
      std::optional<std::size_t> over;
      for (const std::size_t at : inside[part]) {
        std::vector<std::size_t> all = first;
        all[part] = at;
        if (waiting_at(at) == nullptr) over = at;
        if (waiting_at(at) != nullptr) tell(at, all);
      }
      if (!over) return;
      first[part] = *over;
      are_all_over = are_all_over &&
                     std::any_of(inside[part].begin(), inside[part].end(), [&](std::size_t at) {
                       return waiting_at(at) == nullptr && found_.have_others_ended[at];
                     });
    }
    if (are_all_over) tell(first.back(), first);
  }

  void tell(std::size_t at, const std::vector<std::size_t>& all) {
    const State* state = waiting_at(at);
    if (state == nullptr) state = &found_.original.states[root_state];
    if (!said_.insert(state->name).second) return;
    report_.error(
        state->place,
        "`" + state->name + "` can wait for ever; add a timer, or say `open_ended: true`",
        {"If whoever has to act forgets it, nothing reminds anybody.",
         all.size() > 1 ? found_.script_to_all(all) : found_.script_to(at), BadEnd::WaitsForEver});
  }

  const Surroundings& around_;
  const Search& found_;
  Report& report_;
  std::set<std::string> said_;
};

// Which kinds of moves lead out of each configuration.
struct Ways {
  std::set<Stimulus::Kind> kinds;
  std::size_t first = 0;
  bool has_clock = false;
};

// Of regions searched apart the others may go on, so nothing is said.
void find_quorums(const Surroundings& around, const Search& found, Report& report) {
  if (found.is_apart()) return;
  std::map<Configuration, Ways> ways;
  for (std::size_t at = 0; at < found.reached.size(); ++at) {
    const Snapshot& snapshot = found.reached[at].situation.snapshot;
    Ways& here = ways.try_emplace(snapshot.configuration, Ways{{}, at, false}).first->second;
    here.has_clock = here.has_clock || runs_a_clock(around, found, at);
    for (const Edge& edge : found.reached[at].edges) {
      const Snapshot& next = found.reached[edge.to].situation.snapshot;
      if (next.configuration != snapshot.configuration) here.kinds.insert(edge.kind);
    }
  }
  for (const auto& [configuration, here] : ways) {
    const bool waits_for_children =
        here.kinds == std::set<Stimulus::Kind>{Stimulus::Kind::Children} && !here.has_clock;
    const State* state = waiting_state(around.workflow, configuration);
    if (!waits_for_children || state == nullptr) continue;
    report.warning(state->place,
                   "`" + state->name +
                       "` is left only when enough children have come; add a timer, or an event "
                       "with `by:`",
                   {"If one of them never comes, this waits for ever.", found.script_to(here.first),
                    BadEnd::WaitsForOthers});
  }
}

}  // namespace

StateSet active_in(const Search& found, std::size_t index) {
  return expand(found.slice.workflow, found.reached[index].situation.snapshot.configuration);
}

const State* waiting_state(const Workflow& workflow, const Configuration& configuration) {
  const State* waiting = nullptr;
  for (const std::string& name : configuration) {
    const State& state = workflow.states[*workflow.state(name)];
    const bool is_first = waiting == nullptr || state.place.line < waiting->place.line;
    if (state.kind == State::Kind::Atomic && is_first) waiting = &state;
  }
  return waiting;
}

std::string in_quotes(const Configuration& configuration) {
  std::string text;
  for (const std::string& name : configuration)
    text += (text.empty() ? "`" : " and `") + name + "`";
  return text;
}

std::vector<bool> can_end(const Search& found) {
  std::vector<std::vector<std::size_t>> before(found.reached.size());
  std::vector<bool> ends(found.reached.size(), false);
  std::vector<std::size_t> waiting;
  for (std::size_t at = 0; at < found.reached.size(); ++at) {
    for (const Edge& edge : found.reached[at].edges)
      before[edge.to].push_back(at);
    if (found.reached[at].situation.snapshot.outcome.empty()) continue;
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
  return ends;
}

std::vector<std::size_t> first_active(const Search& found) {
  std::vector<std::size_t> first(found.original.states.size(), no_situation);
  std::vector<std::set<std::size_t>> parts(first.size());
  for (std::size_t at = 0; at < found.reached.size(); ++at) {
    for (const StateIndex index : active_in(found, at)) {
      if (first[index] == no_situation) first[index] = at;
      parts[index].insert(part_with(found, at));
    }
  }
  for (StateIndex index = 0; index < first.size(); ++index) {
    const bool is_everywhere = parts[index].size() == std::max<std::size_t>(1, found.parts.size());
    const std::vector<StateIndex> above = ancestors_of(found.original, index);
    const bool is_inside =
        std::find(above.begin(), above.end(), found.parallel) != above.end() && found.is_apart();
    if (!is_inside && !is_everywhere) first[index] = no_situation;
  }
  return first;
}

void find_stuck(const Surroundings& around, const Search& found, Report& report) {
  find_traps(around, found, report);
  Forgotten(around, found, report).find();
  find_quorums(around, found, report);
}

}  // namespace accolade
