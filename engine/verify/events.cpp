// Whether what is sent is heard, and what is waited for is sent.
#include <algorithm>
#include <vector>

#include "engine/definition/naming.h"
#include "engine/definition/walk.h"
#include "engine/verify/checks.h"

namespace accolade {
namespace {

// A tell without a workflow of children goes to the parent.
bool goes_to(const Tell& tell, const Workflow& sender, const std::string& receiver) {
  if (tell.call) return false;
  return tell.to_parent ? sender.parent == receiver : tell.children == receiver;
}

void add_tells(const Workflow& sender, const std::string& receiver, std::set<std::string>& events) {
  for_each_action(sender, [&](const Action& action, StateIndex) {
    const Tell* tell = std::get_if<Tell>(&action.what);
    if (tell != nullptr && goes_to(*tell, sender, receiver)) events.insert(tell->event);
  });
}

bool is_heard(const Workflow& workflow, const std::string& event) {
  bool found = false;
  for_each_transition(workflow, [&](const Transition& transition) {
    found = found || (!transition.descriptor.empty() && takes(transition.descriptor, event));
  });
  return found;
}

void check_senders(const Surroundings& around, Report& report) {
  if (around.workflow.for_everyone || around.may_be_told_anything()) return;
  const std::set<std::string> sent = events_sent_to(around);
  for_each_transition(around.workflow, [&](const Transition& transition) {
    if (transition.descriptor.empty() || !transition.by.empty()) return;
    const bool has_sender = std::any_of(sent.begin(), sent.end(), [&](const std::string& event) {
      return takes(transition.descriptor, event);
    });
    if (has_sender) return;
    report.error(transition.place, "nothing sends `" + transition.descriptor +
                                       "`; say `by:` whom, or raise, send or tell it");
  });
}

void check_tell(const Surroundings& around, const Tell& tell, const Place& place, Report& report) {
  if (around.package == nullptr || tell.call) return;
  const Workflow* receiver =
      around.relative(tell.to_parent ? around.workflow.parent : tell.children);
  if (receiver == nullptr)
    return report.error(place, around.workflow.name + " has no parent to tell");
  if (!is_heard(*receiver, tell.event))
    return report.error(place, "nothing in " + receiver->name + " takes `" + tell.event + "`");
  const std::optional<StateIndex> state =
      tell.to_parent || tell.in_state.empty() ? std::nullopt : receiver->state(tell.in_state);
  if (state && !is_heard_in(*receiver, *state, tell.event))
    report.error(place, "nothing takes `" + tell.event + "` while a " + receiver->name +
                            " is in `" + tell.in_state + "`");
}

void check_hearers(const Surroundings& around, Report& report) {
  const Workflow& workflow = around.workflow;
  const auto check_own = [&](const std::string& event, const Place& place) {
    if (!is_heard(workflow, event)) report.warning(place, "nothing takes `" + event + "`");
  };
  for (const State& state : workflow.states) {
    for (const TimerRule& timer : state.timers)
      check_own(timer.name, timer.place);
  }
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    if (const Raise* raise = std::get_if<Raise>(&action.what))
      check_own(raise->event, action.place);
    if (const Send* send = std::get_if<Send>(&action.what)) check_own(send->event, action.place);
    if (const Tell* tell = std::get_if<Tell>(&action.what))
      check_tell(around, *tell, action.place, report);
  });
}

void check_started(const Surroundings& around, Report& report) {
  const Workflow* parent = around.relative(around.workflow.parent);
  if (parent == nullptr) return;
  bool is_started = false;
  for_each_action(*parent, [&](const Action& action, StateIndex) {
    const Start* start = std::get_if<Start>(&action.what);
    is_started = is_started || (start != nullptr && start->workflow == around.workflow.name);
  });
  if (!is_started)
    report.warning(around.workflow.states[root_state].place,
                   parent->name + " never starts a " + around.workflow.name);
}

}  // namespace

bool is_heard_in(const Workflow& workflow, StateIndex state, const std::string& event) {
  bool found = false;
  const std::vector<StateIndex> movers = movers_of(workflow, state);
  for_each_transition(workflow, [&](const Transition& transition) {
    const std::vector<StateIndex> around = ancestors_of(workflow, transition.source);
    const bool can_be_active =
        std::find(movers.begin(), movers.end(), transition.source) != movers.end() ||
        std::find(around.begin(), around.end(), state) != around.end();
    found = found || (can_be_active && !transition.descriptor.empty() &&
                      takes(transition.descriptor, event));
  });
  return found;
}

std::set<std::string> events_sent_to(const Surroundings& around) {
  const Workflow& workflow = around.workflow;
  std::set<std::string> events;
  for (const State& state : workflow.states) {
    for (const TimerRule& timer : state.timers)
      events.insert(timer.name);
    if (!state.waits_for.empty()) events.insert("offered." + state.waits_for);
    if (!state.children.empty()) events.insert("done.state." + state.name);
  }
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    if (const Raise* raise = std::get_if<Raise>(&action.what)) events.insert(raise->event);
    if (const Send* send = std::get_if<Send>(&action.what)) events.insert(send->event);
    const Tell* tell = std::get_if<Tell>(&action.what);
    if (tell != nullptr && tell->must) events.insert("refused." + tell->event);
  });
  if (around.package == nullptr) return events;
  for (const auto& [name, other] : around.package->workflows) {
    add_tells(other, workflow.name, events);
    if (other.parent == workflow.name) events.insert("children." + name);
  }
  return events;
}

bool Surroundings::starts_something() const {
  bool found = false;
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    found = found || std::holds_alternative<Start>(action.what);
  });
  return found;
}

void check_events(const Surroundings& around, Report& report) {
  check_senders(around, report);
  check_hearers(around, report);
  check_started(around, report);
}

}  // namespace accolade
