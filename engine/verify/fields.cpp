// What conditions read is written by somebody.
#include <map>

#include "engine/definition/scope.h"
#include "engine/definition/walk.h"
#include "engine/verify/checks.h"

namespace accolade {
namespace {

void add_asked(const Workflow& workflow, std::set<std::string>& written) {
  for (const State& state : workflow.states) {
    for (const auto& [role, fields] : state.form)
      written.insert(fields.begin(), fields.end());
    for (const Transition& transition : state.transitions)
      written.insert(transition.ask.begin(), transition.ask.end());
  }
}

struct Owned {
  const Workflow* owner = nullptr;
  std::string field;
};

// Whose field a reading is about.
Owned owner_of(const Surroundings& around, const Reading& reading) {
  if (reading.kind == Reading::Kind::Tally)
    return {around.relative(reading.tally.child), reading.tally.field};
  if (reading.kind != Reading::Kind::Path || reading.name.starts_with("event.")) return {};
  const AncestorPath above = ancestor_path(reading.name);
  if (above.steps == 0) return {&around.workflow, reading.name};
  const Workflow* owner = &around.workflow;
  for (int step = 0; step < above.steps && owner != nullptr; ++step)
    owner = around.relative(owner->parent);
  return {owner, std::string(above.field)};
}

}  // namespace

std::set<std::string> fields_written(const Workflow& workflow, const Package& package) {
  std::set<std::string> written;
  for (const Field& field : workflow.fields) {
    if (field.initial || field.type == FieldType::Copies) written.insert(field.name);
  }
  add_asked(workflow, written);
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    const Assign* assign = std::get_if<Assign>(&action.what);
    if (assign == nullptr) return;
    for (const auto& [name, expression] : assign->fields)
      written.insert(name);
  });
  for (const auto& [name, other] : package.workflows) {
    for_each_action(other, [&](const Action& action, StateIndex) {
      const Start* start = std::get_if<Start>(&action.what);
      if (start == nullptr || start->workflow != workflow.name) return;
      written.merge(fields_given(*start));
    });
  }
  return written;
}

void check_fields(const Surroundings& around, Report& report) {
  if (around.package == nullptr) return;
  std::set<std::string> said;
  std::map<const Workflow*, std::set<std::string>> written;
  for_each_expression(around.workflow, [&](const Expression& expression, const Place& place) {
    for (const Reading& reading : expression.readings()) {
      const Owned owned = owner_of(around, reading);
      if (owned.owner == nullptr || owned.field.empty()) continue;
      if (!written.contains(owned.owner))
        written[owned.owner] = fields_written(*owned.owner, *around.package);
      if (written[owned.owner].contains(owned.field)) continue;
      if (!said.insert(owned.owner->name + "." + owned.field).second) continue;
      report.error(place, "`" + owned.field + "` of " + owned.owner->name +
                              " is read here, and nothing ever writes it");
    }
  });
}

}  // namespace accolade
