// Looks which regions touch each other, and cuts the others away.
#include "engine/verify/regions.h"

#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/verify/checks.h"
#include "engine/verify/touches.h"

namespace accolade {
namespace {

void add_subtree(const Workflow& workflow, StateIndex index, std::vector<StateIndex>& all) {
  all.push_back(index);
  for (const StateIndex child : workflow.states[index].children)
    add_subtree(workflow, child, all);
  for (const StateIndex history : workflow.states[index].history)
    all.push_back(history);
}

std::vector<StateIndex> subtree(const Workflow& workflow, StateIndex index) {
  std::vector<StateIndex> all;
  add_subtree(workflow, index, all);
  return all;
}

bool is_parallel(const Workflow& workflow, StateIndex index) {
  return workflow.states[index].kind == State::Kind::Parallel;
}

double combinations_in(const Workflow& workflow, StateIndex parallel) {
  double product = 1;
  for (const StateIndex region : workflow.states[parallel].children)
    product *= static_cast<double>(subtree(workflow, region).size());
  return product;
}

std::optional<StateIndex> largest_parallel(const Workflow& workflow) {
  std::optional<StateIndex> largest;
  for (StateIndex index = root_state; index < workflow.states.size(); ++index) {
    const std::vector<StateIndex> above = ancestors_of(workflow, index);
    const bool is_inner = std::any_of(above.begin(), above.end(), [&](StateIndex ancestor) {
      return is_parallel(workflow, ancestor);
    });
    if (!is_parallel(workflow, index) || is_inner) continue;
    if (!largest || combinations_in(workflow, index) > combinations_in(workflow, *largest))
      largest = index;
  }
  return largest;
}

// A history that brings back all regions at once.
bool is_remembered(const Workflow& workflow, StateIndex parallel) {
  if (!workflow.states[parallel].history.empty()) return true;
  const std::vector<StateIndex> above = ancestors_of(workflow, parallel);
  return std::any_of(above.begin(), above.end(), [&](StateIndex ancestor) {
    const std::vector<StateIndex>& histories = workflow.states[ancestor].history;
    return std::any_of(histories.begin(), histories.end(), [&](StateIndex history) {
      return workflow.states[history].kind == State::Kind::DeepHistory;
    });
  });
}

class Grouping {
 public:
  Grouping(const Workflow& workflow, StateIndex parallel)
      : workflow_(workflow), regions_(workflow.states[parallel].children) {
    std::set<StateIndex> inside;
    for (const StateIndex region : regions_) {
      Touches touches;
      for (const StateIndex index : subtree(workflow, region)) {
        touches.add(workflow, index);
        inside.insert(index);
      }
      touches_.push_back(std::move(touches));
      group_.push_back(group_.size());
    }
    for (StateIndex index = root_state; index < workflow.states.size(); ++index) {
      if (!inside.contains(index)) outside_.add(workflow, index);
    }
    done_ = "done.state." + workflow.states[parallel].name;
  }

  Regions group(StateIndex parallel) {
    Regions found{parallel, {}, {}};
    if (hears_that_all_are_done()) return found;
    join_coupled();
    join_promised();
    const std::set<std::size_t> kept = groups_kept();
    for (std::size_t group = 0; group < regions_.size(); ++group) {
      std::vector<StateIndex> members;
      for (std::size_t one = 0; one < regions_.size(); ++one) {
        if (group_[one] == group) members.push_back(regions_[one]);
      }
      if (members.empty()) continue;
      if (kept.contains(group)) {
        found.always.insert(found.always.end(), members.begin(), members.end());
      } else {
        found.groups.push_back(std::move(members));
      }
    }
    return found;
  }

 private:
  bool hears_that_all_are_done() const {
    return std::any_of(touches_.begin(), touches_.end(), [&](const Touches& touches) {
      return std::any_of(touches.hears.begin(), touches.hears.end(),
                         [&](const std::string& heard) { return takes(heard, done_); });
    });
  }

