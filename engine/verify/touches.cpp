// Collects by name; in doubt two parts are coupled.
#include "engine/verify/touches.h"

#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/definition/walk.h"

namespace accolade {
namespace {

bool meet(const std::set<std::string>& some, const std::set<std::string>& others) {
  return std::any_of(some.begin(), some.end(),
                     [&](const std::string& name) { return others.contains(name); });
}

// `foo.*` as the event `foo`, which every descriptor takes that could meet it.
std::string as_event(const std::string& descriptor) {
  return descriptor.ends_with(".*") ? descriptor.substr(0, descriptor.size() - 2) : descriptor;
}

bool takes_any(const std::set<std::string>& descriptors, const std::set<std::string>& events) {
  return std::any_of(descriptors.begin(), descriptors.end(), [&](const std::string& descriptor) {
    return std::any_of(events.begin(), events.end(), [&](const std::string& event) {
      return takes(descriptor, as_event(event)) || takes(event, as_event(descriptor));
    });
  });
}

bool enters(const Touches& from, const Touches& into) {
  return std::any_of(from.targets.begin(), from.targets.end(),
                     [&](StateIndex target) { return into.states.contains(target); });
}

void add_expression(Touches& touches, const Workflow& workflow, const Expression& expression) {
  for (const Reading& reading : expression.readings()) {
    if (reading.kind == Reading::Kind::Path)
      touches.reads.insert(reading.name.substr(0, reading.name.find('.')));
    if (reading.kind == Reading::Kind::State) touches.reads.insert("in_state " + reading.name);
    if (reading.kind != Reading::Kind::Deadline) continue;
    const auto deadline = workflow.deadlines.find(reading.name);
    if (deadline == workflow.deadlines.end()) continue;
    for (const Reading& inner : deadline->second.instant.readings())
      touches.reads.insert(inner.name.substr(0, inner.name.find('.')));
  }
}

void add_action(Touches& touches, const Workflow& workflow, const Action& action) {
  if (const Raise* raise = std::get_if<Raise>(&action.what)) touches.says.insert(raise->event);
  if (const Send* send = std::get_if<Send>(&action.what)) {
    touches.says.insert(send->event);
    if (!send->id.empty()) touches.writes.insert("send " + send->id);
  }
  if (const CancelSend* cancel = std::get_if<CancelSend>(&action.what))
    touches.writes.insert("send " + cancel->id);
  if (const Assign* assign = std::get_if<Assign>(&action.what)) {
    for (const auto& [field, expression] : assign->fields) {
      touches.writes.insert(field);
      add_expression(touches, workflow, expression);
    }
  }
  if (const Branch* branch = std::get_if<Branch>(&action.what))
    add_expression(touches, workflow, branch->condition);
  if (const Tell* tell = std::get_if<Tell>(&action.what); tell != nullptr && tell->must)
    touches.says.insert("refused." + tell->event);
  touches.starts = touches.starts || std::holds_alternative<Start>(action.what);
}

void add_timer(Touches& touches, const Workflow& workflow, const TimerRule& timer) {
  touches.says.insert(timer.name);
  const auto deadline = workflow.deadlines.find(timer.deadline);
  if (deadline != workflow.deadlines.end())
    add_expression(touches, workflow, deadline->second.instant);
}

}  // namespace

void Touches::add(const Workflow& workflow, StateIndex index) {
  const State& state = workflow.states[index];
  states.insert(index);
  writes.insert("in_state " + state.name);
  const auto add_all = [&](const Actions& actions) {
    for_each_action(actions, [&](const Action& action) { add_action(*this, workflow, action); });
  };
  for (const auto& [role, fields] : state.form)
    writes.insert(fields.begin(), fields.end());
  for (const TimerRule& timer : state.timers)
    add_timer(*this, workflow, timer);
  for (const Transition& transition : state.transitions) {
    if (!transition.descriptor.empty()) hears.insert(transition.descriptor);
    if (transition.condition) add_expression(*this, workflow, *transition.condition);
    writes.insert(transition.ask.begin(), transition.ask.end());
    targets.insert(transition.targets.begin(), transition.targets.end());
    add_all(transition.actions);
  }
  if (state.initial) add_all(state.initial->actions);
  add_all(state.entry);
  add_all(state.exit);
  if (!state.waits_for.empty()) says.insert("offered." + state.waits_for);
  if (state.kind == State::Kind::Compound || state.kind == State::Kind::Parallel)
    says.insert("done.state." + state.name);
}

bool are_coupled(const Touches& one, const Touches& other) {
  return meet(one.writes, other.reads) || meet(one.reads, other.writes) ||
         meet(one.writes, other.writes) || takes_any(one.hears, other.hears) ||
         takes_any(one.hears, other.says) || takes_any(other.hears, one.says) ||
         enters(one, other) || enters(other, one) || one.starts || other.starts;
}

bool depends_on(const Touches& outside, const Touches& region) {
  return meet(region.writes, outside.reads) || takes_any(outside.hears, region.says) ||
         takes_any(outside.hears, region.hears) || enters(region, outside) ||
         enters(outside, region) || region.starts;
}

Touches touches_of(const Workflow& workflow, const Promise& promise) {
  Touches touches;
  if (promise.condition) add_expression(touches, workflow, *promise.condition);
  if (promise.claim) add_expression(touches, workflow, *promise.claim);
  if (promise.then) add_expression(touches, workflow, *promise.then);
  const auto add_state = [&](StateIndex index) {
    touches.reads.insert("in_state " + workflow.states[index].name);
  };
  for (const StateIndex index : promise.in)
    add_state(index);
  if (promise.to) add_state(*promise.to);
  if (promise.kind != Promise::Kind::May)
    touches.hears.insert(promise.events.begin(), promise.events.end());
  return touches;
}

}  // namespace accolade
