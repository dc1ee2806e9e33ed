// A deadline and a time after it, by the facts of now.
#include "engine/machine/keeping.h"

#include "engine/machine/finish.h"
#include "engine/machine/timing.h"

namespace accolade {
namespace {

std::string labels(const Workflow& workflow, const std::set<std::string>& names) {
  std::string labels;
  for (const Field& field : workflow.fields) {
    if (!names.contains(field.name)) continue;
    labels += (labels.empty() ? "“" : ", “") + field.label + "”";
  }
  return labels;
}

}  // namespace

std::vector<KeptUntil> kept_until(const Workflow& workflow, const Snapshot& snapshot,
                                  const Facts& facts) {
  std::vector<KeptUntil> kept;
  for (const Field& field : workflow.fields) {
    if (!field.keep) continue;
    const bool is_gone =
        snapshot.forgotten.contains(field.name) && !snapshot.fields.contains(field.name);
    if (is_gone) continue;
    const StateSet active = expand(workflow, snapshot.configuration);
    const Fields no_event;
    TimerRule rule;
    rule.offset = field.keep->after;
    const Outcome<std::optional<Instant>> deadline =
        instant_of(field.keep->deadline, {workflow, snapshot, active, facts, no_event});
    std::optional<Instant> until;
    if (deadline && *deadline) {
      const Outcome<Instant> shifted = moved_by(rule, workflow, **deadline);
      if (shifted) until = *shifted;
    }
    kept.push_back({field.name, until});
  }
  return kept;
}

Step forget(const Workflow& workflow, const Snapshot& snapshot, const std::set<std::string>& fields,
            const Facts& facts) {
  Macrostep step = resume_unmoved(workflow, snapshot, facts);
  for (const std::string& name : fields) {
    step.next.fields.erase(name);
    step.next.forgotten.insert(name);
  }
  return record(
      std::move(step), snapshot,
      {forgotten_event, Event::Source::Timer,
       "Not kept any longer, and deleted if it was answered: " + labels(workflow, fields)});
}

}  // namespace accolade
