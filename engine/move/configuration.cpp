// Maps states, completes them downwards, and says what would not be legal.
#include "engine/move/configuration.h"

#include <algorithm>
#include <set>

#include "engine/machine/chart.h"

namespace accolade {
namespace {

std::string ticked(const std::string& name) {
  return "`" + name + "`";
}

std::string ticked(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names)
    all += (all.empty() ? "" : ", ") + ticked(name);
  return all;
}

std::string outcome_of(const State& state) {
  return state.outcome.empty() ? state.name : state.outcome;
}

// The states of the new version that `targets` make active.
class Completion {
 public:
  Completion(const Workflow& workflow, StateSet chosen)
      : workflow_(workflow), chosen_(std::move(chosen)) {}

  StateSet complete() {
    active_.insert(root_state);
    for (const StateIndex target : chosen_) {
      add_with_ancestors(target);
      descend(target);
    }
    return active_;
  }

 private:
  void add_with_ancestors(StateIndex index) {
    for (StateIndex at = index; at != root_state; at = workflow_.states[at].parent)
      active_.insert(at);
  }

  bool is_chosen_inside(StateIndex index) const {
    return std::any_of(chosen_.begin(), chosen_.end(), [&](StateIndex chosen) {
      return chosen != index && descends_from(workflow_, chosen, index);
    });
  }

  void descend(StateIndex index) {
    active_.insert(index);
    const State& state = workflow_.states[index];
    if (state.kind == State::Kind::Parallel) {
      for (const StateIndex child : state.children) {
        if (!chosen_.contains(child) && !is_chosen_inside(child)) descend(child);
      }
    }
    if (state.kind != State::Kind::Compound || is_chosen_inside(index)) return;
    for (const StateIndex target : default_targets(workflow_, index))
      descend_to(target);
  }

  void descend_to(StateIndex target) {
    if (is_history(workflow_.states[target])) {
      for (const StateIndex instead : default_targets(workflow_, target))
        descend_to(instead);
      return;
    }
    add_with_ancestors(target);
    descend(target);
  }

  const Workflow& workflow_;
  const StateSet chosen_;
  StateSet active_;
};

class Imaging {
 public:
  explicit Imaging(const WorkflowMove& move) : move_(move) {}

  ConfigurationImage run(const Configuration& configuration,
                         const std::map<std::string, Configuration>& remembered,
                         const std::string& outcome) {
    const StateSet chosen = targets_of(configuration);
    if (image_.faults.empty()) {
      const StateSet active = Completion(move_.to, chosen).complete();
      check_legal(active, root_state, configuration);
      image_.configuration = atomic_names(move_.to, active);
      check_outcome(active, configuration, outcome);
    }
    for (const auto& [history, names] : remembered)
      map_history(history, names);
    return std::move(image_);
  }

 private:
  void fault(const std::string& state, std::string message, MapEntry add) {
    MoveFault found{state, std::move(message), std::move(add)};
    const auto& known = image_.faults;
    if (std::find(known.begin(), known.end(), found) == known.end())
      image_.faults.push_back(std::move(found));
  }

  StateSet targets_of(const Configuration& configuration) {
    StateSet chosen;
    for (const std::string& name : configuration) {
      const auto targets = states_for(move_.map, move_.to, name);
      if (!targets || targets->empty()) {
        fault(name,
              "the new version has no state " + ticked(name) +
                  ", and the map does not say "
                  "which one takes its place",
              MapEntry{"states", name, "STATE"});
        continue;
      }
      for (const std::string& target : *targets) {
        const StateIndex index = *move_.to.state(target);
        check_end(name, index);
        chosen.insert(index);
      }
    }
    return chosen;
  }

  // Ends, nested ones too, are what `done.state` and outcomes rest on.
  void check_end(const std::string& name, StateIndex target) {
    const State& before = move_.from.states[*move_.from.state(name)];
    const State& after = move_.to.states[target];
    const bool was_end = before.kind == State::Kind::Final;
    const bool is_end = after.kind == State::Kind::Final;
    const MapEntry add{"states", name, "STATE"};
    if (is_history(after)) {
      fault(name, ticked(name) + " would become the history state " + ticked(after.name), add);
    } else if (was_end && !is_end) {
      fault(name, ticked(name) + " is an end, and " + ticked(after.name) + " is not", add);
    } else if (!was_end && is_end) {
      fault(name, ticked(name) + " is no end, and " + ticked(after.name) + " is one", add);
    }
  }

  void check_legal(const StateSet& active, StateIndex within, const Configuration& configuration) {
    for (const StateIndex index : active) {
      const bool is_inside = index == within || descends_from(move_.to, index, within);
      if (is_inside) check_children(active, index, configuration);
    }
  }

