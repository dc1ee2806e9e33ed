// How far up a step may write: found from the definition alone, so that locks are known before
// deciding.
#include <algorithm>

#include "engine/definition/walk.h"
#include "engine/machine/chart.h"
#include "engine/use_case/transact.h"

namespace accolade {
namespace {

// The least common compound ancestor of source and targets: what lies inside may be left or
// entered.
StateIndex domain_of(const Workflow& workflow, const Transition& transition) {
  const auto contains_all = [&](StateIndex candidate) {
    return std::all_of(
        transition.targets.begin(), transition.targets.end(),
        [&](StateIndex target) { return descends_from(workflow, target, candidate); });
  };
  StateIndex domain = transition.source;
  if (transition.internal && contains_all(domain)) return domain;
  while (domain != root_state) {
    domain = workflow.states[domain].parent;
    const bool is_compound = workflow.states[domain].kind == State::Kind::Compound;
    if ((is_compound || domain == root_state) && contains_all(domain)) break;
  }
  return domain;
}

// The child of `domain` in which `state` lies. Of a compound domain only one child is active at a
// time.
StateIndex branch_of(const Workflow& workflow, StateIndex state, StateIndex domain) {
  while (state != root_state && workflow.states[state].parent != domain) {
    state = workflow.states[state].parent;
  }
  return state;
}

bool is_left_or_entered(const Workflow& workflow, StateIndex counted,
                        const Transition& transition) {
  const StateIndex domain = domain_of(workflow, transition);
  if (!descends_from(workflow, counted, domain)) return false;
  const StateIndex branch = branch_of(workflow, counted, domain);
  if (transition.source != domain && branch_of(workflow, transition.source, domain) == branch) {
    return true;
  }
  if (transition.source == domain) return true;
  return std::any_of(transition.targets.begin(), transition.targets.end(), [&](StateIndex target) {
    return branch_of(workflow, target, domain) == branch;
  });
}

bool has_actions_beyond_mail(const Actions& actions) {
  return std::any_of(actions.begin(), actions.end(), [](const Action& action) {
    return !std::holds_alternative<Mail>(action.what) &&
           !std::holds_alternative<Start>(action.what);
  });
}

// States whose coming and going the parent's row knows of: counted ones, and those with places.
std::set<std::string> noted_states(const Workflow& workflow) {
  std::set<std::string> noted = workflow.counted_states;
  for (const State& state : workflow.states) {
    if (!state.holds.empty() || !state.waits_for.empty()) noted.insert(state.name);
  }
  return noted;
}

bool notes_fields(const Workflow& workflow) {
  return !workflow.averaged_fields.empty() || !workflow.place_fields().empty();
}

bool may_move_a_count(const Workflow& workflow, const Transition& transition) {
  if (notes_fields(workflow) && (has_actions_beyond_mail(transition.actions) ||
                                 !transition.ask.empty() || transition.asks_form)) {
    return true;
  }
  if (transition.targets.empty()) return false;
  const std::set<std::string> noted = noted_states(workflow);
  return std::any_of(noted.begin(), noted.end(), [&](const std::string& name) {
    const std::optional<StateIndex> counted = workflow.state(name);
    return counted && is_left_or_entered(workflow, *counted, transition);
  });
}

bool matches(std::string_view descriptor, std::string_view event) {
  if (descriptor == "*") return true;
  if (descriptor.ends_with(".*")) descriptor.remove_suffix(2);
  if (!event.starts_with(descriptor)) return false;
  return event.size() == descriptor.size() || event[descriptor.size()] == '.';
}

bool raises_more(const Workflow& workflow) {
  const auto raises = [](const Actions& actions) {
    return std::any_of(actions.begin(), actions.end(), [](const Action& action) {
      return std::holds_alternative<Raise>(action.what) ||
             std::holds_alternative<Send>(action.what) ||
             std::holds_alternative<Branch>(action.what);
    });
  };
  return std::any_of(workflow.states.begin(), workflow.states.end(), [&](const State& state) {
    return raises(state.entry) || raises(state.exit) ||
           std::any_of(state.transitions.begin(), state.transitions.end(),
                       [&](const Transition& transition) { return raises(transition.actions); });
  });
}

using Events = std::set<std::string>;

// What others in the tree may tell an instance of `workflow`, and what its own tells may come back
// as.
Events told(const Package& package, const Workflow& workflow) {
  Events events;
  for (const auto& [name, sender] : package.workflows) {
    for_each_action(sender, [&](const Action& action, StateIndex) {
      const auto* tell = std::get_if<Tell>(&action.what);
      if (tell == nullptr) return;
      const bool is_for_it =
          tell->to_parent ? sender.parent == workflow.name : tell->children == workflow.name;
      if (is_for_it) events.insert(tell->event);
      if (tell->must && name == workflow.name) events.insert("refused." + tell->event);
    });
  }
  return events;
}

// Whether a step of one of `events` may change what the parent counts. Timers that are due come
// before any event.
bool may_count(const Workflow& workflow, const Events& events) {
  // Whoever waits may be the next in the queue: its parent is locked before itself by everybody.
  if (workflow.has_queue()) return true;
  if (noted_states(workflow).empty() && !notes_fields(workflow)) return false;
  const bool anything = raises_more(workflow);
  for (const State& state : workflow.states) {
    for (const Transition& transition : state.transitions) {
      const bool of_itself = transition.descriptor.empty() ||
                             transition.descriptor.starts_with("done.") ||
                             transition.descriptor.starts_with("children.");
      const bool by_timer =
          std::any_of(workflow.states.begin(), workflow.states.end(), [&](const State& other) {
            return std::any_of(
                other.timers.begin(), other.timers.end(),
                [&](const TimerRule& rule) { return matches(transition.descriptor, rule.name); });
          });
      const bool is_taken = std::any_of(
          events.begin(), events.end(),
          [&](const std::string& event) { return matches(transition.descriptor, event); });
      if (!anything && !of_itself && !by_timer && !is_taken) continue;
      if (may_move_a_count(workflow, transition)) return true;
    }
  }
  return false;
}

int locks_for(const Package& package, const Workflow& workflow, const Events& events) {
  const Workflow* parent = package.workflow(workflow.parent);
  if (parent == nullptr || !may_count(workflow, events)) return 0;
  return 1 + locks_for(package, *parent, {"children." + workflow.name});
}

}  // namespace

int locks_above(const Package& package, const Workflow& workflow, const std::string& event) {
  return locks_for(package, workflow, {event});
}

int locks_above_when_woken(const Package& package, const Workflow& workflow) {
  return locks_for(package, workflow, told(package, workflow));
}

}  // namespace accolade
