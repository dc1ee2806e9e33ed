// Reads the whole of a file in an order in which every name is known, then sums up what it reads.
#include "engine/definition/details.h"

#include <algorithm>
#include <set>

#include "engine/condition/suggestion.h"
#include "engine/definition/document_reader.h"
#include "engine/definition/expression_reader.h"
#include "engine/definition/feedback_reader.h"
#include "engine/definition/keeping_check.h"
#include "engine/definition/matrix_reader.h"
#include "engine/definition/naming.h"
#include "engine/definition/presentation_reader.h"
#include "engine/definition/promise_reader.h"
#include "engine/definition/report_reader.h"
#include "engine/definition/scope.h"
#include "engine/definition/transition_reader.h"
#include "engine/definition/transition_words.h"
#include "engine/definition/walk.h"

namespace accolade {
namespace {

constexpr std::size_t transitions_max = 10'000;

// Whether all children of a parent that lack `own_fields` have one and the same instant.
void note_sharing(Deadline& deadline) {
  bool reads_parent = false, reads_others = false;
  for (const Reading& reading : deadline.instant.readings()) {
    const int steps = ancestor_path(reading.name).steps;
    const bool is_path = reading.kind == Reading::Kind::Path;
    reads_parent = reads_parent || (is_path && steps == 1);
    if (is_path && steps == 0) deadline.own_fields.insert(reading.name);
    reads_others = reads_others || !is_path || steps > 1;
  }
  deadline.shared = reads_parent && !reads_others;
}

void read_deadlines(const Context& context) {
  const YamlNode* deadlines = context.outline.words[root_state].take("deadlines");
  if (deadlines == nullptr) return;
  for (std::size_t i = 0; i < deadlines->keys.size(); ++i) {
    const auto deadline = context.workflow().deadlines.find(deadlines->keys[i].text);
    if (deadline == context.workflow().deadlines.end()) continue;
    deadline->second.instant = read_expression(
        deadlines->items[i], {timestamp_type(), Absence::Allowed}, nullptr, context);
    note_sharing(deadline->second);
  }
}

FieldType rows_for(FieldType type) {
  if (type == FieldType::Scores) return FieldType::Rubric;
  return type == FieldType::Answers ? FieldType::Questions : FieldType::Places;
}

const char* rows_word(FieldType type) {
  if (type == FieldType::Rubric) return "rubric";
  return type == FieldType::Questions ? "questions" : "places";
}

// `from:` of a place is the field that says to which group somebody belongs.
void check_groups(const Context& context) {
  for (const Field& field : context.workflow().fields) {
    if (field.type != FieldType::OnePlace || field.pool.empty()) continue;
    const Field* const group = context.outline.field(field.pool);
    if (group == nullptr || (group->type != FieldType::OneOf && group->type != FieldType::Text))
      context.report.error(field.place, "`" + field.pool +
                                            "` is no field with a group: a text or "
                                            "a choice");
  }
}

void check_rubrics(const Context& context) {
  for (const Field& field : context.workflow().fields) {
    if (field.of.empty()) continue;
    const bool is_above = ancestor_path(field.of).steps > 0;
    if (is_above) context.workflow().ancestor_paths.insert(field.of);
    const Field* of = context.field_at(field.of);
    const FieldType wanted = rows_for(field.type);
    const bool may_be_unknown = is_above && !context.is_strict();
    if (of == nullptr && may_be_unknown) continue;
    if (of == nullptr || of->type != wanted)
      context.report.error(field.place,
                           "`" + field.of + "` is no field of type " + rows_word(wanted));
  }
}

// Copies are of other children of the same parent, and nobody is asked for them.
void check_copies(const Context& context) {
  for (const Field& field : context.workflow().fields) {
    if (field.type != FieldType::Copies) continue;
    Report& report = context.report;
    if (field.columns.empty() || field.pool.empty())
      report.error(field.place, "copies need `from:`, a workflow, and `columns:`, its fields");
    for (const std::string& state : field.taken_in) {
      if (!context.workflow().state(state))
        report.error(field.place, "`" + state + "` is no state of " + context.workflow().name);
    }
    const Workflow* const from = context.relative(field.pool);
    if (from == nullptr && !context.is_strict()) continue;
    if (from == nullptr || from->parent != context.workflow().parent || from->parent.empty()) {
      report.error(field.place, "`" + field.pool + "` is not started beside " +
                                    context.workflow().name + ", below the same parent");
      continue;
    }
    std::vector<std::string> names = field.columns;
    for (const std::string& flag : {field.only_if, field.unless}) {
      const Field* const found = from->field(flag);
      if (!flag.empty()) names.push_back(flag);
      if (found != nullptr && found->type != FieldType::YesNo)
        report.error(field.place, "`" + flag + "` is no field of type bool");
    }
    for (const std::string& name : names) {
      const Field* const copied = from->field(name);
      if (copied == nullptr)
        report.error(field.place, "`" + name + "` is no field of " + from->name);
      else if (copied->personal)
        report.error(field.place, "`" + name + "` is personal, and a copy would outlive it");
    }
  }
}

void refuse_asked_copies(const Context& context) {
  const auto refuse = [&](const std::vector<std::string>& names, const Place& place) {
    for (const std::string& name : names) {
      const Field* const field = context.outline.field(name);
      if (field != nullptr && field->type == FieldType::Copies)
        context.report.error(place, "nobody is asked for `" + name + "`: it is taken by itself");
    }
  };
  for (const State& state : context.workflow().states) {
    for (const auto& [role, fields] : state.form)
      refuse(fields, state.place);
    for (const Transition& transition : state.transitions)
      refuse(transition.ask, transition.place);
  }
}

// Whether the defaults of history states lead from `index` back to it.
bool leads_to_itself(StateIndex index, const Workflow& workflow) {
  std::set<StateIndex> seen;
  std::vector<StateIndex> next = {index};
  while (!next.empty()) {
    const State& here = workflow.states[next.back()];
    next.pop_back();
    if (!is_history(here) || !here.initial) continue;
    for (const StateIndex target : here.initial->targets) {
      if (target == index) return true;
      if (seen.insert(target).second) next.push_back(target);
    }
  }
  return false;
}

void check_histories(const Context& context) {
  const Workflow& workflow = context.workflow();
  for (StateIndex index = root_state; index < workflow.states.size(); ++index) {
    const State& state = workflow.states[index];
    if (is_history(state) && leads_to_itself(index, workflow))
      context.report.error(state.place, "the `to:` of `" + state.name + "` leads back to it");
  }
}

void add_ancestor_paths(const Expression& expression, std::set<std::string>& paths) {
  for (const Reading& reading : expression.readings()) {
    const bool is_path = reading.kind == Reading::Kind::Path;
    if (is_path && ancestor_path(reading.name).steps > 0) paths.insert(reading.name);
  }
}

void note_readings(const Context& context) {
  Workflow& workflow = context.workflow();
  for_each_expression(workflow, [&](const Expression& expression, const Place&) {
    for (const Reading& reading : expression.readings()) {
      if (reading.kind == Reading::Kind::Tally) {
        const auto& known = workflow.tallies;
        if (std::find(known.begin(), known.end(), reading.tally) == known.end())
          workflow.tallies.push_back(reading.tally);
      }
    }
    add_ancestor_paths(expression, workflow.ancestor_paths);
  });
}

// What is known of the ancestors is the family's word, not a guess.
void note_ancestor_types(const Context& context) {
  Workflow& workflow = context.workflow();
  std::set<std::string> paths = workflow.ancestor_paths;
  for (const Promise& promise : workflow.promises) {
    for (const auto* expression : {&promise.condition, &promise.claim, &promise.then})
      if (*expression) add_ancestor_paths(**expression, paths);
  }
  for (const std::string& path : paths) {
    const AncestorPath above = ancestor_path(path);
    const auto declared = context.outline.parent_fields.find(above.field);
    const Field* field = context.field_at(path);
    if (field == nullptr && above.steps == 1 && declared != context.outline.parent_fields.end())
      field = &declared->second;
    if (field != nullptr) workflow.ancestor_types.insert_or_assign(path, condition_type(*field));
  }
}

void check_size(const Context& context) {
  std::size_t transitions = 0;
  for_each_transition(context.workflow(), [&](const Transition&) { ++transitions; });
  if (transitions > transitions_max)
    context.report.error({context.workflow().file}, "a workflow has at most 10,000 transitions");
}

bool has_any_by(const Workflow& workflow) {
  bool has_by = false;
  for_each_transition(workflow,
                      [&](const Transition& transition) { has_by |= !transition.by.empty(); });
  return has_by;
}

}  // namespace

void check_ancestor_path(const std::string& path, const Place& place, const Context& context) {
  const AncestorPath above = ancestor_path(path);
  context.workflow().ancestor_paths.insert(path);
  if (above.steps == 0 || (context.is_strict() && context.field_at(path) == nullptr))
    context.report.error(place, "`" + path + "` is not known here");
}

void read_details(const Context& context) {
  const std::size_t states = context.workflow().states.size();
  read_deadlines(context);
  for (StateIndex index = root_state; index < states; ++index)
    read_behaviour(index, context);
  check_histories(context);
  read_pages(context);
  read_matrices(context);
  read_documents(context);
  read_feedback(context);
  read_reports(context);
  check_keeping(context);
  read_promises(context);
  for (StateIndex index = root_state; index < states; ++index)
    read_presentation(index, context);
  check_size(context);
  check_groups(context);
  check_rubrics(context);
  check_copies(context);
  refuse_asked_copies(context);
  note_readings(context);
  note_ancestor_types(context);
  context.workflow().for_everyone = !has_any_by(context.workflow());
}

}  // namespace accolade
