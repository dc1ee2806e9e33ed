// Reads and writes the JSON of a snapshot's row.
#include "db/snapshot_row.h"

#include <unordered_map>

#include <boost/json.hpp>

#include "db/sql/json_rows.h"

namespace accolade::db {
namespace {

namespace json = boost::json;

json::array texts(const std::vector<std::string>& items) {
  json::array array;
  for (const std::string& item : items)
    array.emplace_back(item);
  return array;
}

std::vector<std::string> read_texts(const json::value& value) {
  std::vector<std::string> items;
  for (const json::value& item : value.as_array())
    items.emplace_back(item.as_string());
  return items;
}

std::string read_text(const json::object& object, const char* name) {
  const json::value* const found = object.if_contains(name);
  return found == nullptr ? "" : std::string(found->as_string());
}

std::int64_t number(const json::value& value) {
  return value.to_number<std::int64_t>();
}

std::int64_t micros(Instant instant) {
  return instant.time_since_epoch().count();
}

// A timer as [name, state, entry, due or null, follows_deadline].
json::array timer_json(const Timer& timer) {
  return {timer.name, timer.state, timer.entry,
          timer.due ? json::value(micros(*timer.due)) : json::value(nullptr),
          timer.follows_deadline};
}

Timer timer_from(const json::array& stored) {
  Timer timer;
  timer.name = stored.at(0).as_string();
  timer.state = stored.at(1).as_string();
  timer.entry = number(stored.at(2));
  if (!stored.at(3).is_null()) timer.due = Instant(Duration(number(stored.at(3))));
  timer.follows_deadline = stored.at(4).as_bool();
  return timer;
}

// [id, event, number, due]
PendingSend send_from(const json::array& stored) {
  PendingSend send;
  send.id = stored.at(0).as_string();
  send.event = stored.at(1).as_string();
  send.number = number(stored.at(2));
  send.due = Instant(Duration(number(stored.at(3))));
  return send;
}

// Empty parts are left out: most instances have no timers, sends or remembered states.
template <class Array>
void put(json::object& object, const char* name, Array part) {
  if (!part.empty()) object[name] = std::move(part);
}

json::object data_json(const Snapshot& snapshot) {
  json::object remembered, next_numbers, entered, since, queued;
  json::array people, timers, sends;
  for (const auto& [state, configuration] : snapshot.remembered)
    remembered[state] = texts(configuration);
  for (const auto& [workflow, next] : snapshot.next_numbers)
    next_numbers[workflow] = next;
  for (const auto& [state, instant] : snapshot.entered)
    entered[state] = micros(instant);
  for (const auto& [field, instant] : snapshot.since)
    since[field] = micros(instant);
  for (const auto& [pool, number] : snapshot.queued)
    queued[pool] = number;
  for (const Member& member : snapshot.people)
    people.push_back(json::array{member.role, member.person.number});
  for (const Timer& timer : snapshot.timers)
    timers.push_back(timer_json(timer));
  for (const PendingSend& send : snapshot.sends)
    sends.push_back(json::array{send.id, send.event, send.number, micros(send.due)});

  json::object data;
  put(data, "fields", to_stored(snapshot.fields));
  put(data, "people", std::move(people));
  put(data, "timers", std::move(timers));
  put(data, "sends", std::move(sends));
  put(data, "remembered", std::move(remembered));
  put(data, "next_numbers", std::move(next_numbers));
  put(data, "entered", std::move(entered));
  if (snapshot.expected) data["expected"] = micros(*snapshot.expected);
  if (snapshot.reminded) data["reminded"] = micros(*snapshot.reminded);
  put(data, "since", std::move(since));
  put(data, "queued", std::move(queued));
  put(data, "forgotten",
      texts(std::vector<std::string>(snapshot.forgotten.begin(), snapshot.forgotten.end())));
  put(data, "outcome", json::string(snapshot.outcome));
  put(data, "reference", json::string(snapshot.reference));
  return data;
}

void read_data(const json::object& data, Snapshot& snapshot) {
  if (const auto* part = data.if_contains("fields")) snapshot.fields = fields_from_stored(*part);
  if (const auto* part = data.if_contains("people")) {
    for (const json::value& member : part->as_array()) {
      snapshot.people.push_back(
          {std::string(member.at(0).as_string()), PersonId{number(member.at(1))}});
    }
  }
  if (const auto* part = data.if_contains("timers")) {
    for (const json::value& timer : part->as_array())
      snapshot.timers.push_back(timer_from(timer.as_array()));
  }
  if (const auto* part = data.if_contains("sends")) {
    for (const json::value& send : part->as_array())
      snapshot.sends.push_back(send_from(send.as_array()));
  }
  if (const auto* part = data.if_contains("remembered")) {
    for (const auto& [state, configuration] : part->as_object())
      snapshot.remembered.emplace(state, read_texts(configuration));
  }
  if (const auto* part = data.if_contains("next_numbers")) {
    for (const auto& [workflow, next] : part->as_object())
      snapshot.next_numbers.emplace(workflow, number(next));
  }
  if (const auto* part = data.if_contains("entered")) {
    for (const auto& [state, instant] : part->as_object())
      snapshot.entered.emplace(state, Instant(Duration(number(instant))));
  }
  if (const auto* part = data.if_contains("expected")) {
    snapshot.expected = Instant(Duration(number(*part)));
  }
  if (const auto* part = data.if_contains("reminded")) {
    snapshot.reminded = Instant(Duration(number(*part)));
  }
  if (const auto* part = data.if_contains("since")) {
    for (const auto& [field, instant] : part->as_object())
      snapshot.since.emplace(field, Instant(Duration(number(instant))));
  }
  if (const auto* part = data.if_contains("queued")) {
    for (const auto& [pool, place] : part->as_object())
      snapshot.queued.emplace(pool, number(place));
  }
  if (const auto* part = data.if_contains("forgotten")) {
    for (const std::string& field : read_texts(*part))
      snapshot.forgotten.insert(field);
  }
  snapshot.outcome = read_text(data, "outcome");
  snapshot.reference = read_text(data, "reference");
}

}  // namespace

Snapshot snapshot_from(const Row& row) {
  Snapshot snapshot;
  snapshot.id = row[0].id<InstanceId>();
  snapshot.root = row[1].id<InstanceId>();
  snapshot.parent = row[2].id<InstanceId>();
  snapshot.depth = static_cast<int>(row[3].number());
  snapshot.workflow = row[4].text;
  snapshot.package = row[5].text;
  snapshot.version = row[6].number();
  snapshot.configuration = read_texts(json::parse(row[7].text));
  read_data(json::parse(row[8].text).as_object(), snapshot);
  snapshot.chain = row[9].text;
  snapshot.created = row[10].instant();
  snapshot.changed = row[11].instant();
  // Those of a program that did not keep it yet: at the latest then.
  for (const std::string& state : snapshot.configuration)
    snapshot.entered.try_emplace(state, snapshot.changed);
  return snapshot;
}

std::string configuration_text(const Snapshot& snapshot) {
  return texts_json(snapshot.configuration);
}

std::string data_text(const Snapshot& snapshot) {
  return json::serialize(data_json(snapshot));
}

TallyFigures figures_from(const Row& row, std::size_t first) {
  TallyFigures figures;
  figures.count = row[first].number();
  figures.total = Decimal::of_units(row[first + 1].number());
  if (!row[first + 2].is_null) figures.min = Decimal::of_units(row[first + 2].number());
  if (!row[first + 3].is_null) figures.max = Decimal::of_units(row[first + 3].number());
  return figures;
}

PoolFigures pool_from(const Row& row, std::size_t first) {
  return {row[first].number(), row[first + 1].number(), row[first + 2].number()};
}

std::vector<Snapshot> load_snapshots(Connection& connection, const std::vector<InstanceId>& ids) {
  static const std::string instances_sql =
      "SELECT " + snapshot_columns + " FROM instance AS i WHERE @in(i.id, :ids)";
  static const std::string tallies_sql =
      "SELECT instance, name, count, total, least, most FROM tally WHERE @in(instance, :ids)";
  static const std::string pools_sql =
      "SELECT instance, name, held, waiting, last_number FROM pool WHERE @in(instance, :ids)";
  if (ids.empty()) return {};
  const std::string list = ids_json(ids);

  std::unordered_map<InstanceId, Snapshot> found;
  for (const Row& row : connection.rows(instances_sql, snapshot_column_count, {{"ids", list}})) {
    Snapshot snapshot = snapshot_from(row);
    found.emplace(snapshot.id, std::move(snapshot));
  }
  for (const Row& row : connection.rows(tallies_sql, 6, {{"ids", list}})) {
    const auto instance = found.find(row[0].id<InstanceId>());
    if (instance != found.end()) {
      instance->second.tallies.emplace(row[1].text, figures_from(row, 2));
    }
  }

  for (const Row& row : connection.rows(pools_sql, 5, {{"ids", list}})) {
    const auto instance = found.find(row[0].id<InstanceId>());
    if (instance != found.end()) instance->second.pools.emplace(row[1].text, pool_from(row, 2));
  }

  std::vector<Snapshot> snapshots;
  for (const InstanceId id : ids) {
    if (auto node = found.extract(id)) snapshots.push_back(std::move(node.mapped()));
  }
  return snapshots;
}

}  // namespace accolade::db