  void check_children(const StateSet& active, StateIndex index,
                      const Configuration& configuration) {
    const State& state = move_.to.states[index];
    std::vector<std::string> inside, missing;
    for (const StateIndex child : state.children)
      (active.contains(child) ? inside : missing).push_back(move_.to.states[child].name);
    const std::string& about = configuration.empty() ? state.name : configuration.front();
    const MapEntry add{"states", about, "STATE"};
    if (state.kind == State::Kind::Parallel && !missing.empty()) {
      fault(about,
            ticked(configuration) + " would leave " + ticked(missing) + " of " +
                ticked(state.name) + " without a state",
            MapEntry{"states", about, "[STATE, STATE]"});
    }
    if (state.kind == State::Kind::Compound && inside.size() != 1) {
      const std::string where =
          index == root_state ? std::string("the workflow") : ticked(state.name);
      fault(about,
            ticked(configuration) + " would be in " + ticked(inside) + " of " + where + " at once",
            add);
    }
  }

  void check_outcome(const StateSet& active, const Configuration& configuration,
                     const std::string& outcome) {
    for (const StateIndex index : active) {
      const State& state = move_.to.states[index];
      if (state.kind == State::Kind::Final && state.parent == root_state)
        image_.outcome = outcome_of(state);
    }
    if (outcome_for(move_.map, outcome) == image_.outcome || configuration.empty()) return;
    if (image_.outcome.empty() != outcome.empty()) {
      fault(configuration.front(),
            outcome.empty() ? ticked(configuration) + " would end with " + ticked(image_.outcome)
                            : ticked(configuration) + " has ended, and would go on",
            MapEntry{"states", configuration.front(), "STATE"});
      return;
    }
    fault(configuration.front(),
          "the outcome " + ticked(outcome) + " would become " + ticked(image_.outcome),
          MapEntry{"outcomes", outcome, image_.outcome});
  }

  void map_history(const std::string& history, const Configuration& names) {
    const auto targets = states_for(move_.map, move_.to, history);
    if (targets && targets->empty()) return;  // dropped
    const MapEntry add{"states", history, "dropped"};
    if (!targets || targets->size() != 1 ||
        !is_history(move_.to.states[*move_.to.state(targets->front())])) {
      return fault(history,
                   "what the history state " + ticked(history) +
                       " remembers has no history state in the new version",
                   add);
    }
    const StateIndex index = *move_.to.state(targets->front());
    const std::optional<StateSet> inside = remembered_image(names, move_.to.states[index]);
    if (!inside) {
      return fault(history,
                   ticked(history) + " remembers " + ticked(names) +
                       ", which has no image inside of its new parent",
                   add);
    }
    Configuration& kept = image_.remembered[targets->front()];
    for (const StateIndex state : *inside)
      kept.push_back(move_.to.states[state].name);
    std::sort(kept.begin(), kept.end());
  }

  // The active states that the new history state would keep; none if they are not legal.
  std::optional<StateSet> remembered_image(const Configuration& names, const State& history) {
    StateSet chosen;
    for (const std::string& name : names) {
      const auto targets = states_for(move_.map, move_.to, name);
      if (!targets || targets->empty()) return std::nullopt;
      for (const std::string& target : *targets) {
        const StateIndex index = *move_.to.state(target);
        if (is_history(move_.to.states[index])) return std::nullopt;
        if (!descends_from(move_.to, index, history.parent)) return std::nullopt;
        chosen.insert(index);
      }
    }
    const StateSet active = Completion(move_.to, chosen).complete();
    const std::size_t faults = image_.faults.size();
    check_legal(active, history.parent, names);
    if (image_.faults.size() > faults) {
      image_.faults.resize(faults);
      return std::nullopt;
    }
    StateSet kept;
    for (const StateIndex index : active) {
      const State& state = move_.to.states[index];
      const bool is_kept = history.kind == State::Kind::DeepHistory
                               ? is_atomic(state) && descends_from(move_.to, index, history.parent)
                               : index != root_state && state.parent == history.parent;
      if (is_kept) kept.insert(index);
    }
    return kept;
  }

  const WorkflowMove& move_;
  ConfigurationImage image_;
};

}  // namespace

std::string to_text(const MapEntry& entry) {
  if (entry.word.empty()) return "";
  return entry.word + ": {" + entry.name + ": " + entry.value + "}";
}

WorkflowMove move_of(const Move& move, const std::string& workflow) {
  return {*move.from.workflow(workflow), *move.to.workflow(workflow), move.mapping.of(workflow)};
}

ConfigurationImage image_of(const WorkflowMove& move, const Configuration& configuration,
                            const std::map<std::string, Configuration>& remembered,
                            const std::string& outcome) {
  return Imaging(move).run(configuration, remembered, outcome);
}

}  // namespace accolade
