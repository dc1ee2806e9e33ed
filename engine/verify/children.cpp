// What a parent does with its children, and whom that leaves out.
#include <algorithm>

#include "engine/definition/walk.h"
#include "engine/machine/decide.h"
#include "engine/verify/checks.h"

namespace accolade {
namespace {

bool has_role(const Workflow& workflow, RoleSource source) {
  return std::any_of(workflow.people.begin(), workflow.people.end(),
                     [&](const auto& role) { return role.second == source; });
}

bool is_counted(const Workflow& parent, const std::string& child) {
  return std::any_of(parent.tallies.begin(), parent.tallies.end(),
                     [&](const Tally& tally) { return tally.child == child; });
}

// Somebody is named for a role later on.
bool appoints(const Workflow& workflow) {
  bool found = false;
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    found = found || std::holds_alternative<Appoint>(action.what);
  });
  return found;
}

void check_start(const Surroundings& around, const Start& start, const Place& place,
                 Report& report) {
  const Workflow* child = around.relative(start.workflow);
  if (child == nullptr) return;
  const bool is_for_nobody = start.each.empty() && start.role.empty() &&
                             has_role(*child, RoleSource::Assigned) &&
                             !has_role(*child, RoleSource::Creator) && !appoints(*child);
  if (is_for_nobody)
    report.warning(place, "nobody is assigned to the " + child->name + "; say `each:`",
                   {"Nobody can do what it waits for.", {}});
  const bool may_be_twice = !start.each.empty() && !start.one_per_person;
  if (may_be_twice && is_counted(around.workflow, child->name))
    report.warning(place,
                   "one person may get several of the " + child->name +
                       "s that are counted here; say `limit: one per person`",
                   {"One person's word then counts for several.", {}});
}

void check_places(const Surroundings& around, const Tell& tell, const Place& place,
                  Report& report) {
  const Workflow* child = around.relative(tell.children);
  if (child == nullptr || !tell.first || !tell.in_state.empty()) return;
  for (const StateIndex index : reached_states(*child)) {
    const State& state = child->states[index];
    const bool is_leaf = state.kind == State::Kind::Atomic || state.kind == State::Kind::Final;
    if (!is_leaf || is_heard_in(*child, index, tell.event)) continue;
    return report.warning(place,
                          "a place may go to a " + child->name + " in `" + state.name +
                              "`, where nothing takes `" + tell.event + "`; say `in:`",
                          {"Somebody else goes without the place.", {}});
  }
}

// The two events by which a sheet writes: one here that asks for a new row's answers, one of the
// row.
void check_sheets(const Surroundings& around, Report& report) {
  for (const SheetView& sheet : around.workflow.sheets) {
    bool has_start = false;
    for_each_transition(around.workflow, [&](const Transition& transition) {
      if (transition.descriptor != sheet.start) return;
      for_each_action(transition.actions, [&](const Action& action) {
        const Start* start = std::get_if<Start>(&action.what);
        has_start = has_start ||
                    (start != nullptr && start->workflow == sheet.cells && !start->ask.empty());
      });
    });
    const Workflow* cells = around.relative(sheet.cells);
    if (!has_start)
      report.error(sheet.place, "`" + sheet.start + "` does not `start: {" + sheet.cells +
                                    ": {ask: [...]}}` here, which the sheet needs");
    if (cells != nullptr && !is_event_of(*cells, sheet.change))
      report.error(sheet.place, "`" + sheet.change + "` is no event of " + cells->name);
  }
}

}  // namespace

void check_children(const Surroundings& around, Report& report) {
  if (around.package == nullptr) return;
  for (const auto& [role, sender] : around.workflow.told_by) {
    if (!around.workflow.parent.empty())
      report.error(around.workflow.states[root_state].place,
                   "`" + role + "` is `told_by`, and only a call is told by others");
  }
  check_sheets(around, report);
  for_each_action(around.workflow, [&](const Action& action, StateIndex) {
    if (const Start* start = std::get_if<Start>(&action.what))
      check_start(around, *start, action.place, report);
    if (const Tell* tell = std::get_if<Tell>(&action.what))
      check_places(around, *tell, action.place, report);
  });
}

}  // namespace accolade
