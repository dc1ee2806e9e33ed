// Actions that reach outside of an instance: mail, tell and start.
#include <algorithm>

#include "engine/condition/suggestion.h"
#include "engine/definition/action_reader.h"
#include "engine/definition/expression_reader.h"
#include "engine/definition/naming.h"

namespace accolade {
namespace {

// Reported where a package is whole and the workflow is not in it.
void check_child(const std::string& name, const Place& place, const Context& context) {
  const Workflow* child = context.relative(name);
  if (child == nullptr && !context.is_strict()) return;
  if (child != nullptr && child->parent == context.workflow().name) return;

  std::vector<std::string> names;
  for (const auto& [candidate, workflow] : context.family) {
    if (workflow->parent == context.workflow().name) names.push_back(candidate);
  }
  const std::string message =
      child == nullptr ? "`" + name + "` is no workflow of this package"
                       : "`" + name + "` is not started below " + context.workflow().name;
  context.report.error(place, message + did_you_mean(name, names));
}

// The child's one role of the kind that its start gives; empty if it has none or several.
std::string role_given(const Workflow* child, RoleSource source) {
  std::string given;
  if (child == nullptr) return given;
  for (const auto& [role, comes_from] : child->people) {
    if (comes_from != source) continue;
    if (!given.empty()) return {};
    given = role;
  }
  return given;
}

void read_start_fields(const YamlNode* fields, const Workflow* child, const Transition* transition,
                       Start& start, const Context& context) {
  if (!is_map(fields, context.report)) return;
  for (std::size_t i = 0; i < fields->items.size(); ++i) {
    const YamlKey& name = fields->keys[i];
    Wanted wanted{std::nullopt, Absence::Allowed};
    if (child != nullptr) {
      const Field* field = child->field(name.text);
      if (field == nullptr) {
        context.report.error(name.place, "`" + name.text + "` is no field of " + child->name);
        continue;
      }
      wanted.type = condition_type(*field);
    }
    start.fields.emplace_back(name.text,
                              read_expression(fields->items[i], wanted, transition, context));
  }
}

// `one per person`, or `one per` fields of the child: `one per name and country`.
void read_limit(const YamlNode& limit, const Workflow* child, Start& start, Report& report) {
  constexpr std::string_view beginning = "one per ";
  if (!limit.text.starts_with(beginning)) {
    report.error(limit.place, "`one per person` is expected here, or `one per` a field");
    return;
  }
  const std::string what = limit.text.substr(beginning.size());
  start.one_per_person = what == "person";
  if (start.one_per_person) return;
  constexpr std::string_view between = " and ";
  for (std::size_t begin = 0; begin <= what.size();) {
    const std::size_t end = std::min(what.find(between, begin), what.size());
    start.one_per.push_back(what.substr(begin, end - begin));
    begin = end + between.size();
    if (child != nullptr && child->field(start.one_per.back()) == nullptr)
      report.error(limit.place, "`" + start.one_per.back() + "` is no field of " + child->name);
  }
}

// What comes with the event is an answer of the child, so that it never is without it.
void read_start_questions(Words& words, const Workflow* child, const Transition* transition,
                          Start& start, const Context& context) {
  Report& report = context.report;
  const YamlNode* ask = words.take("ask");
  for (const YamlNode* name : scalars_of(ask, report)) {
    start.ask.push_back(name->text);
    const Field* const field = child == nullptr ? nullptr : child->field(name->text);
    if (child != nullptr && field == nullptr)
      report.error(name->place, "`" + name->text + "` is no field of " + child->name);
    if (field != nullptr && (field->type == FieldType::File || field->by_address))
      report.error(name->place,
                   "`" + name->text + "` cannot be given before there is a " + child->name);
  }
  const YamlNode* table = words.take("table");
  start.from_table = truth_of(table, report);
  if (start.from_table && start.ask.empty())
    report.error(table->place, "a `table` needs `ask:`, its columns");
  if (ask == nullptr) return;
  if (!start.each.empty())
    report.error(ask->place, "`each` and `ask` do not go together: nobody could answer for all");
  if (transition == nullptr || transition->by.empty())
    report.error(ask->place, "there is nobody to `ask` without `by:`");
}

Start read_one_start(const YamlKey& name, const YamlNode& how, const Transition* transition,
                     const Context& context) {
  Report& report = context.report;
  Start start;
  start.workflow = name.text;
  check_child(name.text, name.place, context);
  const Workflow* child = context.relative(name.text);

  Words words(how, "a start", report);
  if (const YamlNode* each = words.take("each")) {
    start.each = text_of(each, report);
    const Field* field = context.outline.field(start.each);
    if (!context.field_names(each).empty() && field != nullptr && field->type != FieldType::People)
      report.error(each->place, "`each` names a field of type people");
  }
  if (const YamlNode* limit = words.take("limit")) read_limit(*limit, child, start, report);
  const bool is_for_others = !start.each.empty();
  start.role = role_given(child, is_for_others ? RoleSource::Assigned : RoleSource::Creator);
  if (const YamlNode* role = words.take("role")) {
    start.role = text_of(role, report);
    if (child != nullptr && !child->people.contains(start.role))
      report.error(role->place, "`" + start.role + "` is no role of " + child->name);
  }
  if (is_for_others && child != nullptr && start.role.empty())
    report.error(name.place, "say which role the people get, as in `role: reviewer`");
  read_start_fields(words.take("fields"), child, transition, start, context);
  read_start_questions(words, child, transition, start, context);
  words.refuse_others();
  return start;
}

Tell::Ties ties_in(const YamlNode& node, Report& report) {
  if (node.text == "all") return Tell::Ties::All;
  if (node.text == "none") return Tell::Ties::None;
  if (node.text != "refuse") report.error(node.place, "`refuse`, `all` or `none` is expected here");
  return Tell::Ties::Refuse;
}

void read_selection(Words& words, Tell& tell, const Context& context) {
  Report& report = context.report;
  const YamlNode* children = words.take("children");
  tell.children = text_of(children, report);
  check_child(tell.children, children->place, context);
  const Workflow* child = context.relative(tell.children);

  if (const YamlNode* in = words.take("in")) {
    tell.in_state = text_of(in, report);
    if (child != nullptr && !child->state(tell.in_state))
      report.error(in->place, "`" + tell.in_state + "` is no state of " + child->name);
  }
  const YamlNode* first = words.take("first");
  const YamlNode* by = words.take("by");
  tell.first = whole_number_of(first, report);
  tell.by = text_of(by, report);
  if (tell.first && *tell.first < 1) report.error(first->place, "`first` is at least 1");
  if ((first == nullptr) != (by == nullptr))
    report.error(words.node().place, "`first` and `by` belong together");
  if (by != nullptr && child != nullptr && child->field(tell.by) == nullptr)
    report.error(by->place, "`" + tell.by + "` is no field of " + child->name);
  if (const YamlNode* ties = words.take("ties")) tell.ties = ties_in(*ties, report);
}

// `{call: parent.workshop, event: winner, people: {invitees: applicant}}`
void read_call(Words& words, Tell& tell, const Transition* transition, const Context& context) {
  Report& report = context.report;
  const YamlNode* call = words.take("call");
  const Field* const field = context.field_at(call->text);
  if (field != nullptr && !field->of_calls)
    report.error(call->place, "`" + call->text +
                                  "` names no call; it is not `type: instance, "
                                  "calls: ...`");
  tell.call = read_expression(*call, {std::nullopt, Absence::Allowed}, transition, context);
  const YamlNode* people = words.take("people");
  if (people == nullptr || !is_map(people, report)) return;
  for (std::size_t i = 0; i < people->items.size(); ++i) {
    const YamlNode& role = people->items[i];
    if (!is_field_name(people->keys[i].text))
      report.error(people->keys[i].place,
                   "`" + people->keys[i].text + "` cannot be the name of a field");
    check_role(role.text, role.place, {.above = true}, context);
    tell.people[people->keys[i].text] = text_of(&role, report);
  }
}

}  // namespace

void read_mail(const YamlNode& node, Actions& into, const Context& context) {
  if (!is_map(&node, context.report)) return;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const YamlKey& letter = node.keys[i];
    if (!is_name(letter.text))
      context.report.error(letter.place, "`" + letter.text + "` cannot be the name of a letter");
    Mail mail{letter.text, role_names(&node.items[i], {.above = true}, context)};
    if (mail.roles.empty()) context.report.error(letter.place, "say to which role the letter goes");
    into.push_back({std::move(mail), letter.place});
  }
}

