// Puts together what a person sees, from the engine's answers.
#include "handlers/documents/holder.h"

#include <algorithm>

#include "engine/definition/scope.h"
#include "engine/definition/walk.h"
#include "engine/permission/sight.h"

namespace accolade {
namespace {

void add_states(const Workflow& workflow, const Configuration& configuration,
                std::set<std::string>& names) {
  for (const StateIndex index : active_states(workflow, configuration))
    names.insert(workflow.states[index].name);
}

void read_above(Engine& engine, InstanceId parent, PersonId viewer, Holder& holder) {
  const Outcome<Shown> above = engine.show(parent, viewer);
  if (!above) return;
  holder.parent = holder.package->workflow(above->workflow->name);
  holder.above = above->snapshot.fields;
}

void read_wording(Engine& engine, const std::string& zone, Holder& holder) {
  holder.wording.zone = zone;
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
  holder.wording.above.insert(shown.above.begin(), shown.above.end());
  read_above(engine, shown.snapshot.parent, viewer, holder);
  read_wording(engine, zone, holder);
  return holder;
}

// Whether the step gave the role to somebody else: then it is the last thing its holder hears of.
bool replaces(const Workflow& workflow, const Entry& step, const std::string& role) {
  bool is_replaced = false;
  for (const StateIndex index : active_states(workflow, step.happened.from)) {
    for (const Transition& transition : workflow.states[index].transitions) {
      if (transition.descriptor != step.happened.event) continue;
      for_each_action(transition.actions, [&](const Action& action) {
        const Appoint* appoint = std::get_if<Appoint>(&action.what);
        is_replaced = is_replaced || (appoint != nullptr && appoint->role == role);
      });
    }
  }
  return is_replaced;
}

// For whoever sees nothing of the instance any more: what the letter keeps, and what is above.
Holder remembered(Engine& engine, const NewLetter& what, const std::string& zone) {
  Holder holder;
  holder.package = engine.ports().packages.get(what.package);
  holder.instance = what.instance;
  holder.person = engine.ports().directory.person(what.recipient).value_or(Person{});
  if (const std::optional<Header> header = engine.ports().instances.header(what.instance))
    read_above(engine, header->parent, what.recipient, holder);
  read_wording(engine, zone, holder);
  return holder;
}

// Of the entries up to the letter's step, those that its recipient sees, or saw right before it.
std::int64_t entries_seen(Engine& engine, const Holder& holder, const NewLetter& what,
                          const std::vector<Entry>& history) {
  const auto is_before = [&](const auto& one) { return one.version <= what.step; };
  if (const auto lines = engine.history(what.instance, what.recipient))
    return std::count_if(lines->begin(), lines->end(), is_before);
  const auto step = std::find_if(history.begin(), history.end(),
                                 [&](const Entry& entry) { return entry.version == what.step; });
  if (step == history.end()) return 0;
  const Sight sight = sight_of(*holder.workflow, step->happened.from, what.role);
  return std::count_if(history.begin(), history.end(), [&](const Entry& entry) {
    return is_before(entry) && (sight.all_history || sight.history.contains(entry.happened.event));
  });
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
  Holder holder =
      shown ? seen(engine, *shown, what.recipient, zone) : remembered(engine, what, zone);
  holder.package = engine.ports().packages.get(what.package);
  holder.workflow = holder.package->workflow(what.workflow);
  if (holder.workflow == nullptr) return std::nullopt;
  if (holder.parent != nullptr) holder.parent = holder.package->workflow(holder.parent->name);
  holder.fields = what.fields;
  const std::vector<Entry> history = engine.ports().instances.history(what.instance);
  for (const Entry& entry : history) {
    if (entry.version > what.step) break;
    add_states(*holder.workflow, entry.happened.to, holder.been);
    if (entry.version < what.step) continue;
    add_states(*holder.workflow, entry.happened.to, holder.active);
    holder.is_replaced = replaces(*holder.workflow, entry, what.role);
  }
  if (!shown && !holder.is_replaced) return std::nullopt;
  holder.changes = entries_seen(engine, holder, what, history);
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
