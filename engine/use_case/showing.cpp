// One instance for one viewer: the page, its history in sentences, the path it took.
#include <algorithm>

#include "engine/form/bind.h"
#include "engine/machine/places.h"
#include "engine/permission/sight.h"
#include "engine/use_case/look.h"
#include "engine/use_case/starting.h"

namespace accolade {
namespace {

std::string sentence_case(std::string words) {
  std::replace(words.begin(), words.end(), '_', ' ');
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 32);
  return words;
}

// Who did it, as far as the viewer may know: a name, or the role.
std::string actor_of(Ports& ports, const Look& look, const Happened& happened) {
  if (happened.actor) {
    const bool is_me = happened.actor == look.facts.actor.person;
    const bool sees_name =
        look.sight.all_names || is_me ||
        std::any_of(happened.roles.begin(), happened.roles.end(),
                    [&](const std::string& role) { return look.sight.names.contains(role); });
    if (sees_name) {
      const std::optional<Person> person = ports.directory.person(happened.actor);
      if (person) return person->name.empty() ? person->address : person->name;
    }
  }
  return happened.roles.empty() ? "Somebody" : "The " + happened.roles.front();
}

std::string sentence_of(Ports& ports, const Look& look, const Happened& happened) {
  if (happened.says.empty()) return sentence_case(happened.event) + ".";
  std::string sentence = happened.says;
  constexpr std::string_view slot = "{actor}";
  if (const auto found = sentence.find(slot); found != std::string::npos) {
    sentence.replace(found, slot.size(), actor_of(ports, look, happened));
  }
  if (sentence.back() != '.') sentence += '.';
  return sentence;
}

std::vector<std::string> titles_of(const Workflow& workflow, const Configuration& names) {
  std::vector<std::string> titles;
  for (const std::string& name : names) {
    if (const auto index = workflow.state(name)) titles.push_back(workflow.states[*index].title);
  }
  return titles;
}

// The viewer sees for which place it waits: then also where it stands.
std::vector<QueuePlace> queues_of(Ports& ports, const Look& look) {
  std::vector<QueuePlace> queues;
  const Snapshot& snapshot = look.snapshot;
  for (const std::string& name : snapshot.configuration) {
    const std::optional<StateIndex> index = look.workflow->state(name);
    const std::string field = index ? look.workflow->states[*index].waits_for : "";
    const std::string pool = pool_of(*look.workflow, field, snapshot.fields);
    const auto queued = snapshot.queued.find(pool);
    if (queued == snapshot.queued.end() || !sees_field(look.sight, field)) continue;
    queues.push_back({pool_label(pool, look.facts.above),
                      ports.instances.queue_place(snapshot.parent, pool, queued->second)});
  }
  return queues;
}

bool is_waited_for(const Workflow& workflow, const std::string& field) {
  return std::any_of(workflow.states.begin(), workflow.states.end(),
                     [&](const State& state) { return state.waits_for == field; });
}

// Rows that are kept for others are left out; whoever has a place need not know that it was the
// last.
std::vector<Choice> places_of(const Look& look, const Field& field) {
  std::vector<Choice> choices;
  const PlacesTaken taken = places_taken(*look.workflow, look.snapshot);
  const List* const rows = at(look.facts.above, field.of).as<List>();
  for (const Value& value : rows == nullptr ? List() : *rows) {
    const Record* const row = value.as<Record>();
    if (row == nullptr || !may_have(*row, field, look.snapshot.fields)) continue;
    const auto* const name = at(*row, "name").as<std::string>();
    const auto* const label = at(*row, "label").as<std::string>();
    if (name == nullptr || label == nullptr) continue;
    const std::string pool = pool_of(*look.workflow, field.name, {{field.name, *name}});
    const bool is_gone = look.facts.full.contains(pool) && !taken.held.contains(pool) &&
                         !taken.waited.contains(pool);
    const char* const gone = is_waited_for(*look.workflow, field.name)
                                 ? " (full, there is a waiting list)"
                                 : " (no place left)";
    choices.push_back({*name, is_gone ? *label + gone : *label});
  }
  return choices;
}

bool is_empty_list(const Value& value) {
  const List* const list = value.as<List>();
  return value.is_absent() || (list != nullptr && list->empty());
}

// What nobody could answer is not asked: sessions of a workshop that has none.
bool has_nothing_to_answer(const Look& look, const Shown& shown, const Field& field) {
  if (!field.optional) return false;
  if (field.type == FieldType::OnePlace) return shown.places.at(field.name).empty();
  return field.type == FieldType::Answers && field.of.starts_with("parent.") &&
         is_empty_list(at(look.facts.above, field.of));
}

void leave_out_unanswerable(const Look& look, Shown& shown) {
  for (const Field& field : look.workflow->fields) {
    if (field.type == FieldType::OnePlace) shown.places.emplace(field.name, places_of(look, field));
  }
  const auto is_vain = [&](const Field* field) {
    return has_nothing_to_answer(look, shown, *field);
  };
  std::erase_if(shown.form, is_vain);
  for (Offer& offer : shown.offers)
    std::erase_if(offer.ask, is_vain);
}

// What fields of type instance may name, and what those that are answered name.
void add_references(Ports& ports, ReadingRoom& room, PersonId viewer, Shown& shown) {
  const std::vector<Header> line = line_of(room, shown.snapshot.id);
  References references(ports, viewer);
  const auto offer = [&](const Field* field) {
    if (field->type != FieldType::Instance || field->pool.empty()) return;
    std::vector<Choice>& choices = shown.places[field->name];
    if (!choices.empty()) return;
    for (const ListRow& row : references.named_by(*field, *shown.package, line))
      choices.push_back({row.snapshot.id.text(), called(row)});
  };
  for (const Field* field : shown.form)
    offer(field);
  for (const Offer& one : shown.offers) {
    for (const Field* field : one.ask)
      offer(field);
  }
  for (const Field& field : shown.workflow->fields) {
    const auto* id = at(shown.snapshot.fields, field.name).as<std::string>();
    if (field.type != FieldType::Instance || id == nullptr) continue;
    const std::optional<InstanceId> named = InstanceId::parse(*id);
    if (!named) continue;
    const Outcome<Look> seen = look(ports, room, *named, viewer);
    if (seen) shown.named.emplace(*id, called(row_of(*seen)));
  }
}

// The field of a child that takes places of `field` here, and whether one can wait for them.
struct Taking {
  bool is_taken = false, has_queue = false;
};
Taking taking_of(const Package& package, const Workflow& workflow, const Field& field) {
  Taking taking;
  for (const auto& [name, child] : package.workflows) {
    if (child.parent != workflow.name) continue;
    for (const std::string& place : child.place_fields()) {
      if (child.field(place)->of != "parent." + field.name) continue;
      taking.is_taken = true;
      taking.has_queue |= is_waited_for(child, place);
    }
  }
  return taking;
}

std::optional<PlaceLeft> place_left(const Look& look, const Field& field, const Value& value,
                                    const Taking& taking) {
  const Record* const row = value.as<Record>();
  const auto* const name = row == nullptr ? nullptr : at(*row, "name").as<std::string>();
  const auto* const label = row == nullptr ? nullptr : at(*row, "label").as<std::string>();
  if (name == nullptr || label == nullptr) return std::nullopt;
  if (is_kept_for_some(*row) && !look.sight.all_fields) return std::nullopt;
  const std::string pool = field.name + "." + *name;
  const auto found = look.snapshot.pools.find(pool);
  const PoolFigures figures = found == look.snapshot.pools.end() ? PoolFigures{} : found->second;
  PlaceLeft left{*label, capacity_of(look.snapshot.fields, pool), figures.waiting,
                 taking.has_queue};
  if (left.left) *left.left = std::max<std::int64_t>(0, *left.left - figures.held);
  if (figures.waiting > 0) left.left = 0;
  return left;
}

void add_left(const Look& look, Shown& shown) {
  for (const Field& field : look.workflow->fields) {
    if (field.type != FieldType::Places || !sees_field(look.sight, field.name)) continue;
    const Taking taking = taking_of(*look.package, *look.workflow, field);
    const List* const rows = at(look.snapshot.fields, field.name).as<List>();
    if (!taking.is_taken || rows == nullptr) continue;
    PlacesLeft places{field.label, {}};
    for (const Value& row : *rows) {
      if (std::optional<PlaceLeft> left = place_left(look, field, row, taking))
        places.rows.push_back(*std::move(left));
    }
    if (!places.rows.empty()) shown.left.push_back(std::move(places));
  }
}

void add_above(const Look& look, const Field& field, Fields& above) {
  const Value& value = at(look.facts.above, field.of);
  if (!field.of.empty() && !value.is_absent()) above.emplace(field.of, value);
}

// What a start asks for is asked with its event.
void add_questions_of_starts(const Package& package, std::vector<Offer>& offers) {
  for (Offer& offer : offers) {
    const Workflow* child =
        offer.start == nullptr ? nullptr : package.workflow(offer.start->workflow);
    if (child == nullptr) continue;
    for (const std::string& name : offer.start->ask)
      offer.ask.push_back(child->field(name));
  }
}

}  // namespace