  void join(std::size_t one, std::size_t other) {
    const std::size_t from = std::max(group_[one], group_[other]);
    const std::size_t to = std::min(group_[one], group_[other]);
    std::replace(group_.begin(), group_.end(), from, to);
  }

  void join_coupled() {
    for (std::size_t one = 0; one < regions_.size(); ++one) {
      for (std::size_t other = one + 1; other < regions_.size(); ++other) {
        if (are_coupled(touches_[one], touches_[other])) join(one, other);
      }
    }
  }

  void join_promised() {
    for (const Promise& promise : workflow_.promises) {
      const Touches asked = touches_of(workflow_, promise);
      std::optional<std::size_t> first;
      for (std::size_t one = 0; one < regions_.size(); ++one) {
        if (!depends_on(asked, touches_[one])) continue;
        if (first) join(*first, one);
        first = one;
      }
    }
  }

  std::set<std::size_t> groups_kept() const {
    std::set<std::size_t> kept;
    for (std::size_t one = 0; one < regions_.size(); ++one) {
      if (depends_on(outside_, touches_[one])) kept.insert(group_[one]);
    }
    return kept;
  }

  const Workflow& workflow_;
  const std::vector<StateIndex>& regions_;
  std::vector<Touches> touches_;
  std::vector<std::size_t> group_;  // by region, the first of its group
  Touches outside_;
  std::string done_;
};

// What is never entered reads and writes nothing.
void silence(State& state) {
  state.timers.clear();
  state.entry.clear();
  state.exit.clear();
  state.form.clear();
  if (state.initial) state.initial->actions.clear();
  for (Transition& transition : state.transitions) {
    transition.condition.reset();
    transition.actions.clear();
    transition.ask.clear();
    transition.asks_form = false;
  }
}

State stand_in(std::string_view name, State::Kind kind, const State& parent, StateIndex above) {
  State state;
  state.name = name;
  state.kind = kind;
  state.parent = above;
  state.depth = parent.depth + 1;
  return state;
}

void add_others(Workflow& part, StateIndex parallel) {
  const StateIndex region = part.states.size();
  const StateIndex waiting = region + 1, over = region + 2;
  State others = stand_in("#others", State::Kind::Compound, part.states[parallel], parallel);
  others.children = {waiting, over};
  others.initial = Transition();
  others.initial->targets = {waiting};
  others.initial->source = region;
  State first = stand_in("#others_wait", State::Kind::Atomic, others, region);
  Transition end;
  end.descriptor = others_end;
  end.by = {std::string(others_end)};
  end.targets = {over};
  end.source = waiting;
  first.transitions.push_back(std::move(end));
  State last = stand_in(others_are_over, State::Kind::Final, others, region);
  last.outcome = others_are_over;
  for (State* state : {&others, &first, &last})
    part.states.push_back(std::move(*state));
  part.states[parallel].children.push_back(region);
}

}  // namespace

Regions independent_regions(const Workflow& workflow) {
  const std::optional<StateIndex> parallel = largest_parallel(workflow);
  if (!parallel || is_remembered(workflow, *parallel)) return {};
  // Places are taken and given back by the whole configuration.
  if (!workflow.place_fields().empty()) return {};
  return Grouping(workflow, *parallel).group(*parallel);
}

Workflow with_only(const Workflow& workflow, const Regions& regions,
                   const std::vector<StateIndex>& group) {
  Workflow part = workflow;
  std::vector<StateIndex> kept;
  const auto is_in = [](const std::vector<StateIndex>& some, StateIndex one) {
    return std::find(some.begin(), some.end(), one) != some.end();
  };
  for (const StateIndex region : workflow.states[regions.parallel].children) {
    if (is_in(group, region) || is_in(regions.always, region)) {
      kept.push_back(region);
      continue;
    }
    for (const StateIndex index : subtree(workflow, region))
      silence(part.states[index]);
  }
  part.states[regions.parallel].children = std::move(kept);
  add_others(part, regions.parallel);
  return part;
}

}  // namespace accolade
