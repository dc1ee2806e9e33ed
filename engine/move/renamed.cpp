// Writes new names into a copy.
#include "engine/move/renamed.h"

#include <algorithm>

#include "engine/definition/naming.h"

namespace accolade {
namespace {

bool is_letter_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The names of one workflow; a name of its parent or of a child is asked of that one's.
class NewNames {
 public:
  NewNames(const Move& move, const Workflow& from)
      : move_(move), from_(from), to_(move.to.workflow(from.name)) {
    for (const State& state : from.states) {
      const std::string target = target_of(state.name);
      const bool keeps = target == state.name;
      if (keeps || !taken_.contains(target)) taken_[target] = state.name;
    }
  }

  std::string state(const std::string& name) const {
    const std::string target = target_of(name);
    const auto taker = taken_.find(target);
    return taker != taken_.end() && taker->second == name ? target : name;
  }
  std::string field(const std::string& name) const { return said(map().fields, name); }
  std::string role(const std::string& name) const { return said(map().roles, name); }
  std::string outcome(const std::string& name) const { return outcome_for(map(), name); }
  std::string timer(const std::string& state, const std::string& name) const {
    const std::optional<std::string> said = timer_for(map(), state, name);
    if (!said || said->empty()) return name;
    const std::size_t dot = said->rfind('.');
    return dot == std::string::npos ? *said : said->substr(dot + 1);
  }
  std::string event(const std::string& name) const { return timer("", name); }
  std::string letter(const std::string& name) const { return renamed_letter(move_, name); }
  std::string text(const std::string& text) const;

  NewNames above() const {
    const Workflow* parent = move_.from.workflow(from_.parent);
    return {move_, parent == nullptr ? from_ : *parent};
  }
  NewNames below(const std::string& child) const {
    const Workflow* found = move_.from.workflow(child);
    return {move_, found == nullptr ? from_ : *found};
  }
  bool is_workflow(const std::string& name) const { return move_.from.workflow(name) != nullptr; }

 private:
  const WorkflowMap& map() const { return move_.mapping.of(from_.name); }

  std::string target_of(const std::string& name) const {
    if (name.empty() || to_ == nullptr) return name;
    const auto targets = states_for(map(), *to_, name);
    return targets && targets->size() == 1 ? targets->front() : name;
  }

  static std::string said(const std::map<std::string, std::string>& names,
                          const std::string& name) {
    const auto found = names.find(name);
    return found == names.end() || found->second.empty() ? name : found->second;
  }

  const Move& move_;
  const Workflow& from_;
  const Workflow* to_;
  std::map<std::string, std::string> taken_;  // new state -> the old one that is called so now
};

// Goes through a condition word by word: paths, `in_state('x')`, and `review in submitted, score`.
class TextInNewNames {
 public:
  TextInNewNames(const NewNames& names, const std::string& text) : names_(names), text_(text) {}

  std::string run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\'' || c == '"') {
        quote(c);
      } else if (is_letter_of_name(c)) {
        path(word());
      } else {
        if (c == ')') child_.clear();
        out_ += c;
        ++at_;
      }
    }
    return out_;
  }

 private:
  std::string word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_letter_of_name(text_[at_]))
      ++at_;
    return text_.substr(start, at_ - start);
  }

  void quote(char mark) {
    const std::size_t end = std::min(text_.find(mark, at_ + 1), text_.size());
    const std::string inside = text_.substr(at_ + 1, end - at_ - 1);
    out_ += mark + (out_.ends_with("in_state(") ? names_.state(inside) : inside);
    if (end < text_.size()) out_ += mark;
    at_ = std::min(end + 1, text_.size());
  }

  bool is_followed_by_in() const { return text_.compare(at_, 4, " in ") == 0; }

  void path(const std::string& first) {
    if (!child_.empty()) return of_child(first);
    if (names_.is_workflow(first) && (is_followed_by_in() || out_.ends_with("("))) {
      child_ = first;
      out_ += first;
      if (is_followed_by_in()) {
        out_ += " in ";
        at_ += 4;
        has_state_ = false;
      }
      return;
    }
    if (first == "event" && is_dot()) return step(first, names_);
    if (first == "parent" && is_dot()) return step(first, names_.above());
    out_ += names_.field(first);
    rest_of_path();
  }

  // State first, then the field that is averaged.
  void of_child(const std::string& name) {
    const NewNames child = names_.below(child_);
    out_ += has_state_ ? child.field(name) : child.state(name);
    has_state_ = true;
  }

  bool is_dot() const { return at_ < text_.size() && text_[at_] == '.'; }

  void step(const std::string& first, const NewNames& names) {
    out_ += first + ".";
    ++at_;
    const std::string next = word();
    if (next == "parent" && is_dot()) return step(next, names.above());
    out_ += names.field(next);
    rest_of_path();
  }

  void rest_of_path() {
    while (is_dot()) {
      out_ += text_[at_++];
      out_ += word();
    }
  }

  const NewNames& names_;
  const std::string& text_;
  std::string out_, child_;
  bool has_state_ = false;
  std::size_t at_ = 0;
};

std::string NewNames::text(const std::string& text) const {
  return TextInNewNames(*this, text).run();
}

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
