// The checks of one workflow after the other.
#include "engine/verify/verify.h"

#include "engine/verify/checks.h"

namespace accolade {
namespace {

void check(const World& world, Report& report) {
  check_reachability(world, report);
  check_waiting(world, report);
  check_events(world, report);
  check_fields(world, report);
  check_choices(world, report);
}

}  // namespace

const Workflow* World::relative(const std::string& name) const {
  return package == nullptr ? nullptr : package->workflow(name);
}

bool World::may_be_told_anything() const {
  if (package != nullptr) return false;
  return !workflow.parent.empty() || !workflow.tallies.empty() || starts_something();
}

std::vector<Diagnostic> verify(const Package& package) {
  Report report;
  for (const auto& [path, text] : package.files)
    report.add_source(path, text);
  for (const auto& [name, workflow] : package.workflows)
    check({workflow, &package}, report);
  return report.diagnostics();
}

std::vector<Diagnostic> verify(const Workflow& workflow) {
  Report report;
  check({workflow, nullptr}, report);
  return report.diagnostics();
}

}  // namespace accolade
