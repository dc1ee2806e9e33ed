// The situations of a search, gathered by configuration.
#include "engine/verify/exploration.h"

#include <algorithm>
#include <deque>

#include "engine/definition/walk.h"
#include "engine/machine/asking.h"
#include "engine/verify/search.h"

namespace accolade {
namespace {

// Which fields may have a value, and which may have none: bit by bit along the edges.
class Presence {
 public:
  explicit Presence(const Search& found)
      : found_(found), present_(found.reached.size()), absent_(found.reached.size()) {}

  void spread() {
    const std::size_t fields = found_.original.fields.size();
    for (std::size_t at = 0; at < found_.reached.size(); ++at) {
      present_[at].resize(fields);
      absent_[at].resize(fields);
      if (found_.reached[at].before == no_situation) begin(at);
      waiting_.push_back(at);
    }
    while (!waiting_.empty()) {
      const std::size_t at = waiting_.front();
      waiting_.pop_front();
      for (const Edge& edge : found_.reached[at].edges)
        pass_on(at, edge);
    }
  }

  void add_to(ReachedConfiguration& reached, std::size_t at) const {
    for (std::size_t index = 0; index < found_.original.fields.size(); ++index) {
      const std::string& name = found_.original.fields[index].name;
      const bool is_known = found_.variables.reads_field(name);
      const bool holds =
          !accolade::at(found_.reached[at].situation.snapshot.fields, name).is_absent();
      if (is_known ? holds : present_[at][index]) reached.present.insert(name);
      if (is_known ? !holds : absent_[at][index]) reached.absent.insert(name);
    }
  }

 private:
  enum class Written { No, Always, Perhaps };

  // Fields given with the start may be there; entry actions of the start may have written.
  void begin(std::size_t at) {
    for (std::size_t index = 0; index < found_.original.fields.size(); ++index) {
      present_[at][index] = true;
      absent_[at][index] = !found_.original.fields[index].initial.has_value();
    }
  }

  void pass_on(std::size_t at, const Edge& edge) {
    bool has_changed = false;
    const std::vector<Written> written = written_by(edge);
    for (std::size_t index = 0; index < written.size(); ++index) {
      const bool stays = written[index] != Written::Always;
      const bool present = written[index] != Written::No || present_[at][index];
      const bool absent = written[index] == Written::Perhaps || (stays && absent_[at][index]);
      has_changed = has_changed || (present && !present_[edge.to][index]) ||
                    (absent && !absent_[edge.to][index]);
      if (present) present_[edge.to][index] = true;
      if (absent) absent_[edge.to][index] = true;
    }
    if (has_changed) waiting_.push_back(edge.to);
  }

  std::vector<Written> written_by(const Edge& edge) const {
    const Workflow& workflow = found_.original;
    std::vector<Written> written(workflow.fields.size(), Written::No);
    const auto write = [&](const std::string& name, Written how) {
      for (std::size_t index = 0; index < written.size(); ++index) {
        if (workflow.fields[index].name == name) written[index] = how;
      }
    };
    Actor actor;
    actor.roles.insert(edge.asked.begin(), edge.asked.end());
    for (const std::size_t number : edge.taken) {
      const Transition& transition = *found_.slice.transitions[number];
      if (!actor.roles.empty() || workflow.for_everyone) {
        for (const Field* field : asked_by(workflow, transition, actor))
          write(field->name, field->optional ? Written::Perhaps : Written::Always);
      }
      for_each_action(transition.actions, [&](const Action& action) { add(action, write); });
    }
    // Entry and exit actions: of which states is not kept, so of all that write anything.
    for (const State& state : workflow.states) {
      const auto add_here = [&](const Action& action) { add(action, write); };
      for_each_action(state.entry, add_here);
      for_each_action(state.exit, add_here);
      if (state.initial) for_each_action(state.initial->actions, add_here);
    }
    return written;
  }

  template <class Write>
  static void add(const Action& action, const Write& write) {
    const Assign* assign = std::get_if<Assign>(&action.what);
    if (assign == nullptr) return;
    for (const auto& [name, expression] : assign->fields)
      write(name, Written::Perhaps);
  }

  const Search& found_;
  std::vector<std::vector<bool>> present_, absent_;
  std::deque<std::size_t> waiting_;
};

using Standing = std::pair<Configuration, std::map<std::string, Configuration>>;

}  // namespace

Exploration explore(const Workflow& workflow, const ExplorationLimits& limits,
                    const Package* package) {
  const Search found = search(workflow, package, limits);
  Presence presence(found);
  presence.spread();
  Exploration exploration;
  exploration.situations = found.reached.size();
  exploration.is_complete = found.is_complete;
  std::map<Standing, std::size_t> places;
  for (std::size_t at = 0; at < found.reached.size(); ++at) {
    const Snapshot& snapshot = found.reached[at].situation.snapshot;
    const auto [place, is_new] = places.try_emplace({snapshot.configuration, snapshot.remembered},
                                                    exploration.reached.size());
    if (is_new) {
      exploration.reached.push_back({snapshot.configuration,
                                     snapshot.remembered,
                                     snapshot.outcome,
                                     found.script_to(at),
                                     {},
                                     {},
                                     {},
                                     {}});
    }
    ReachedConfiguration& reached = exploration.reached[place->second];
    for (const Timer& timer : snapshot.timers)
      reached.timers.insert({timer.state, timer.name});
    for (const PendingSend& send : snapshot.sends)
      reached.sends.insert(send.event);
    presence.add_to(reached, at);
  }
  return exploration;
}

}  // namespace accolade
