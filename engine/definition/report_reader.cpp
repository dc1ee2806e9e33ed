// Figures of children: by which of their fields, and what is counted.
#include "engine/definition/report_reader.h"

#include "engine/condition/suggestion.h"
#include "engine/definition/naming.h"

namespace accolade {
namespace {

const Workflow* counted(const YamlNode* of, const Place& place, const Context& context) {
  if (of == nullptr) {
    context.report.error(place, "a report needs `of:`, the workflow that is counted");
    return nullptr;
  }
  const Workflow* const workflow = context.relative(of->text);
  const bool is_child = workflow != nullptr && workflow->parent == context.workflow().name;
  if (is_child || (workflow == nullptr && !context.is_strict())) return workflow;
  context.report.error(of->place,
                       "`" + of->text + "` is not started below " + context.workflow().name);
  return nullptr;
}

bool can_be_counted(FieldType type) {
  using enum FieldType;
  return type == Country || type == OneOf || type == SomeOf || type == OnePlace ||
         type == Organisation || type == YesNo;
}

void check_counted_fields(const YamlNode* names, const Workflow* of, const Context& context) {
  if (of == nullptr) return;
  for (const YamlNode* name : scalars_of(names, context.report)) {
    const Field* const field = of->field(name->text);
    if (field != nullptr && can_be_counted(field->type)) continue;
    std::vector<std::string> known;
    for (const Field& other : of->fields)
      if (can_be_counted(other.type)) known.push_back(other.name);
    context.report.error(name->place, "`" + name->text + "` is no country, choice, place, " +
                                          "organisation or bool of " + of->name +
                                          did_you_mean(name->text, known));
  }
}

// `Took part: [took_part]`: heading and states.
std::vector<ReportCount> read_counts(const YamlNode* counts, const Workflow* of,
                                     const Context& context) {
  std::vector<ReportCount> read;
  if (!is_map(counts, context.report)) return read;
  for (std::size_t i = 0; i < counts->items.size(); ++i) {
    const YamlNode& states = counts->items[i];
    read.push_back({counts->keys[i].text, texts_of(&states, context.report)});
    if (of == nullptr) continue;
    for (const YamlNode* state : scalars_of(&states, context.report)) {
      if (of->state(state->text)) continue;
      std::vector<std::string> names;
      for (StateIndex index = root_state + 1; index < of->states.size(); ++index)
        names.push_back(of->states[index].name);
      context.report.error(state->place, "`" + state->text + "` is no state of " + of->name +
                                             did_you_mean(state->text, names));
    }
  }
  return read;
}

ReportView read_report(const YamlKey& key, const YamlNode& node, const Context& context) {
  Report& report = context.report;
  Words words(node, "a report", report);
  ReportView view;
  view.place = key.place;
  view.name = key.text;
  view.title = sentence_case(key.text);
  if (const YamlNode* title = words.take("title")) view.title = text_of(title, report);
  view.text = text_of(words.take("text"), report);
  const YamlNode* const of = words.take("of");
  view.of = text_of(of, report);
  const Workflow* const children = counted(of, key.place, context);
  const YamlNode* const by = words.take("by");
  view.by = texts_of(by, report);
  check_counted_fields(by, children, context);
  const YamlNode* const split = words.take("split");
  view.split = text_of(split, report);
  if (split != nullptr) check_counted_fields(split, children, context);
  view.counts = read_counts(words.take("counts"), children, context);
  view.roles =
      role_names(words.take("for"), {.anyone = false, .above = true, .below = false}, context);
  if (view.by.empty() || view.counts.empty())
    report.error(key.place, "a report needs `by:`, fields, and `counts:`, states by heading");
  words.refuse_others();
  return view;
}

}  // namespace

void read_reports(const Context& context) {
  const YamlNode* const reports = context.outline.words[root_state].take("reports");
  if (!is_map(reports, context.report)) return;
  for (std::size_t i = 0; i < reports->items.size(); ++i)
    context.workflow().reports.push_back(read_report(reports->keys[i], reports->items[i], context));
}

}  // namespace accolade
