// Walks states, actions and expressions.
#include "engine/definition/walk.h"

namespace accolade {
namespace {

void visit_assigned(const std::vector<std::pair<std::string, Expression>>& fields,
                    const Place& place,
                    const std::function<void(const Expression&, const Place&)>& visit) {
  for (const auto& [name, expression] : fields)
    visit(expression, place);
}

}  // namespace

void for_each_transition(const Workflow& workflow,
                         const std::function<void(const Transition&)>& visit) {
  for (const State& state : workflow.states) {
    for (const Transition& transition : state.transitions)
      visit(transition);
  }
}

void for_each_action(const Actions& actions, const std::function<void(const Action&)>& visit) {
  for (const Action& action : actions) {
    visit(action);
    const Branch* branch = std::get_if<Branch>(&action.what);
    if (branch == nullptr) continue;
    for_each_action(*branch->then, visit);
    for_each_action(*branch->otherwise, visit);
  }
}

void for_each_action(const Workflow& workflow,
                     const std::function<void(const Action&, StateIndex)>& visit) {
  for (StateIndex index = root_state; index < workflow.states.size(); ++index) {
    const State& state = workflow.states[index];
    const auto visit_here = [&](const Action& action) { visit(action, index); };
    for_each_action(state.entry, visit_here);
    for_each_action(state.exit, visit_here);
    if (state.initial) for_each_action(state.initial->actions, visit_here);
    for (const Transition& transition : state.transitions)
      for_each_action(transition.actions, visit_here);
  }
}

void for_each_expression(const Workflow& workflow,
                         const std::function<void(const Expression&, const Place&)>& visit) {
  for (const auto& [name, deadline] : workflow.deadlines)
    visit(deadline.instant, deadline.place);
  for_each_transition(workflow, [&](const Transition& transition) {
    if (transition.condition) visit(*transition.condition, transition.place);
  });
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    if (const Branch* branch = std::get_if<Branch>(&action.what))
      visit(branch->condition, action.place);
    if (const Assign* assign = std::get_if<Assign>(&action.what))
      visit_assigned(assign->fields, action.place, visit);
    if (const Tell* tell = std::get_if<Tell>(&action.what); tell != nullptr && tell->call)
      visit(*tell->call, action.place);
    if (const Start* start = std::get_if<Start>(&action.what))
      visit_assigned(start->fields, action.place, visit);
  });
}

}  // namespace accolade
