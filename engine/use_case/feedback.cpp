// Who is asked, whether in time, and what is kept of the answers: counts and texts, and nobody's.
#include <algorithm>

#include "engine/condition/condition.h"
#include "engine/form/bind.h"
#include "engine/permission/sight.h"
#include "engine/use_case/look.h"

namespace accolade {
namespace {

constexpr std::string_view of_parent = "parent.";

// By the fields of the instance above: for all of its children the same.
std::optional<Instant> end_of(const Workflow& workflow, const Fields& above) {
  const auto deadline = workflow.deadlines.find(workflow.feedback->until);
  if (deadline == workflow.deadlines.end()) return std::nullopt;
  std::vector<Value> values;
  for (const Reading& reading : deadline->second.instant.readings())
    values.push_back(reading.name.starts_with(of_parent)
                         ? at(above, reading.name.substr(of_parent.size()))
                         : Value());
  const Outcome<Value> value = evaluate(deadline->second.instant, values);
  const auto* const instant = value ? value->as<Instant>() : nullptr;
  return instant == nullptr ? std::nullopt : std::optional(*instant);
}

bool is_in(const Workflow& workflow, const Snapshot& snapshot,
           const std::vector<std::string>& states) {
  const std::set<StateIndex> active = active_states(workflow, snapshot.configuration);
  return std::ranges::any_of(active, [&](StateIndex index) {
    return std::ranges::find(states, workflow.states[index].name) != states.end();
  });
}

void add_codes(const std::string& question, const Value& value, FeedbackForm& form) {
  if (const auto* const list = value.as<List>()) {
    for (const Value& item : *list)
      add_codes(question, item, form);
  } else if (const auto* const code = value.as<std::string>()) {
    form.counted.emplace_back(question, *code);
  } else if (const auto* const number = value.as<std::int64_t>()) {
    form.counted.emplace_back(question, std::to_string(*number));
  }
}

void add_answer(const Field& field, const Value& value, FeedbackForm& form) {
  const bool is_text = field.type == FieldType::Text || field.type == FieldType::LongText;
  if (!is_text) return add_codes(field.name, value, form);
  if (const auto* const text = value.as<std::string>()) form.texts.emplace_back(field.name, *text);
}

}  // namespace

FeedbackAsked Engine::feedback_asked(const Shown& shown, PersonId viewer) {
  const Workflow& workflow = *shown.workflow;
  const bool is_asked = workflow.feedback && viewer &&
                        is_among(workflow.feedback->rule.roles, shown.roles) &&
                        is_in(workflow, shown.snapshot, workflow.feedback->rule.in);
  const std::optional<Snapshot> above =
      is_asked ? ports_.instances.load(shown.snapshot.parent) : std::nullopt;
  if (!above) return {};
  FeedbackAsked asked{.rule = &*workflow.feedback};
  asked.until = end_of(workflow, above->fields);
  asked.is_over = !asked.until || *asked.until <= ports_.instances.now();
  asked.is_given = ports_.feedback.has_given(shown.snapshot.id);
  return asked;
}

Outcome<Done> Engine::give_feedback(const Shown& shown, PersonId viewer, const Answers& answers) {
  const FeedbackAsked asked = feedback_asked(shown, viewer);
  if (asked.rule == nullptr) return not_found();
  if (asked.is_given) {
    return Refusal{Why::NotPossible,
                   "You have answered already. Nobody can say which answers are yours, so they "
                   "cannot be changed any more.",
                   {}};
  }
  if (asked.is_over) return Refusal{Why::NotPossible, "No more answers are taken.", {}};

  std::vector<const Field*> questions;
  for (const Field& field : asked.rule->questions)
    questions.push_back(&field);
  const Facts nobody;
  const Outcome<Fields> bound = bind(questions, answers, nobody, {.own = {}});
  if (!bound) return bound.refusal();

  FeedbackForm form{shown.snapshot.id, shown.snapshot.parent, *asked.until};
  for (const Field& field : asked.rule->questions)
    add_answer(field, at(*bound, field.name), form);
  if (form.counted.empty() && form.texts.empty()) {
    return Refusal{Why::Invalid, "Answer at least one question.", {}};
  }
  if (ports_.feedback.give(form)) return Done{};
  return Refusal{Why::NotPossible, "You have answered already.", {}};
}

std::optional<FeedbackRead> Engine::feedback_read(const Shown& shown) {
  for (const auto& [name, child] : shown.package->workflows) {
    if (child.parent != shown.workflow->name || !child.feedback) continue;
    if (!is_among(child.feedback->readers, shown.roles)) continue;
    const std::optional<Snapshot> whole = ports_.instances.load(shown.snapshot.id);
    if (!whole) return std::nullopt;
    FeedbackRead read{.rule = &*child.feedback};
    read.until = end_of(child, whole->fields);
    read.is_over = read.until && *read.until <= ports_.instances.now();
    if (!read.is_over) return read;
    FeedbackFigures figures = ports_.feedback.figures(shown.snapshot.id);
    if (figures.forms >= read.rule->fewest) read.figures = std::move(figures);
    return read;
  }
  return std::nullopt;
}

}  // namespace accolade
