// Follows what each move writes until nothing changes any more.
#include "engine/verify/presence.h"

#include <algorithm>

#include "engine/condition/node.h"
#include "engine/definition/walk.h"
#include "engine/machine/asking.h"

namespace accolade {

Presence::Presence(const Search& found)
    : found_(found),
      by_states_(written_by_states()),
      present_(found.reached.size()),
      absent_(found.reached.size()) {}

void Presence::spread() {
  const std::size_t fields = found_.original.fields.size();
  for (std::size_t at = 0; at < found_.reached.size(); ++at) {
    present_[at].resize(fields);
    absent_[at].resize(fields);
    if (found_.reached[at].before == no_situation) begin(at);
    waiting_.push_back(at);
  }
  while (!waiting_.empty()) {
    const std::size_t at = waiting_.front();
    waiting_.pop_front();
    for (const Edge& edge : found_.reached[at].edges)
      pass_on(at, edge);
  }
}

void Presence::add_to(ReachedConfiguration& reached, std::size_t at) const {
  for (std::size_t index = 0; index < found_.original.fields.size(); ++index) {
    const std::string& name = found_.original.fields[index].name;
    const bool is_known = found_.variables.reads_field(name);
    const bool holds =
        !accolade::at(found_.reached[at].situation.snapshot.fields, name).is_absent();
    if (is_known ? holds : present_[at][index]) reached.present.insert(name);
    if (is_known ? !holds : absent_[at][index]) reached.absent.insert(name);
  }
}

bool Presence::may_be_absent_after(std::size_t at, const Edge& edge,
                                   const std::string& field) const {
  if (found_.variables.reads_field(field))
    return accolade::at(found_.reached[edge.to].situation.snapshot.fields, field).is_absent();
  const std::vector<Written> written = written_by(edge);
  for (std::size_t index = 0; index < written.size(); ++index) {
    if (found_.original.fields[index].name != field) continue;
    return written[index] == Written::Perhaps ||
           (written[index] != Written::Always && absent_[at][index]);
  }
  return false;
}

// Fields given with the start may be there; entry actions of the start may have written.
void Presence::begin(std::size_t at) {
  for (std::size_t index = 0; index < found_.original.fields.size(); ++index) {
    present_[at][index] = true;
    absent_[at][index] = !found_.original.fields[index].initial.has_value();
  }
}

void Presence::pass_on(std::size_t at, const Edge& edge) {
  bool has_changed = false;
  const std::vector<Written> written = written_by(edge);
  for (std::size_t index = 0; index < written.size(); ++index) {
    const bool stays = written[index] != Written::Always;
    const bool present = written[index] != Written::No || present_[at][index];
    const bool absent = written[index] == Written::Perhaps || (stays && absent_[at][index]);
    has_changed = has_changed || (present && !present_[edge.to][index]) ||
                  (absent && !absent_[edge.to][index]);
    if (present) present_[edge.to][index] = true;
    if (absent) absent_[edge.to][index] = true;
  }
  if (has_changed) waiting_.push_back(edge.to);
}

void Presence::note(const Action& action, bool is_certain, std::vector<Written>& written) const {
  const Assign* assign = std::get_if<Assign>(&action.what);
  if (assign == nullptr) return;
  for (const auto& [name, expression] : assign->fields) {
    const bool may_be_absent = expression.root() != nullptr && expression.root()->may_be_absent &&
                               !reads_only_what_was_written(expression, written);
    write(name,
          may_be_absent ? Written::Perhaps
          : is_certain  ? Written::Always
                        : Written::Filled,
          written);
  }
}

// As `set: {mark: marks.total}` beside `ask: [marks]`.
bool Presence::reads_only_what_was_written(const Expression& expression,
                                           const std::vector<Written>& written) const {
  const std::vector<Field>& fields = found_.original.fields;
  return std::all_of(expression.readings().begin(), expression.readings().end(),
                     [&](const Reading& reading) {
                       const std::string name = field_of_path(found_.original, reading.name);
                       for (std::size_t index = 0; index < written.size(); ++index) {
                         if (fields[index].name == name) return written[index] == Written::Always;
                       }
                       return false;
                     });
}

void Presence::write(const std::string& name, Written how, std::vector<Written>& written) const {
  for (std::size_t index = 0; index < written.size(); ++index) {
    if (found_.original.fields[index].name != name) continue;
    const bool says_nothing_new = how == Written::Filled && written[index] != Written::No;
    if (!says_nothing_new) written[index] = how;
  }
}

// Of which states is not kept, so of all.
std::vector<Presence::Written> Presence::written_by_states() const {
  std::vector<Written> written(found_.original.fields.size(), Written::No);
  const auto add = [&](const Action& action) { note(action, false, written); };
  for (const State& state : found_.original.states) {
    for_each_action(state.entry, add);
    for_each_action(state.exit, add);
    if (state.initial) for_each_action(state.initial->actions, add);
  }
  return written;
}

std::vector<Presence::Written> Presence::written_by(const Edge& edge) const {
  const Workflow& workflow = found_.original;
  std::vector<Written> written(workflow.fields.size(), Written::No);
  Actor actor;
  actor.roles.insert(edge.asked.begin(), edge.asked.end());
  for (const std::size_t number : edge.taken) {
    const Transition& transition = *found_.slice.transitions[number];
    if (!actor.roles.empty() || workflow.for_everyone) {
      for (const Field* field : asked_by(workflow, transition, actor))
        write(field->name, field->optional ? Written::Perhaps : Written::Always, written);
    }
    for (const Action& action : transition.actions) {
      const bool is_certain = std::holds_alternative<Assign>(action.what);
      for_each_action({action}, [&](const Action& one) { note(one, is_certain, written); });
    }
  }
  for (std::size_t index = 0; index < written.size(); ++index) {
    if (by_states_[index] == Written::Perhaps || written[index] == Written::No)
      written[index] = by_states_[index];
  }
  return written;
}

}  // namespace accolade
