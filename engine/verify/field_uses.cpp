// Fields that nobody fills, asks for, sees or reads.
#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/definition/scope.h"
#include "engine/definition/walk.h"
#include "engine/verify/checks.h"

namespace accolade {
namespace {

constexpr const char* forgotten_field = "It looks as if something was forgotten.";

using NameSet = std::set<std::string>;

void add_braced(const std::string& text, std::string_view open, std::string_view close,
                NameSet& names) {
  std::size_t at = text.find(open);
  while (at != std::string::npos) {
    at += open.size();
    const std::size_t end = text.find(close, at);
    if (end == std::string::npos) return;
    std::string name = text.substr(at, end - at);
    name.erase(0, name.find_first_not_of("#^/&{ "));
    name.resize(name.find_last_not_of(' ') + 1);
    names.insert(std::move(name));
    at = text.find(open, end);
  }
}

// "scores.total" reads `scores`.
void add_path(const std::string& path, NameSet& names) {
  for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1))
    names.insert(path.substr(0, dot));
  names.insert(path);
}

void add_documents(const Workflow& workflow, NameSet& names) {
  if (const auto& appointment = workflow.appointment)
    names.insert({appointment->title, appointment->begins, appointment->ends, appointment->where});
  if (const auto& certificate = workflow.certificate) {
    names.insert(certificate->name);
    add_braced(certificate->text, "{", "}", names);
  }
}

// What a workflow reads: own fields by their names, those above as `parent.x`.
NameSet read_by(const Workflow& workflow, const Package& package) {
  NameSet names(workflow.ancestor_paths);
  for_each_expression(workflow, [&](const Expression& expression, const Place&) {
    for (const Reading& reading : expression.readings()) {
      const bool is_answer = reading.name.starts_with("event.");
      if (reading.kind == Reading::Kind::Path)
        add_path(is_answer ? reading.name.substr(6) : reading.name, names);
    }
  });
  for (const State& state : workflow.states) {
    for (const auto& [role, sight] : state.sees)
      names.insert(sight.fields.begin(), sight.fields.end());
  }
  for_each_transition(workflow, [&](const Transition& transition) {
    add_braced(transition.says, "{", "}", names);
  });
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    const Start* start = std::get_if<Start>(&action.what);
    const Mail* mail = std::get_if<Mail>(&action.what);
    if (start != nullptr) names.insert(start->each);
    const Appoint* appoint = std::get_if<Appoint>(&action.what);
    if (appoint != nullptr) names.insert(appoint->field);
    const auto letter =
        mail == nullptr ? package.letters.end() : package.letters.find(mail->letter);
    if (letter != package.letters.end()) add_braced(letter->second, "{{", "}}", names);
  });
  for (const Field& field : workflow.fields)
    names.insert(field.of);
  add_braced(workflow.reference, "{", "}", names);
  add_documents(workflow, names);
  names.insert(workflow.headline);
  return names;
}

bool is_seen_whole(const Workflow& workflow) {
  return std::any_of(workflow.states.begin(), workflow.states.end(), [](const State& state) {
    return std::any_of(state.sees.begin(), state.sees.end(),
                       [](const auto& sight) { return sight.second.all_fields; });
  });
}

// By others: the parent counts, lists and ranks; children read `parent.x`.
NameSet read_around(const Surroundings& around) {
  NameSet names;
  for (const auto& [name, other] : around.package->workflows) {
    for (const Tally& tally : other.tallies) {
      if (tally.child == around.workflow.name) names.insert(tally.field);
    }
    for (const ListView& list : other.lists) {
      if (list.of != around.workflow.name) continue;
      names.insert(list.columns.begin(), list.columns.end());
      names.insert(list.badges.begin(), list.badges.end());
      names.insert(list.sort);
    }
    for (const ReportView& report : other.reports) {
      if (report.of != around.workflow.name) continue;
      names.insert(report.by.begin(), report.by.end());
      names.insert(report.split);
    }
    for (const Field& field : other.fields) {
      if (field.type != FieldType::Copies || field.pool != around.workflow.name) continue;
      names.insert(field.columns.begin(), field.columns.end());
      names.insert({field.only_if, field.unless});
    }
    if (other.door && other.door->of == around.workflow.name)
      names.insert(other.door->shows.begin(), other.door->shows.end());
    for_each_action(other, [&](const Action& action, StateIndex) {
      const Tell* tell = std::get_if<Tell>(&action.what);
      if (tell != nullptr && tell->children == around.workflow.name) names.insert(tell->by);
    });
    for (const std::string& path : read_by(other, *around.package)) {
      const AncestorPath above = ancestor_path(path);
      const Workflow* owner = &other;
      for (int step = 0; step < above.steps && owner != nullptr; ++step)
        owner = around.relative(owner->parent);
      if (above.steps > 0 && owner == &around.workflow) names.emplace(above.field);
    }
  }
  return names;
}

void check_filled_and_read(const Surroundings& around, Report& report) {
  const Workflow& workflow = around.workflow;
  const NameSet filled = fields_written(workflow, *around.package);
  NameSet read = read_by(workflow, *around.package);
  read.merge(read_around(around));
  const bool is_seen = is_seen_whole(workflow);
  NameSet asked_about;
  for_each_expression(workflow, [&](const Expression& expression, const Place&) {
    for (const Reading& reading : expression.readings())
      asked_about.insert(reading.name);
  });
  for (const Field& field : workflow.fields) {
    // Of what conditions read check_fields says it.
    if (!filled.contains(field.name) && !asked_about.contains(field.name))
      report.warning(field.place, "nothing ever fills `" + field.name + "`", {forgotten_field, {}});
    else if (filled.contains(field.name) && !is_seen && !read.contains(field.name))
      report.warning(field.place, "nobody ever sees or reads `" + field.name + "`",
                     {forgotten_field, {}});
  }
}

// A label is a question to somebody; of criteria and questions it is a heading.
bool has_own_label(const Field& field) {
  const bool is_heading = field.type == FieldType::Rubric || field.type == FieldType::Questions;
  return !is_heading && !field.label.empty() && field.label != sentence_case(field.name);
}

NameSet fields_set(const Workflow& workflow) {
  NameSet set;
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    const Assign* assign = std::get_if<Assign>(&action.what);
    if (assign == nullptr) return;
    for (const auto& [name, expression] : assign->fields)
      set.insert(name);
  });
  return set;
}

void check_questions(const Surroundings& around, Report& report) {
  const Workflow& workflow = around.workflow;
  NameSet asked = fields_set(workflow);
  for (const auto& [name, other] : around.package->workflows) {
    for_each_action(other, [&](const Action& action, StateIndex) {
      const Start* start = std::get_if<Start>(&action.what);
      if (start == nullptr || start->workflow != workflow.name) return;
      asked.merge(fields_given(*start));
    });
  }
  for (const State& state : workflow.states) {
    for (const auto& [role, fields] : state.form)
      asked.insert(fields.begin(), fields.end());
    for (const Transition& transition : state.transitions)
      asked.insert(transition.ask.begin(), transition.ask.end());
  }
  for (const Field& field : workflow.fields) {
    if (field.initial && has_own_label(field) && !asked.contains(field.name))
      report.warning(field.place, "nobody is ever asked `" + field.name + "`; it stays its default",
                     {forgotten_field, {}});
  }
}

}  // namespace

void check_field_uses(const Surroundings& around, Report& report) {
  check_filled_and_read(around, report);
  check_questions(around, report);
}

}  // namespace accolade
