// Sentences, references and computed fields outlive the answers that they were made of.
#include "engine/definition/keeping_check.h"

#include <algorithm>

#include "engine/condition/suggestion.h"
#include "engine/definition/scope.h"
#include "engine/definition/walk.h"

namespace accolade {
namespace {

void check_deadline(const Field& field, const Workflow& workflow, Report& report) {
  if (workflow.deadlines.contains(field.keep->deadline)) return;
  std::vector<std::string> names;
  for (const auto& [name, deadline] : workflow.deadlines)
    names.push_back(name);
  report.error(field.place, "`" + field.keep->deadline + "` is no deadline of " + workflow.name +
                                did_you_mean(field.keep->deadline, names));
}

void refuse_copies(const std::string& name, const Workflow& workflow, Report& report) {
  const std::string slot = "{" + name + "}";
  const auto refuse = [&](const Place& place) {
    report.error(place, "`" + name +
                            "` is deleted after a time (`keep:`), and what is made of it "
                            "here would stay");
  };
  if (workflow.headline == name || workflow.reference.find(slot) != std::string::npos)
    refuse(workflow.field(name)->place);
  for_each_transition(workflow, [&](const Transition& transition) {
    if (transition.says.find(slot) != std::string::npos) refuse(transition.place);
  });
  const auto reads = [&](const Expression& expression) {
    return std::ranges::any_of(expression.readings(), [&](const Reading& reading) {
      return reading.name == name || reading.name == "event." + name ||
             reading.name.starts_with(name + ".") ||
             reading.name.starts_with("event." + name + ".");
    });
  };
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    const auto* const assign = std::get_if<Assign>(&action.what);
    const auto* const start = std::get_if<Start>(&action.what);
    if (assign == nullptr && start == nullptr) return;
    for (const auto& [target, expression] : assign != nullptr ? assign->fields : start->fields) {
      if (reads(expression)) refuse(action.place);
    }
  });
}

}  // namespace

void check_keeping(const Context& context) {
  const Workflow& workflow = context.workflow();
  for (const Field& field : workflow.fields) {
    if (!field.keep) continue;
    if (!field.personal || field.initial || field.search)
      context.report.error(field.place,
                           "`keep:` is of an answer that is `personal: true` and has no `default:` "
                           "and no `search:`");
    check_deadline(field, workflow, context.report);
    refuse_copies(field.name, workflow, context.report);
  }
}

}  // namespace accolade