Outcome<Shown> Engine::show(InstanceId id, PersonId viewer) {
  ReadingRoom room(ports_);
  Outcome<Look> seen = look(ports_, room, id, viewer);
  if (!seen) return seen.refusal();
  const Workflow& workflow = *seen->workflow;
  const std::set<std::string>& roles = seen->facts.actor.roles;

  Shown shown;
  shown.package = seen->package;
  shown.workflow = seen->workflow;
  shown.snapshot = cut(workflow, seen->snapshot, roles);
  shown.title = title_of(workflow, shown.snapshot);
  shown.roles = roles;
  shown.sight = seen->sight;
  shown.states = states_of(workflow, seen->snapshot, seen->facts, seen->sight);
  shown.queues = queues_of(ports_, *seen);
  shown.form = form_of(workflow, seen->snapshot.configuration, roles);
  if (!shown.form.empty()) shown.draft = ports_.drafts.load(id);
  seen->facts.draft = shown.draft;
  if (viewer) shown.offers = offers(workflow, seen->snapshot, seen->facts);
  leave_out_unanswerable(*seen, shown);
  add_questions_of_starts(*seen->package, shown.offers);
  add_references(ports_, room, viewer, shown);
  for (const Field* field : shown.form)
    add_above(*seen, *field, shown.above);
  for (const Field& field : workflow.fields) {
    if (shown.snapshot.fields.contains(field.name)) add_above(*seen, field, shown.above);
  }
  add_left(*seen, shown);
  for (const InstanceId ancestor : ancestors_of(seen->snapshot, room.source())) {
    const Outcome<Look> above = look(ports_, room, ancestor, viewer);
    if (above) shown.crumbs.insert(shown.crumbs.begin(), {ancestor, row_of(*above).title});
  }
  for (const auto& [name, child] : seen->package->workflows) {
    if (child.parent != workflow.name) continue;
    auto counts = ports_.instances.count(id, name, viewer);
    if (!counts.empty()) shown.children.emplace(name, std::move(counts));
  }
  shown.revision = visible_revision(ports_, *seen);
  // Whoever knows nothing of who has to act need not know by when.
  if (!shown.offers.empty()) shown.by = nearest_end(*seen);
  shown.is_public = is_visible(workflow, seen->snapshot.configuration, {});
  return shown;
}

