// Titles, forms, sights and places of a state.
#include "engine/definition/presentation_reader.h"

#include <algorithm>
#include <set>

#include "engine/condition/suggestion.h"
#include "engine/definition/naming.h"
#include "engine/definition/scope.h"

namespace accolade {
namespace {

bool is_all(const YamlNode* node) {
  return node != nullptr && node->kind == YamlNode::Kind::Scalar && node->text == "all";
}

// Everything that a history can hold: events that are taken somewhere, and the beginning.
std::set<std::string> events_of(const Workflow& workflow) {
  std::set<std::string> events = {"begin"};
  for (const State& state : workflow.states) {
    for (const Transition& transition : state.transitions)
      events.insert(transition.descriptor);
    for (const TimerRule& timer : state.timers)
      events.insert(timer.name);
  }
  events.erase("");
  return events;
}

void read_seen_history(const YamlNode* history, Sight& sight, const Context& context) {
  sight.all_history = is_all(history);
  if (sight.all_history || history == nullptr) return;
  const std::set<std::string> events = events_of(context.workflow());
  for (const YamlNode* event : scalars_of(history, context.report)) {
    sight.history.insert(event->text);
    if (events.contains(event->text)) continue;
    const std::vector<std::string> names(events.begin(), events.end());
    context.report.error(event->place, "`" + event->text + "` is no event of " +
                                           context.workflow().name +
                                           did_you_mean(event->text, names));
  }
}

Sight read_sight(const YamlNode& node, const Context& context) {
  Sight sight;
  if (is_all(&node)) {
    sight.all_fields = sight.all_history = sight.all_names = true;
    return sight;
  }
  Words words(node, "a sight", context.report);
  const YamlNode* fields = words.take("fields");
  sight.all_fields = is_all(fields);
  if (!sight.all_fields) {
    const std::vector<std::string> names = context.field_names(fields);
    sight.fields.insert(names.begin(), names.end());
  }
  read_seen_history(words.take("history"), sight, context);
  const YamlNode* names = words.take("names");
  sight.all_names = is_all(names);
  if (!sight.all_names) {
    const auto roles = role_names(names, {.anyone = false, .above = true, .below = true}, context);
    sight.names.insert(roles.begin(), roles.end());
  }
  words.refuse_others();
  return sight;
}

void read_sees(const YamlNode* sees, State& state, const Context& context) {
  if (!is_map(sees, context.report)) return;
  for (std::size_t i = 0; i < sees->items.size(); ++i) {
    const YamlKey& role = sees->keys[i];
    check_role(role.text, role.place, {.anyone = true, .above = false, .below = true}, context);
    state.sees[role.text] = read_sight(sees->items[i], context);
  }
}

void read_form(const YamlNode* form, State& state, const Context& context) {
  if (!is_map(form, context.report)) return;
  for (std::size_t i = 0; i < form->items.size(); ++i) {
    const YamlKey& role = form->keys[i];
    check_role(role.text, role.place, {}, context);
    state.form[role.text] = context.field_names(&form->items[i]);
    for (const std::string& name : state.form[role.text]) {
      // A draft keeps what is typed, and nobody is added to the directory by typing.
      if (context.outline.field(name)->by_address)
        context.report.error(form->items[i].place, "`" + name +
                                                       "` is `by_address`: an event has to "
                                                       "`ask` for it");
    }
  }
}

void read_time(Words& words, State& state, Report& report) {
  const YamlNode* expected = words.take("expected");
  if (expected == nullptr) return;
  state.expected_working_days = working_days_in(expected->text);
  if (!state.expected_working_days) state.expected = duration_of(expected, report);
}

std::string default_title(const Workflow& workflow, StateIndex index) {
  const State& state = workflow.states[index];
  if (index == root_state) return workflow.title;
  return sentence_case(state.outcome.empty() ? state.name : state.outcome);
}

// A field of type `place` whose places are the parent's own; empty, and reported, if it is none.
std::string place_name(const YamlNode* name, const Context& context) {
  const std::string text = text_of(name, context.report);
  const Field* const field = context.workflow().field(text);
  if (text.empty() || (field != nullptr && field->type == FieldType::OnePlace &&
                       ancestor_path(field->of).steps == 1)) {
    return text;
  }
  context.report.error(name->place, "`" + text +
                                        "` is no field of type place, `of:` places of the "
                                        "parent");
  return {};
}

std::vector<std::string> place_names(const YamlNode* names, const Context& context) {
  std::vector<std::string> known;
  for (const YamlNode* name : scalars_of(names, context.report)) {
    if (std::string text = place_name(name, context); !text.empty()) known.push_back(text);
  }
  return known;
}

// `ask: form` asks nobody anything where nobody has a form.
void check_forms(StateIndex index, const Context& context) {
  const Workflow& workflow = context.workflow();
  for (const Transition& transition : workflow.states[index].transitions) {
    if (!transition.asks_form) continue;
    bool has_form = false;
    for (StateIndex above = index;; above = workflow.states[above].parent) {
      for (const std::string& role : transition.by)
        has_form = has_form || workflow.states[above].form.contains(role);
      has_form = has_form || (transition.by.empty() && !workflow.states[above].form.empty());
      if (above == root_state) break;
    }
    if (!has_form)
      context.report.error(
          transition.place,
          "`ask: form` needs a `form:` here for who may raise `" + transition.descriptor + "`");
  }
}

}  // namespace

void read_presentation(StateIndex index, const Context& context) {
  Report& report = context.report;
  Words& words = context.outline.words[index];
  State& state = context.workflow().states[index];
  const bool is_history =
      state.kind == State::Kind::ShallowHistory || state.kind == State::Kind::DeepHistory;
  state.title = default_title(context.workflow(), index);
  if (is_history) return words.refuse_others();

  if (index != root_state) {
    if (const YamlNode* title = words.take("title")) state.title = text_of(title, report);
  }
  state.next = text_of(words.take("next"), report);
  state.is_public = truth_of(words.take("public"), report);
  read_sees(words.take("sees"), state, context);
  state.excludes = role_names(words.take("excludes"), {}, context);
  state.holds = place_names(words.take("holds"), context);
  if (state.kind != State::Kind::Final) {
    if (const YamlNode* owes = words.take("owes")) {
      state.owes = text_of(owes, report);
      check_role(state.owes, owes->place, {.anyone = false, .above = true}, context);
    }
    read_time(words, state, report);
    state.open_ended = truth_of(words.take("open_ended"), report);
    read_form(words.take("form"), state, context);
    state.waits_for = place_name(words.take("waits_for"), context);
  }
  check_forms(index, context);
  words.refuse_others();
}

}  // namespace accolade
