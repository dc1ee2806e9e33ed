// Where an instance stays for ever.
#include <algorithm>

#include "engine/machine/chart.h"
#include "engine/verify/findings.h"

namespace accolade {
namespace {

StateSet active_in(const Search& found, std::size_t index) {
  return expand(found.slice.workflow, found.reached[index].situation.snapshot.configuration);
}

bool is_open_ended(const Workflow& workflow, const StateSet& active) {
  return std::any_of(active.begin(), active.end(),
                     [&](StateIndex index) { return workflow.states[index].open_ended; });
}

// The active atomic state that is still waiting for something.
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

void find_traps(const Surroundings& around, const Search& found, Report& report) {
  const Workflow& workflow = around.workflow;
  if (workflow.states[root_state].open_ended || !found.is_complete) return;
  const std::vector<bool> ends = can_end(found);
  if (std::find(ends.begin(), ends.end(), true) == ends.end()) {
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
    report.error(state->place, "no end can be reached from " + in_quotes(configuration),
                 {"Whatever people do from here, it is never finished.", found.script_to(at)});
  }
}

void find_forgotten(const Surroundings& around, const Search& found, Report& report) {
  const Workflow& workflow = around.workflow;
  std::set<std::string> said;
  for (std::size_t at = 0; at < found.reached.size(); ++at) {
    const Snapshot& snapshot = found.reached[at].situation.snapshot;
    const bool is_over = !snapshot.outcome.empty();
    if (is_over || !snapshot.timers.empty() || !snapshot.sends.empty()) continue;
    if (is_open_ended(workflow, active_in(found, at))) continue;
    const State* state = waiting_state(workflow, snapshot.configuration);
    if (state == nullptr) state = &workflow.states[root_state];
    if (!said.insert(state->name).second) continue;
    report.error(
        state->place,
        "`" + state->name + "` can wait for ever; add a timer, or say `open_ended: true`",
        {"If whoever has to act forgets it, nothing reminds anybody.", found.script_to(at)});
  }
}

// Which kinds of moves lead out of each configuration.
struct Ways {
  std::set<Stimulus::Kind> kinds;
  std::size_t first = 0;
  bool has_clock = false;
};

void find_quorums(const Surroundings& around, const Search& found, Report& report) {
  std::map<Configuration, Ways> ways;
  for (std::size_t at = 0; at < found.reached.size(); ++at) {
    const Snapshot& snapshot = found.reached[at].situation.snapshot;
    Ways& here = ways.try_emplace(snapshot.configuration, Ways{{}, at, false}).first->second;
    here.has_clock = here.has_clock || !snapshot.timers.empty() || !snapshot.sends.empty();
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
    report.warning(
        state->place,
        "`" + state->name +
            "` is left only when enough children have come; add a timer, or an event "
            "with `by:`",
        {"If one of them never comes, this waits for ever.", found.script_to(here.first)});
  }
}

}  // namespace

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
  for (std::size_t at = 0; at < found.reached.size(); ++at) {
    for (const StateIndex index : active_in(found, at)) {
      if (first[index] == no_situation) first[index] = at;
    }
  }
  return first;
}

void find_stuck(const Surroundings& around, const Search& found, Report& report) {
  find_traps(around, found, report);
  find_forgotten(around, found, report);
  find_quorums(around, found, report);
}

}  // namespace accolade