Outcome<std::vector<HistoryLine>> Engine::history(InstanceId id, PersonId viewer) {
  ReadingRoom room(ports_);
  const Outcome<Look> seen = look(ports_, room, id, viewer);
  if (!seen) return seen.refusal();
  std::vector<HistoryLine> lines;
  for (const Entry& entry : ports_.instances.history(id)) {
    if (!sees_entry(seen->sight, entry)) continue;
    HistoryLine line;
    line.number = static_cast<std::int64_t>(lines.size()) + 1;
    line.version = entry.version;
    line.event = entry.happened.event;
    line.sentence = sentence_of(ports_, *seen, entry.happened);
    line.at = entry.happened.at;
    if (entry.happened.from != entry.happened.to) {
      line.states = titles_of(*seen->workflow, entry.happened.to);
    }
    line.hash = entry.hash;
    lines.push_back(std::move(line));
  }
  return lines;
}

Outcome<Path> Engine::path(InstanceId id, PersonId viewer) {
  ReadingRoom room(ports_);
  const Outcome<Look> seen = look(ports_, room, id, viewer);
  if (!seen) return seen.refusal();
  Path path;
  path.here = seen->snapshot.configuration;
  for (const Entry& entry : ports_.instances.history(id)) {
    if (sees_entry(seen->sight, entry)) {
      path.visited.insert(entry.happened.to.begin(), entry.happened.to.end());
    }
  }
  return path;
}

}  // namespace accolade
