// The checks of one workflow after the other.
#include "engine/verify/verify.h"

#include "engine/verify/checks.h"

namespace accolade {
namespace {

void check(const Surroundings& around, Report& report) {
  check_reachability(around, report);
  check_waiting(around, report);
  check_events(around, report);
  check_fields(around, report);
  check_choices(around, report);
}

}  // namespace

const Workflow* Surroundings::relative(const std::string& name) const {
  return package == nullptr ? nullptr : package->workflow(name);
}

bool Surroundings::may_be_told_anything() const {
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