void read_tell(const YamlNode& node, const Transition* transition, Actions& into,
               const Context& context) {
  Report& report = context.report;
  Words words(node, "a tell", report);
  Tell tell;
  const YamlNode* event = nullptr;
  if (words.has("call")) {
    read_call(words, tell, transition, context);
    event = words.take("event");
  } else if (words.has("children")) {
    read_selection(words, tell, context);
    event = words.take("event");
  } else {
    tell.to_parent = true;
    event = words.take("parent");
  }
  tell.event = text_of(event, report);
  if (event == nullptr)
    report.error(node.place,
                 "a tell is `{parent: EVENT}`, `{children: WORKFLOW, event: EVENT}` or "
                 "`{call: FIELD, event: EVENT}`");
  else if (!is_event(tell.event))
    report.error(event->place, "`" + tell.event + "` cannot be the name of an event");
  tell.must = truth_of(words.take("must"), report);
  words.refuse_others();
  into.push_back({std::move(tell), node.place});
}

void read_start(const YamlNode& node, const Transition* transition, Actions& into,
                const Context& context) {
  if (node.kind == YamlNode::Kind::Scalar) {
    YamlNode nothing;
    nothing.place = node.place;
    into.push_back(
        {read_one_start({node.text, node.place}, nothing, transition, context), node.place});
    return;
  }
  if (!is_map(&node, context.report)) return;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    Start start = read_one_start(node.keys[i], node.items[i], transition, context);
    into.push_back({std::move(start), node.keys[i].place});
  }
}

}  // namespace accolade
