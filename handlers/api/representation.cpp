// What is shown was cut already: nothing is decided here.
#include "handlers/api/representation.h"

#include <boost/json/array.hpp>

namespace accolade {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value() : json::value(text);
}

json::array texts(const std::vector<std::string>& items) {
  json::array array;
  for (const std::string& item : items)
    array.emplace_back(item);
  return array;
}

json::array people_json(Engine& engine, const std::vector<Member>& people) {
  json::array array;
  for (const Member& member : people) {
    const std::optional<Person> person = engine.ports().directory.person(member.person);
    array.push_back(json::object{{"role", member.role},
                                 {"person", member.person.text()},
                                 {"name", person ? person->name : ""}});
  }
  return array;
}

json::object common(const Workflow& workflow, const Snapshot& snapshot, const std::string& title) {
  return {{"id", snapshot.id.text()},
          {"workflow", workflow.name},
          {"title", title},
          {"reference", text_or_null(snapshot.reference)},
          {"configuration", texts(snapshot.configuration)},
          {"outcome", text_or_null(snapshot.outcome)},
          {"fields", to_json(snapshot.fields)}};
}

json::object action_json(const Offer& offer) {
  json::array asks;
  for (const Field* field : offer.ask)
    asks.emplace_back(field->name);
  json::object action{{"event", offer.event},
                      {"label", offer.label},
                      {"enabled", offer.enabled},
                      {"asks", std::move(asks)}};
  if (!offer.enabled) action["otherwise"] = offer.otherwise;
  return action;
}

}  // namespace

json::object instance_json(Engine& engine, const Shown& shown) {
  json::object instance = common(*shown.workflow, shown.snapshot, shown.title);
  instance["parent"] =
      shown.crumbs.empty() ? json::value() : json::value(shown.crumbs.back().id.text());
  instance["version"] = shown.revision;
  instance["people"] = people_json(engine, shown.snapshot.people);
  json::array events;
  json::array actions;
  for (const Offer& offer : shown.offers) {
    if (offer.enabled) events.emplace_back(offer.event);
    actions.push_back(action_json(offer));
  }
  instance["events"] = std::move(events);
  instance["actions"] = std::move(actions);
  return instance;
}

json::object row_json(const ListRow& row) {
  return common(*row.workflow, row.snapshot, row.title);
}

json::object history_json(const HistoryLine& line) {
  return {{"number", line.number},  {"event", line.event},          {"sentence", line.sentence},
          {"at", to_text(line.at)}, {"states", texts(line.states)}, {"hash", line.hash}};
}

}  // namespace accolade
