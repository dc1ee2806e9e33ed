// Who is asked, until when, who reads the figures, and the questions: of types that can be counted.
#include "engine/definition/feedback_reader.h"

#include <algorithm>

#include "engine/condition/suggestion.h"
#include "engine/definition/document_reader.h"
#include "engine/definition/field_reader.h"

namespace accolade {
namespace {

bool is_scale(const Field& field) {
  if (field.type != FieldType::WholeNumber || !field.min || !field.max) return false;
  const auto* const min = field.min->as<std::int64_t>();
  const auto* const max = field.max->as<std::int64_t>();
  return min != nullptr && max != nullptr && *min <= *max && *max - *min < feedback_scale_max;
}

// What is typed elsewhere too, or kept with the person, has no place among such answers.
void check_question(const Field& field, Report& report) {
  using enum FieldType;
  const bool is_text = field.type == Text || field.type == LongText;
  const bool is_choice = field.type == OneOf || field.type == SomeOf;
  if (!is_text && !is_choice && !is_scale(field))
    report.error(field.place, "`" + field.name +
                                  "` can be a choice, choices, a text, a long text, or an int with "
                                  "`min:` and `max:` of at most 11 steps");
  if (field.initial || field.personal || field.search || field.keep)
    report.error(field.place, "`" + field.name +
                                  "` is asked of nobody in particular: it has no `default:`, "
                                  "`personal:`, `keep:` or `search:`");
}

// All children of a parent have one and the same instant.
void check_until(const YamlNode* until, const Workflow& workflow, Report& report) {
  if (until == nullptr) return;
  const auto found = workflow.deadlines.find(until->text);
  if (found == workflow.deadlines.end()) {
    std::vector<std::string> names;
    for (const auto& [name, deadline] : workflow.deadlines)
      names.push_back(name);
    report.error(until->place, "`" + until->text + "` is no deadline of " + workflow.name +
                                   did_you_mean(until->text, names));
  } else if (!found->second.shared || !found->second.own_fields.empty()) {
    report.error(until->place, "`" + until->text +
                                   "` depends on more than the parent: what is asked of all ends "
                                   "for all at once");
  }
}

FeedbackRule read(const YamlNode& node, const Context& context) {
  Report& report = context.report;
  Words words(node, "feedback", report);
  FeedbackRule feedback;
  feedback.rule = read_rule(words, context);
  feedback.title = text_of(words.take("title"), report);
  feedback.text = text_of(words.take("text"), report);
  const YamlNode* until = words.take("until");
  feedback.until = text_of(until, report);
  check_until(until, context.workflow(), report);
  const YamlNode* fewest = words.take("fewest");
  feedback.fewest = whole_number_of(fewest, report).value_or(feedback.fewest);
  if (feedback.fewest < feedback_fewest_min)
    report.error(fewest->place, "figures of fewer than 3 would say who answered what");
  const YamlNode* readers = words.take("readers");
  feedback.readers = role_names(readers, {.anyone = false, .above = true, .below = false}, context);
  const YamlNode* questions = words.take("questions");
  feedback.questions = read_fields(questions, report);
  for (const Field& field : feedback.questions)
    check_question(field, report);
  if (feedback.title.empty() || until == nullptr || readers == nullptr ||
      feedback.questions.empty())
    report.error(node.place, "feedback needs a `title:`, `until:`, `readers:` and `questions:`");
  words.refuse_others();
  return feedback;
}

}  // namespace

void read_feedback(const Context& context) {
  if (const YamlNode* feedback = context.outline.words[root_state].take("feedback"))
    context.workflow().feedback = read(*feedback, context);
}

}  // namespace accolade
