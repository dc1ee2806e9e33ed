// What is written down and of no use: most often it is left over from something that was dropped.
#include <algorithm>

#include "engine/definition/walk.h"
#include "engine/verify/checks.h"

namespace accolade {
namespace {

bool holds_states(const State& state) {
  return state.kind == State::Kind::Compound || state.kind == State::Kind::Parallel;
}

constexpr const char* leftover = "It looks as if something was forgotten.";

// The root is the workflow itself.
const std::string& name_of(const Workflow& workflow, StateIndex index) {
  return index == root_state ? workflow.name : workflow.states[index].name;
}

// What is typed into a form waits for an event that takes it.
void check_forms_are_taken(const Workflow& workflow, Report& report) {
  for (StateIndex index = root_state; index < workflow.states.size(); ++index) {
    for (const auto& [role, fields] : workflow.states[index].form) {
      bool is_taken = false;
      for_each_transition(workflow, [&, &who = role](const Transition& transition) {
        const std::vector<StateIndex> above = ancestors_of(workflow, transition.source);
        const bool is_inside = transition.source == index ||
                               std::find(above.begin(), above.end(), index) != above.end();
        const std::vector<std::string>& by = transition.by;
        const bool is_by = std::any_of(by.begin(), by.end(), [&](const std::string& one) {
          return one == who || one == "anyone";
        });
        is_taken = is_taken || (transition.asks_form && is_inside && is_by);
      });
      if (!is_taken && !fields.empty())
        report.warning(workflow.states[index].place,
                       "what " + role + " answers in the form of `" + name_of(workflow, index) +
                           "` is never taken; say `ask: form` of an event",
                       {"It stays a draft that nobody gets.", {}});
    }
  }
}

void check_public(const Workflow& workflow, Report& report) {
  for (StateIndex index = root_state; index < workflow.states.size(); ++index) {
    const State& state = workflow.states[index];
    bool shows_something = state.sees.contains("anyone");
    for (const StateIndex above : ancestors_of(workflow, index))
      shows_something = shows_something || workflow.states[above].sees.contains("anyone");
    if (state.is_public && !shows_something && !holds_states(state))
      report.warning(state.place,
                     "the page of `" + name_of(workflow, index) +
                         "` is public and shows nothing; say `sees: "
                         "{anyone: ...}`",
                     {"Whoever follows the link finds nothing.", {}});
  }
}

void check_deadlines(const Workflow& workflow, Report& report) {
  std::set<std::string> used;
  for (const State& state : workflow.states) {
    for (const TimerRule& timer : state.timers)
      used.insert(timer.deadline);
  }
  if (workflow.feedback) used.insert(workflow.feedback->until);
  for (const Field& field : workflow.fields)
    if (field.keep) used.insert(field.keep->deadline);
  for_each_expression(workflow, [&](const Expression& expression, const Place&) {
    for (const Reading& reading : expression.readings()) {
      if (reading.kind == Reading::Kind::Deadline) used.insert(reading.name);
    }
  });
  for (const auto& [name, deadline] : workflow.deadlines) {
    if (!used.contains(name))
      report.warning(deadline.place, "no timer and no condition uses the deadline `" + name + "`",
                     {leftover, {}});
  }
}

// The roles that are named anywhere in the file, other than in `people:`.
std::set<std::string> roles_named(const Workflow& workflow) {
  std::set<std::string> roles;
  const auto add = [&](const std::vector<std::string>& some) {
    roles.insert(some.begin(), some.end());
  };
  for (const State& state : workflow.states) {
    for (const auto& [role, sight] : state.sees)
      roles.insert(role);
    for (const auto& [role, fields] : state.form)
      roles.insert(role);
    add(state.excludes);
    roles.insert(state.owes);
  }
  for_each_transition(workflow, [&](const Transition& transition) { add(transition.by); });
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    if (const Mail* mail = std::get_if<Mail>(&action.what)) add(mail->roles);
  });
  for (const ListView& list : workflow.lists)
    add(list.roles);
  if (workflow.door) add(workflow.door->roles);
  for (const ReportView& view : workflow.reports)
    add(view.roles);
  return roles;
}

// Above, a role of a child may be named, and below one that is held above.
void check_roles(const Surroundings& around, Report& report) {
  std::set<std::string> named;
  for (const auto& [name, other] : around.package->workflows)
    named.merge(roles_named(other));
  for (const auto& [role, source] : around.workflow.people) {
    if (named.contains(role)) continue;
    report.warning(around.workflow.states[root_state].place,
                   "`" + role + "` of " + around.workflow.name + " can do nothing and sees nothing",
                   {leftover, {}});
  }
}

bool changes_nothing(const Transition& transition) {
  const bool is_meant = !transition.by.empty() || !transition.says.empty();
  return is_meant && transition.targets.empty() && transition.actions.empty() &&
         transition.ask.empty() && !transition.asks_form;
}

bool may_act(const Workflow& workflow, const std::string& role) {
  bool found = false;
  for_each_transition(workflow, [&](const Transition& transition) {
    const std::vector<std::string>& by = transition.by;
    found = found || std::find(by.begin(), by.end(), role) != by.end();
  });
  return found;
}

// Whoever owes a step can take one: here, or in an instance above or below.
void check_owing(const Surroundings& around, const State& state, StateIndex index, Report& report) {
  const std::vector<StateIndex> movers = movers_of(around.workflow, index);
  const bool acts_here = std::any_of(movers.begin(), movers.end(), [&](StateIndex mover) {
    const auto& transitions = around.workflow.states[mover].transitions;
    return std::any_of(transitions.begin(), transitions.end(), [&](const Transition& transition) {
      return std::any_of(transition.by.begin(), transition.by.end(),
                         [&](const std::string& by) { return by == state.owes || by == "anyone"; });
    });
  });
  bool acts_elsewhere = false;
  for (const auto& [name, other] : around.package->workflows)
    acts_elsewhere = acts_elsewhere || (name != around.workflow.name && may_act(other, state.owes));
  if (!acts_here && !acts_elsewhere)
    report.warning(state.place,
                   "`" + state.name + "` waits for " + state.owes + ", who can do nothing there",
                   {leftover, {}});
}

// What happens there takes fields of type copies anew.
bool takes_copies(const Workflow& workflow, StateIndex state) {
  for (StateIndex at = state; at != root_state; at = workflow.states[at].parent) {
    const bool is_taken =
        std::any_of(workflow.fields.begin(), workflow.fields.end(), [&](const Field& field) {
          return std::find(field.taken_in.begin(), field.taken_in.end(),
                           workflow.states[at].name) != field.taken_in.end();
        });
    if (is_taken) return true;
  }
  return false;
}

}  // namespace

void check_leftovers(const Surroundings& around, Report& report) {
  if (around.package == nullptr) return;
  const Workflow& workflow = around.workflow;
  check_field_uses(around, report);
  check_forms_are_taken(workflow, report);
  check_public(workflow, report);
  check_deadlines(workflow, report);
  check_roles(around, report);
  for_each_transition(workflow, [&](const Transition& transition) {
    if (changes_nothing(transition) && !takes_copies(workflow, transition.source))
      report.warning(transition.place, "`" + transition.descriptor + "` changes nothing",
                     {"Whoever waits for it to do something waits in vain.", {}});
  });
  for (StateIndex index = root_state; index < workflow.states.size(); ++index) {
    const State& state = workflow.states[index];
    const bool is_atomic = state.kind == State::Kind::Atomic;
    if (is_atomic && !state.owes.empty()) check_owing(around, state, index, report);
  }
}

}  // namespace accolade
