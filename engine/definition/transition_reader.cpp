// One transition: its words, its targets, and its short forms.
#include "engine/definition/transition_reader.h"

#include <algorithm>

#include "engine/condition/suggestion.h"
#include "engine/definition/action_reader.h"
#include "engine/definition/expression_reader.h"
#include "engine/definition/naming.h"
#include "engine/definition/transition_words.h"

namespace accolade {
namespace {

void check_descriptor(const std::string& descriptor, const Place& place, const Context& context) {
  if (!is_descriptor(descriptor)) {
    context.report.error(place, "`" + descriptor +
                                    "` is no event; write names with points, as in `foo.bar`, and "
                                    "`foo.*` or `*` for all that begin so");
    return;
  }
  constexpr std::string_view done = "done.state.";
  if (!descriptor.starts_with(done) || descriptor.ends_with("*")) return;
  YamlNode state;
  state.kind = YamlNode::Kind::Scalar;
  state.text = descriptor.substr(done.size());
  state.place = place;
  context.target(state);
}

void read_ask(const YamlNode* ask, Transition& transition, const Context& context) {
  if (ask != nullptr && ask->kind == YamlNode::Kind::Scalar && ask->text == "form") {
    transition.asks_form = true;
    return;
  }
  transition.ask = context.field_names(ask);
}

// The sentence of the history names fields, or the one who acted.
void check_says(const YamlNode* says, const Context& context) {
  if (says == nullptr) return;
  check_placeholders(*says, {"actor", "number", "reference"}, context);
}

}  // namespace

std::vector<StateIndex> read_targets(const YamlNode* to, const Context& context) {
  std::vector<StateIndex> targets;
  for (const YamlNode* name : scalars_of(to, context.report)) {
    const auto index = context.target(*name);
    if (!index) continue;
    for (const StateIndex other : targets) {
      if (can_be_active_together(context.workflow(), other, *index)) continue;
      context.report.error(name->place, "`" + context.workflow().states[other].name + "` and `" +
                                            name->text + "` are never active together");
    }
    targets.push_back(*index);
  }
  return targets;
}

Transition begin_transition(std::string descriptor, StateIndex source, const Place& place) {
  Transition transition;
  transition.label = sentence_case(descriptor);
  transition.descriptor = std::move(descriptor);
  transition.source = source;
  transition.place = place;
  return transition;
}

void read_transition_words(Words& words, Transition& transition, const Context& context) {
  Report& report = context.report;
  const bool has_event = !transition.descriptor.empty();
  if (has_event) {
    transition.by = role_names(words.take("by"), {.anyone = true}, context);
    read_ask(words.take("ask"), transition, context);
    if (const YamlNode* label = words.take("label")) transition.label = text_of(label, report);
  }
  const YamlNode* condition = words.take("if");
  if (condition != nullptr)
    transition.condition = read_expression(*condition, {bool_type()}, &transition, context);
  const YamlNode* otherwise = has_event ? words.take("otherwise") : nullptr;
  transition.otherwise = text_of(otherwise, report);
  if (otherwise != nullptr && condition == nullptr)
    report.error(words.key_place("otherwise"),
                 "`otherwise` says why an `if` is not met; there is none");
  transition.targets = read_targets(words.take("to"), context);
  transition.internal = truth_of(words.take("internal"), report);
  transition.reveals = truth_of(words.take("reveals"), report);
  const YamlNode* says = words.take("says");
  transition.says = text_of(says, report);
  check_says(says, context);

  transition.actions = read_actions(words.take("do"), &transition, context);
  if (const YamlNode* start = words.take("start"))
    read_start(*start, &transition, transition.actions, context);
  if (const YamlNode* tell = words.take("tell"))
    read_tell(*tell, &transition, transition.actions, context);
  if (const YamlNode* mail = words.take("mail")) read_mail(*mail, transition.actions, context);
  words.refuse_others();
}

Transition read_transition(const YamlNode& node, Transition begun, const Context& context) {
  if (!begun.descriptor.empty()) check_descriptor(begun.descriptor, begun.place, context);
  if (node.kind == YamlNode::Kind::Scalar) {
    begun.targets = read_targets(&node, context);
    return begun;
  }
  Words words(node, "a transition", context.report);
  read_transition_words(words, begun, context);
  return begun;
}

void check_placeholders(const YamlNode& text, std::vector<std::string> names,
                        const Context& context) {
  for (const Field& field : context.workflow().fields)
    names.push_back(field.name);
  std::size_t open = text.text.find('{');
  while (open != std::string::npos) {
    const std::size_t close = text.text.find('}', open);
    const std::string name = text.text.substr(open + 1, close - open - 1);
    const bool is_above = name.starts_with("parent.");
    if (close == std::string::npos)
      context.report.error(place_within(text, open, context.report), "this `{` is never closed");
    else if (is_above)
      check_ancestor_path(name, place_within(text, open + 1, context.report), context);
    else if (std::find(names.begin(), names.end(), name) == names.end())
      context.report.error(place_within(text, open + 1, context.report),
                           "`" + name + "` is not known here" + did_you_mean(name, names));
    if (close == std::string::npos) return;
    open = text.text.find('{', close);
  }
}

}  // namespace accolade
