// Reads record after record; instances through the engine, which cuts them.
#include "handlers/pages/my_data.h"

#include <set>

#include <boost/json/array.hpp>

#include "handlers/api/representation.h"

namespace accolade {
namespace {

namespace json = boost::json;

json::value instant(const std::optional<Instant>& at) {
  return at ? json::value(to_text(*at)) : json::value();
}

json::object person_json(Engine& engine, PersonId id) {
  OwnRecords& own = engine.ports().own;
  const std::optional<Person> person = engine.ports().directory.person(id);
  json::array addresses;
  for (const OwnAddress& one : own.addresses(id))
    addresses.push_back(
        json::object{{"address", one.address}, {"verified", to_text(one.verified)}});
  return {
      {"id", id.text()}, {"name", person ? person->name : ""}, {"addresses", std::move(addresses)}};
}

json::array sessions_json(const std::vector<OwnSession>& sessions) {
  json::array array;
  for (const OwnSession& one : sessions)
    array.push_back(json::object{{"begun", to_text(one.begun)},
                                 {"last_used", to_text(one.used)},
                                 {"ends", to_text(one.ends)}});
  return array;
}

json::array filters_json(const std::vector<SavedFilter>& filters) {
  json::array array;
  for (const SavedFilter& one : filters)
    array.push_back(json::object{{"name", one.name},
                                 {"place", one.place ? json::value(one.place.text()) : nullptr},
                                 {"workflow", one.workflow},
                                 {"state", one.state},
                                 {"words", one.typed}});
  return array;
}

json::array acts_json(const std::vector<OwnAct>& acts) {
  json::array array;
  for (const OwnAct& one : acts)
    array.push_back(json::object{
        {"instance", one.instance.text()}, {"event", one.event}, {"at", to_text(one.at)}});
  return array;
}

json::array drafts_json(const std::vector<OwnDraft>& drafts) {
  json::array array;
  for (const OwnDraft& one : drafts)
    array.push_back(json::object{{"instance", one.instance.text()},
                                 {"field", one.field},
                                 {"value", one.value},
                                 {"at", to_text(one.at)}});
  return array;
}

json::array files_json(const std::vector<OwnFile>& files) {
  json::array array;
  for (const OwnFile& one : files)
    array.push_back(json::object{{"file", one.id.text()},
                                 {"instance", one.instance.text()},
                                 {"field", one.field},
                                 {"name", one.name},
                                 {"type", one.type},
                                 {"bytes", one.bytes},
                                 {"at", to_text(one.at)}});
  return array;
}

json::array letters_json(Engine& engine, PersonId person) {
  json::array array;
  for (const OwnLetter& one : engine.ports().own.letters(person)) {
    if (one.delivery == "held") continue;
    const Outcome<Letter> letter = engine.letter(one.id, person);
    array.push_back(
        json::object{{"letter", one.id.text()},
                     {"instance", one.instance.text()},
                     {"kind", one.letter},
                     {"delivery", one.delivery},
                     {"queued", to_text(one.queued)},
                     {"sent", instant(one.sent)},
                     {"fields", letter ? json::value(to_json(letter->what.fields)) : nullptr}});
  }
  return array;
}

}  // namespace

json::object my_data(Engine& engine, PersonId person) {
  OwnRecords& own = engine.ports().own;
  json::array roles, instances;
  std::set<InstanceId> seen;
  for (const OwnRole& role : own.roles(person)) {
    json::object told{{"role", role.role},
                      {"instance", nullptr},
                      {"from", instant(role.from)},
                      {"until", instant(role.until)}};
    if (role.instance) {
      const Outcome<Shown> shown = engine.show(role.instance, person);
      if (!shown) continue;
      told["instance"] = role.instance.text();
      if (seen.insert(role.instance).second) instances.push_back(instance_json(engine, *shown));
    }
    roles.push_back(std::move(told));
  }
  return {{"person", person_json(engine, person)},
          {"roles", std::move(roles)},
          {"instances", std::move(instances)},
          {"acts", acts_json(own.acts(person))},
          {"drafts", drafts_json(own.drafts(person))},
          {"files", files_json(own.files(person))},
          {"letters", letters_json(engine, person)},
          {"filters", filters_json(engine.ports().filters.of(person))},
          {"sessions", sessions_json(own.sessions(person))}};
}

}  // namespace accolade
