// Puts together what a person sees, from the engine's answers.
#include "handlers/documents/holder.h"

#include <algorithm>

#include "engine/definition/scope.h"
#include "engine/permission/sight.h"

namespace accolade {
namespace {

void add_states(const Workflow& workflow, const Configuration& configuration,
                std::set<std::string>& names) {
  for (const StateIndex index : active_states(workflow, configuration))
    names.insert(workflow.states[index].name);
}

void read_above(Engine& engine, const Shown& shown, PersonId viewer, Holder& holder) {
  if (shown.crumbs.empty()) return;
  const Crumb& nearest = shown.crumbs.back();
  if (nearest.id != shown.snapshot.parent) return;
  const Outcome<Shown> above = engine.show(nearest.id, viewer);
  if (!above) return;
  holder.parent = shown.package->workflow(above->workflow->name);
  holder.above = above->snapshot.fields;
}

void read_wording(Engine& engine, const Shown& shown, const std::string& zone, Holder& holder) {
  holder.wording.zone = zone;
  holder.wording.above.insert(shown.above.begin(), shown.above.end());
  for (const auto& [name, value] : holder.above)
    holder.wording.above.insert_or_assign(std::string(parent_prefix) + name, value);
  for (const Organisation& one : engine.ports().directory.organisations())
    holder.wording.organisations[one.id.text()] = one.name;
}

Holder seen(Engine& engine, const Shown& shown, PersonId viewer, const std::string& zone) {
  Holder holder;
  holder.package = shown.package;
  holder.workflow = shown.workflow;
  holder.instance = shown.snapshot.id;
  holder.person = engine.ports().directory.person(viewer).value_or(Person{});
  holder.fields = shown.snapshot.fields;
  holder.reference = shown.snapshot.reference;
  read_above(engine, shown, viewer, holder);
  read_wording(engine, shown, zone, holder);
  return holder;
}

const Field* field_of(const Holder& holder, const std::string& path) {
  const AncestorPath above = ancestor_path(path);
  if (above.steps == 0) return holder.workflow->field(path);
  return holder.parent == nullptr ? nullptr : holder.parent->field(above.field);
}

bool has_any(const std::set<std::string>& names, const std::vector<std::string>& states) {
  return std::any_of(states.begin(), states.end(),
                     [&](const std::string& state) { return names.contains(state); });
}

}  // namespace

Holder holder_now(Engine& engine, const Shown& shown, PersonId viewer, const std::string& zone) {
  Holder holder = seen(engine, shown, viewer, zone);
  add_states(*shown.workflow, shown.snapshot.configuration, holder.active);
  if (const Outcome<Path> path = engine.path(shown.snapshot.id, viewer)) {
    add_states(*shown.workflow, {path->visited.begin(), path->visited.end()}, holder.been);
  }
  holder.changes = shown.revision;
  for (const Letter& letter : engine.ports().letters.of(shown.snapshot.id, viewer, false))
    holder.changes += letter.what.recipient == viewer ? 1 : 0;
  holder.at = engine.ports().instances.now();
  return holder;
}

std::optional<Holder> holder_of(Engine& engine, const Letter& letter, const std::string& zone) {
  const NewLetter& what = letter.what;
  const Outcome<Shown> shown = engine.show(what.instance, what.recipient);
  if (!shown) return std::nullopt;
  Holder holder = seen(engine, *shown, what.recipient, zone);
  holder.package = engine.ports().packages.get(what.package);
  holder.workflow = holder.package->workflow(what.workflow);
  if (holder.workflow == nullptr) return std::nullopt;
  if (holder.parent != nullptr) holder.parent = holder.package->workflow(holder.parent->name);
  holder.fields = what.fields;
  for (const Entry& entry : engine.ports().instances.history(what.instance)) {
    if (entry.version > what.step) break;
    add_states(*holder.workflow, entry.happened.to, holder.been);
    if (entry.version == what.step) add_states(*holder.workflow, entry.happened.to, holder.active);
  }
  if (const auto lines = engine.history(what.instance, what.recipient)) {
    for (const HistoryLine& line : *lines)
      holder.changes += line.version <= what.step ? 1 : 0;
  }
  for (const Letter& other : engine.ports().letters.of(what.instance, what.recipient, false))
    holder.changes += other.what.step <= what.step ? 1 : 0;
  holder.at = letter.queued;
  return holder;
}

const Value& value_at(const Holder& holder, const std::string& path) {
  const AncestorPath above = ancestor_path(path);
  return above.steps == 0 ? at(holder.fields, path) : at(holder.above, std::string(above.field));
}

std::string words_at(const Holder& holder, const std::string& path) {
  const Field* field = field_of(holder, path);
  if (field != nullptr) return in_words(*field, to_json(value_at(holder, path)), holder.wording);
  return path == "reference" ? holder.reference : "";
}

bool is_in(const Holder& holder, const std::vector<std::string>& states) {
  return has_any(holder.active, states);
}

bool was_in(const Holder& holder, const std::vector<std::string>& states) {
  return has_any(holder.been, states);
}

}  // namespace accolade
