// Writes new names into a copy.
#include "engine/move/renamed.h"

#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/move/new_names.h"

namespace accolade {
namespace {

using Translate = std::string (NewNames::*)(const std::string&) const;

void put(std::vector<std::string>& list, const NewNames& names, Translate one) {
  for (std::string& name : list)
    name = (names.*one)(name);
}

void put(std::set<std::string>& set, const NewNames& names, Translate one) {
  std::set<std::string> translated;
  for (const std::string& name : set)
    translated.insert((names.*one)(name));
  set = std::move(translated);
}

template <class T>
void put_keys(std::map<std::string, T>& map, const NewNames& names, Translate one) {
  std::map<std::string, T> translated;
  for (auto& [name, value] : map)
    translated.insert_or_assign((names.*one)(name), std::move(value));
  map = std::move(translated);
}

void put(Expression& expression, const NewNames& names) {
  expression =
      Expression(nullptr, expression.type(), expression.readings(), names.text(expression.text()));
}

void put(Actions& actions, const NewNames& names);

class ActionInNewNames {
 public:
  explicit ActionInNewNames(const NewNames& names) : names_(names) {}

  void operator()(Assign& assign) const {
    for (auto& [name, expression] : assign.fields) {
      name = names_.field(name);
      put(expression, names_);
    }
  }
  void operator()(Branch& branch) const {
    put(branch.condition, names_);
    for (std::shared_ptr<const Actions>* side : {&branch.then, &branch.otherwise}) {
      if (*side == nullptr) continue;
      auto copy = std::make_shared<Actions>(**side);
      put(*copy, names_);
      *side = std::move(copy);
    }
  }
  void operator()(Mail& mail) const {
    mail.letter = names_.letter(mail.letter);
    put(mail.roles, names_, &NewNames::role);
  }
  void operator()(Tell& tell) const {
    if (tell.call) put(*tell.call, names_);
    for (auto& [field, role] : tell.people)
      role = names_.role(role);
    if (tell.children.empty()) return;
    tell.in_state = names_.below(tell.children).state(tell.in_state);
    tell.by = names_.below(tell.children).field(tell.by);
  }
  void operator()(Start& start) const {
    if (!start.each.empty()) start.each = names_.field(start.each);
    put(start.ask, names_.below(start.workflow), &NewNames::field);
    put(start.one_per, names_.below(start.workflow), &NewNames::field);
  }
  void operator()(Appoint& appoint) const {
    appoint.role = names_.role(appoint.role);
    appoint.field = names_.field(appoint.field);
  }
  void operator()(Raise&) const {}
  void operator()(Send&) const {}
  void operator()(CancelSend&) const {}

