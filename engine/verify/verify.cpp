// The checks of one workflow after the other.
#include "engine/verify/verify.h"

#include "engine/verify/checks.h"
#include "engine/verify/findings.h"

namespace accolade {
namespace {

// What needs no search.
void check_text(const Surroundings& around, Report& report) {
  check_reachability(around, report);
  check_events(around, report);
  check_fields(around, report);
  check_choices(around, report);
}

void check(const Surroundings& around, const ExplorationLimits& limits, Report& report) {
  check_text(around, report);
  const Search found = search(around.workflow, around.package, limits);
  find_faults(around, found, report);
  find_unreached(around, found, report);
  find_impossible(around, found, report);
  find_stuck(around, found, report);
  find_passed_through(around, found, report);
  if (found.is_complete) return;
  check_waiting(around, report);
  check_ends(around, report);
  report.warning(around.workflow.states[root_state].place,
                 "not decided within " + std::to_string(found.reached.size()) +
                     " situations: whether every end can be reached, and every transition taken",
                 {"What was searched is sound; beyond it nobody has looked.", {}});
}

}  // namespace

const Workflow* Surroundings::relative(const std::string& name) const {
  return package == nullptr ? nullptr : package->workflow(name);
}

bool Surroundings::may_be_told_anything() const {
  if (package != nullptr) return false;
  return !workflow.parent.empty() || !workflow.tallies.empty() || starts_something();
}

std::vector<Diagnostic> verify(const Package& package, const ExplorationLimits& limits) {
  Report report;
  for (const auto& [path, text] : package.files)
    report.add_source(path, text);
  for (const auto& [name, workflow] : package.workflows)
    check({workflow, &package}, limits, report);
  return report.diagnostics();
}

std::vector<Diagnostic> verify(const Workflow& workflow, const ExplorationLimits& limits) {
  Report report;
  check({workflow, nullptr}, limits, report);
  return report.diagnostics();
}

}  // namespace accolade
