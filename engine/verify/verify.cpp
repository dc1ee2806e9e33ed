// The checks of one workflow after the other.
#include "engine/verify/verify.h"

#include <functional>

#include "engine/verify/checks.h"
#include "engine/verify/findings.h"
#include "engine/verify/together.h"

namespace accolade {
namespace {

// What needs no search.
void check_text(const Surroundings& around, Report& report) {
  check_reachability(around, report);
  check_events(around, report);
  check_fields(around, report);
  check_choices(around, report);
  check_leftovers(around, report);
  check_children(around, report);
}

// Of one workflow; the searches of those above it are done.
struct Checked {
  Search found;
  std::set<std::string> known;  // what ancestors always have
};

Checked check(const Surroundings& around, const ExplorationLimits& limits,
              std::set<std::string> known, Report& report) {
  check_text(around, report);
  Search found = search_apart(around.workflow, around.package, limits, known);
  find_all(around, found, report);
  if (found.is_complete) return {std::move(found), std::move(known)};
  check_waiting(around, report);
  check_ends(around, report);
  report.warning(around.workflow.states[root_state].place,
                 "not decided within " + std::to_string(found.reached.size()) +
                     " situations: whether every end can be reached, and every transition taken",
                 {"What was searched is sound; beyond it nobody has looked.", {}});
  return {std::move(found), std::move(known)};
}

}  // namespace

void find_all(const Surroundings& around, const Search& found, Report& report) {
  find_faults(around, found, report);
  find_unreached(around, found, report);
  find_impossible(around, found, report);
  find_stuck(around, found, report);
  find_passed_through(around, found, report);
  find_broken_promises(around, found, report);
  find_unseen(around, found, report);
  find_gaps_in_letters(around, found, report);
}

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
  std::map<std::string, Checked> checked;
  const std::function<const Checked&(const Workflow&)> check_from_above =
      [&](const Workflow& workflow) -> const Checked& {
    const auto done = checked.find(workflow.name);
    if (done != checked.end()) return done->second;
    const Workflow* parent = package.workflow(workflow.parent);
    std::set<std::string> known;
    if (parent != nullptr) {
      const Checked& above = check_from_above(*parent);
      known = always_there_for(workflow.name, above.found, above.known);
    }
    return checked
        .emplace(workflow.name, check({workflow, &package}, limits, std::move(known), report))
        .first->second;
  };
  for (const auto& [name, workflow] : package.workflows) {
    const Search& found = check_from_above(workflow).found;
    const auto above = checked.find(workflow.parent);
    if (above != checked.end()) find_left_waiting(above->second.found, found, report);
  }
  return report.diagnostics();
}

std::vector<Diagnostic> verify(const Workflow& workflow, const ExplorationLimits& limits) {
  Report report;
  check({workflow, nullptr}, limits, {}, report);
  return report.diagnostics();
}

}  // namespace accolade