 private:
  const NewNames& names_;
};

void put(Actions& actions, const NewNames& names) {
  for (Action& action : actions)
    std::visit(ActionInNewNames(names), action.what);
}

void put(State& state, const NewNames& names) {
  if (!state.name.empty() && state.title.empty()) state.title = sentence_case(state.name);
  for (TimerRule& rule : state.timers)
    rule.name = names.timer(state.name.empty() ? "/" : state.name, rule.name);
  state.name = names.state(state.name);
  if (!state.outcome.empty()) state.outcome = names.outcome(state.outcome);
  state.owes = names.role(state.owes);
  put(state.excludes, names, &NewNames::role);
  put_keys(state.form, names, &NewNames::role);
  put_keys(state.sees, names, &NewNames::role);
  for (auto& [role, fields] : state.form)
    put(fields, names, &NewNames::field);
  for (auto& [role, sight] : state.sees) {
    put(sight.fields, names, &NewNames::field);
    put(sight.names, names, &NewNames::role);
  }
  put(state.entry, names);
  put(state.exit, names);
  for (Transition& transition : state.transitions) {
    transition.descriptor = names.event(transition.descriptor);
    put(transition.by, names, &NewNames::role);
    put(transition.ask, names, &NewNames::field);
    if (transition.condition) put(*transition.condition, names);
    put(transition.actions, names);
  }
}

void put(DocumentRule& rule, const NewNames& names) {
  put(rule.in, names, &NewNames::state);
  put(rule.roles, names, &NewNames::role);
}

std::string text_in_new_names(const std::string& text, const NewNames& names) {
  std::string renamed;
  for (const TextPiece& piece : pieces_of(text)) {
    renamed += piece.before;
    if (!piece.name.empty()) renamed += "{" + names.text(piece.name) + "}";
  }
  return renamed;
}

void put_documents(Workflow& workflow, const NewNames& names) {
  if (workflow.appointment) {
    AppointmentRule& appointment = *workflow.appointment;
    put(appointment.rule, names);
    for (std::string* path :
         {&appointment.title, &appointment.begins, &appointment.ends, &appointment.where})
      *path = names.text(*path);
  }
  if (workflow.ticket) {
    put(workflow.ticket->rule, names);
    workflow.ticket->event = names.event(workflow.ticket->event);
  }
  if (workflow.certificate) {
    put(workflow.certificate->rule, names);
    workflow.certificate->name = names.text(workflow.certificate->name);
    workflow.certificate->text = text_in_new_names(workflow.certificate->text, names);
  }
  if (workflow.paper) {
    put(workflow.paper->rule, names);
    workflow.paper->since = names.state(workflow.paper->since);
    put(workflow.paper->fields, names, &NewNames::field);
  }
}

void put(Workflow& workflow, const NewNames& names) {
  for (Field& field : workflow.fields) {
    if (field.label.empty()) field.label = sentence_case(field.name);
    field.name = names.field(field.name);
    field.of = names.text(field.of);
    if (field.type != FieldType::Copies) continue;
    const NewNames copied = names.below(field.pool);
    put(field.columns, copied, &NewNames::field);
    for (std::string* flag : {&field.only_if, &field.unless})
      if (!flag->empty()) *flag = copied.field(*flag);
    put(field.taken_in, names, &NewNames::state);
  }
  put_keys(workflow.people, names, &NewNames::role);
  for (auto& [name, deadline] : workflow.deadlines)
    put(deadline.instant, names);
  for (State& state : workflow.states)
    put(state, names);
  for (ListView& list : workflow.lists) {
    put(list.roles, names, &NewNames::role);
    put(list.in, names, &NewNames::state);
    put(list.states, names.below(list.of), &NewNames::state);
    put(list.columns, names.below(list.of), &NewNames::field);
    put(list.badges, names.below(list.of), &NewNames::field);
    list.sort = names.below(list.of).field(list.sort);
    if (!list.by.empty()) list.by = names.below(list.of).field(list.by);
  }
  if (workflow.door) {
    DoorRule& door = *workflow.door;
    put(door.roles, names, &NewNames::role);
    put(door.in, names, &NewNames::state);
    put(door.shows, names.below(door.of), &NewNames::field);
    door.undo = names.below(door.of).event(door.undo);
    door.walk_in = names.event(door.walk_in);
  }
  if (workflow.feedback) {
    put(workflow.feedback->rule, names);
    put(workflow.feedback->readers, names, &NewNames::role);
  }
  for (ReportView& report : workflow.reports) {
    const NewNames children = names.below(report.of);
    put(report.roles, names, &NewNames::role);
    put(report.by, children, &NewNames::field);
    if (!report.split.empty()) report.split = children.field(report.split);
    for (ReportCount& count : report.counts)
      put(count.states, children, &NewNames::state);
  }
  for (MatrixView& matrix : workflow.matrices) {
    const NewNames cells = names.below(matrix.cells);
    put(matrix.roles, names, &NewNames::role);
    matrix.by = cells.field(matrix.by);
    matrix.value = cells.field(matrix.value);
    for (MatrixYears& years : matrix.years) {
      const NewNames reports = names.below(years.of);
      put(years.roles, names, &NewNames::role);
      put(years.in, reports, &NewNames::state);
      put(years.cells, reports, &NewNames::field);
      years.year = reports.field(years.year);
    }
    for (MatrixSum& sum : matrix.sums)
      for (std::string* field : {&sum.of, &sum.unit, &sum.unless})
        if (!field->empty()) *field = cells.field(*field);
  }
  for (SheetView& sheet : workflow.sheets) {
    const NewNames cells = names.below(sheet.cells);
    put(sheet.roles, names, &NewNames::role);
    put(sheet.columns, cells, &NewNames::field);
    sheet.by = cells.field(sheet.by);
  }
  put_documents(workflow, names);
}

}  // namespace

Package renamed(const Move& move) {
  Package package = move.from;
  for (auto& [name, workflow] : package.workflows) {
    if (move.to.workflow(name) != nullptr) put(workflow, NewNames(move, *move.from.workflow(name)));
  }
  package.letters.clear();
  for (const auto& [name, text] : move.from.letters)
    package.letters.emplace(renamed_letter(move, name), text);
  return package;
}

std::string renamed_letter(const Move& move, const std::string& name) {
  const auto letter = move.from.letters.find(name);
  if (letter == move.from.letters.end() || move.to.letters.contains(name)) return name;
  for (const auto& [other, text] : move.to.letters) {
    if (text == letter->second && !move.from.letters.contains(other)) return other;
  }
  return name;
}

}  // namespace accolade
