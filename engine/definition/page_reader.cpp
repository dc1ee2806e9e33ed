// The pages, lists and the door of a workflow, its reference and its headline.
#include <algorithm>

#include "engine/condition/suggestion.h"
#include "engine/definition/naming.h"
#include "engine/definition/presentation_reader.h"
#include "engine/definition/transition_words.h"

namespace accolade {
namespace {

FormPage read_page(const YamlNode& node, const Context& context) {
  Words words(node, "a page", context.report);
  FormPage page;
  page.title = text_of(words.take("title"), context.report);
  page.text = text_of(words.take("text"), context.report);
  page.fields = context.field_names(words.take("fields"));
  if (page.title.empty()) context.report.error(node.place, "a page needs a `title:`");
  words.refuse_others();
  return page;
}

void check_states(const YamlNode* states, const Workflow& of, const Context& context) {
  for (const YamlNode* state : scalars_of(states, context.report)) {
    if (of.state(state->text)) continue;
    std::vector<std::string> names;
    for (StateIndex index = root_state + 1; index < of.states.size(); ++index)
      names.push_back(of.states[index].name);
    context.report.error(state->place, "`" + state->text + "` is no state of " + of.name +
                                           did_you_mean(state->text, names));
  }
}

// Beside the fields a row has its state and its reference.
void check_columns(const YamlNode* columns, const Workflow& of, const Context& context) {
  for (const YamlNode* column : scalars_of(columns, context.report)) {
    std::vector<std::string> names = {"state", "reference"};
    for (const Field& field : of.fields)
      names.push_back(field.name);
    if (std::find(names.begin(), names.end(), column->text) != names.end()) continue;
    context.report.error(column->place, "`" + column->text + "` is no field of " + of.name +
                                            did_you_mean(column->text, names));
  }
}

void check_fields_of(const YamlNode* fields, const Workflow& of, const Context& context) {
  for (const YamlNode* field : scalars_of(fields, context.report)) {
    if (of.field(field->text) != nullptr) continue;
    std::vector<std::string> names;
    for (const Field& known : of.fields)
      names.push_back(known.name);
    context.report.error(field->place, "`" + field->text + "` is no field of " + of.name +
                                           did_you_mean(field->text, names));
  }
}

// `by: item`: the rows are of whatever names this instance.
void check_naming(const YamlNode* by, const Workflow& of, const Context& context) {
  const Field* const field = of.field(by->text);
  const std::string& here = context.workflow().name;
  if (field != nullptr && field->type == FieldType::Instance && field->pool == here) return;
  context.report.error(by->place, "`" + by->text + "` is no field of " + of.name +
                                      " with `type: instance, from: " + here + "`");
}

const Workflow* listed_workflow(const YamlNode* of, const YamlNode* by, const Place& place,
                                const Context& context) {
  if (of == nullptr) {
    context.report.error(place, "a list needs `of:`, the workflow of its rows");
    return nullptr;
  }
  const Workflow* workflow = context.relative(of->text);
  const bool is_child =
      workflow != nullptr && (by != nullptr || workflow->parent == context.workflow().name);
  if (is_child || (workflow == nullptr && !context.is_strict())) return workflow;
  context.report.error(of->place,
                       "`" + of->text + "` is not started below " + context.workflow().name);
  return nullptr;
}

ListView read_list(const YamlKey& key, const YamlNode& node, const Context& context) {
  Report& report = context.report;
  Words words(node, "a list", report);
  ListView list;
  list.name = key.text;
  list.title = sentence_case(key.text);
  if (const YamlNode* title = words.take("title")) list.title = text_of(title, report);
  list.text = text_of(words.take("text"), report);
  const YamlNode* of = words.take("of");
  list.of = text_of(of, report);
  const YamlNode* states = words.take("states");
  list.states = texts_of(states, report);
  const YamlNode* sort = words.take("sort");
  list.sort = text_of(sort, report);
  list.ascending = truth_of(words.take("ascending"), report);
  const YamlNode* columns = words.take("columns");
  list.columns = texts_of(columns, report);
  list.roles =
      role_names(words.take("for"), {.anyone = true, .above = true, .below = true}, context);
  const YamlNode* badges = words.take("badges");
  list.badges = texts_of(badges, report);
  const YamlNode* in = words.take("in");
  list.in = texts_of(in, report);
  check_states(in, context.workflow(), context);
  const YamlNode* by = words.take("by");
  list.by = text_of(by, report);
  if (const Workflow* workflow = listed_workflow(of, by, key.place, context)) {
    if (by != nullptr) check_naming(by, *workflow, context);
    check_states(states, *workflow, context);
    check_columns(sort, *workflow, context);
    check_columns(columns, *workflow, context);
    check_fields_of(badges, *workflow, context);
  }
  words.refuse_others();
  return list;
}

DoorRule read_door(const YamlNode& node, const Context& context) {
  Report& report = context.report;
  Words words(node, "a door", report);
  DoorRule door;
  door.place = node.place;
  const YamlNode* of = words.take("of");
  door.of = text_of(of, report);
  door.undo = text_of(words.take("undo"), report);
  door.walk_in = text_of(words.take("walk_in"), report);
  const YamlNode* roles = words.take("for");
  door.roles = role_names(roles, {}, context);
  const YamlNode* in = words.take("in");
  door.in = texts_of(in, report);
  check_states(in, context.workflow(), context);
  const YamlNode* shows = words.take("shows");
  door.shows = texts_of(shows, report);
  if (const Workflow* workflow = listed_workflow(of, nullptr, node.place, context))
    check_fields_of(shows, *workflow, context);
  if (door.undo.empty()) report.error(node.place, "a door needs `undo:`, an event of its rows");
  if (roles == nullptr) report.error(node.place, "a door needs `for:`, the roles that stand there");
  words.refuse_others();
  return door;
}

}  // namespace

void read_pages(const Context& context) {
  Words& words = context.outline.words[root_state];
  Workflow& workflow = context.workflow();
  if (const YamlNode* reference = words.take("reference")) {
    workflow.reference = text_of(reference, context.report);
    check_placeholders(*reference, {"number"}, context);
  }
  if (const YamlNode* headline = words.take("headline")) {
    workflow.headline = text_of(headline, context.report);
    context.field_names(headline);
  }
  if (const YamlNode* pages = words.take("pages"); is_list(pages, context.report)) {
    for (const YamlNode& page : pages->items)
      workflow.pages.push_back(read_page(page, context));
  }
  if (const YamlNode* lists = words.take("lists"); is_map(lists, context.report)) {
    for (std::size_t i = 0; i < lists->items.size(); ++i)
      workflow.lists.push_back(read_list(lists->keys[i], lists->items[i], context));
  }
  if (const YamlNode* door = words.take("door")) workflow.door = read_door(*door, context);
}

}  // namespace accolade
