// Reads the facts of a batch in sets.
#include "db/apply/batch_reading.h"

#include <set>

#include <boost/json.hpp>

#include "db/snapshot_row.h"
#include "db/sql/json_rows.h"

namespace accolade::db {
namespace {

// Rows that are locked are read as they are after the wait, not as they were before.
const std::string lock_sql = "SELECT " + snapshot_columns + R"(
FROM instance AS i
WHERE @in(i.id, :ids)
ORDER BY i.depth, i.id
@lock)";

const std::string ancestors_sql =
    "SELECT " + snapshot_columns + " FROM instance AS i WHERE @in(i.id, :ids)";

// One statement for all small facts: kind, instance, two texts, four numbers. It runs after the
// locks are held, so that what it sees is what the last holder committed. Of an inbox a batch needs
// as many rows as it has asks.
const std::string facts_sql = R"(
SELECT 'tally' AS kind, t.instance AS instance, t.name AS text_1, CAST(NULL AS text) AS text_2,
       t.count AS number_1, t.total AS number_2, t.least AS number_3, t.most AS number_4
FROM tally AS t
WHERE @in(t.instance, :all)
UNION ALL
SELECT 'member', m.instance, m.role, NULL, m.person, m.source, NULL, NULL
FROM member AS m
WHERE @in(m.instance, :all) AND m.is_below = 0
UNION ALL
SELECT 'member', m.instance, m.role, NULL, m.person, m.source, NULL, NULL
FROM member AS m
WHERE @in(m.person, :actors) AND @in(m.instance, :all) AND m.is_below = 1
UNION ALL
SELECT 'pool', p.instance, p.name, NULL, p.held, p.waiting, p.last_number, NULL
FROM pool AS p
WHERE @in(p.instance, :all)
UNION ALL
SELECT 'draft', d.instance, d.field, d.value, NULL, NULL, NULL, NULL
FROM draft AS d
WHERE @in(d.instance, :targets)
UNION ALL
SELECT 'key', k.instance, k.key, k.body_hash, k.version, NULL, NULL, NULL
FROM idempotency AS k
WHERE @among(k.key, :keys)
UNION ALL
SELECT 'inbox', b.receiver, b.event, b.told, b.sender, b.step, b.number, b.must
FROM (SELECT receiver, event, told_by || ' ' || answers AS told, sender, step, number, must,
             row_number() OVER (PARTITION BY receiver ORDER BY sender, step, number) AS place
      FROM inbox
      WHERE @in(receiver, :woken)) AS b
WHERE b.place <= 64)";

struct Wanted {
  std::set<InstanceId> locked, seen, all, targets, woken, trees;
  std::set<RolesFor> roles;
  std::set<PersonId> actors;
  std::set<std::string> keys;
};

Wanted wanted_by(const std::vector<Waiting*>& batch) {
  Wanted wanted;
  for (const Waiting* waiting : batch) {
    const Ask& ask = waiting->ask;
    if (ask.idempotency) wanted.keys.insert(ask.idempotency->key);
    if (ask.kind == Ask::Kind::Begin) continue;
    wanted.locked.insert(ask.target);
    wanted.targets.insert(ask.target);
    wanted.actors.insert(ask.actor);
    wanted.roles.insert({ask.target, ask.actor});
    if (ask.kind == Ask::Kind::Wake) wanted.woken.insert(ask.target);
    if (ask.kind == Ask::Kind::Move) wanted.trees.insert(ask.target);
    for (std::size_t i = 0; i < waiting->ancestors.size(); ++i) {
      const InstanceId ancestor = waiting->ancestors[i];
      (i < waiting->locked_above ? wanted.locked : wanted.seen).insert(ancestor);
      wanted.roles.insert({ancestor, ask.actor});
    }
  }
  std::erase_if(wanted.seen, [&](InstanceId id) { return wanted.locked.contains(id); });
  wanted.all = wanted.locked;
  wanted.all.insert(wanted.seen.begin(), wanted.seen.end());
  return wanted;
}

// Takes whole trees in; returns those instances that were not wanted yet.
std::set<InstanceId> add_trees(Connection& connection, Wanted& wanted) {
  std::set<InstanceId> added;
  for (const InstanceId root : wanted.trees) {
    for (const InstanceId id : read_tree(connection, root)) {
      wanted.targets.insert(id);
      wanted.woken.insert(id);
      wanted.all.insert(id);
      wanted.seen.erase(id);
      if (wanted.locked.insert(id).second) added.insert(id);
    }
  }
  return added;
}

void read_snapshots(Connection& connection, const std::string& sql, const std::set<InstanceId>& ids,
                    BatchMemory& memory) {
  if (ids.empty()) return;
  for (const Row& row : connection.rows(sql, snapshot_column_count, {{"ids", ids_json(ids)}})) {
    Snapshot snapshot = snapshot_from(row);
    memory.before.emplace(snapshot.id, std::move(snapshot));
  }
}

// From `first` on: event, what another call said (its workflow, a blank, the answers), sender,
// step, number, must.
InboxRow inbox_from(InstanceId receiver, const Row& row, std::size_t first) {
  InboxRow waiting;
  waiting.receiver = receiver;
  waiting.event = row[first++].text;
  const std::string& told = row[first++].text;
  if (const std::size_t end = told.find(' '); end != told.npos) {
    waiting.told_by = told.substr(0, end);
    const boost::json::value answers = boost::json::parse(told.substr(end));
    for (const auto& [field, answer] : answers.as_object())
      waiting.answers.emplace(field, answer);
  }
  waiting.sender = row[first].id<InstanceId>();
  waiting.step = row[first + 1].number();
  waiting.number = row[first + 2].number();
  waiting.must = row[first + 3].number() != 0;
  return waiting;
}

struct Facts {
  std::map<InstanceId, std::vector<Membership>> memberships;
  std::map<InstanceId, Answers> drafts;
  std::map<InstanceId, std::vector<InboxRow>> inboxes;
};

void sort_in(const Row& row, BatchMemory& memory, Facts& facts) {
  const std::string& kind = row[0].text;
  const InstanceId instance = row[1].id<InstanceId>();
  if (kind == "tally") {
    const auto snapshot = memory.before.find(instance);
    if (snapshot != memory.before.end()) {
      snapshot->second.tallies.emplace(row[2].text, figures_from(row, 4));
    }
  } else if (kind == "pool") {
    const auto snapshot = memory.before.find(instance);
    if (snapshot != memory.before.end())
      snapshot->second.pools.emplace(row[2].text, pool_from(row, 4));
  } else if (kind == "member") {
    facts.memberships[instance].push_back(
        {instance, row[2].text, row[4].id<PersonId>(), row[5].id<InstanceId>()});
  } else if (kind == "draft") {
    facts.drafts[instance].emplace(row[2].text, boost::json::parse(row[3].text));
  } else if (kind == "key") {
    memory.keys[row[2].text] = KnownKey{row[3].text, instance, row[4].number()};
  } else {
    facts.inboxes[instance].push_back(inbox_from(instance, row, 2));
  }
}

void read_facts(Connection& connection, const Wanted& wanted, BatchMemory& memory) {
  if (wanted.all.empty() && wanted.keys.empty()) return;
  Facts facts;
  for (const Row& row : connection.rows(facts_sql, 8,
                                        {{"all", ids_json(wanted.all)},
                                         {"actors", ids_json(wanted.actors)},
                                         {"targets", ids_json(wanted.targets)},
                                         {"keys", texts_json(wanted.keys)},
                                         {"woken", ids_json(wanted.woken)}})) {
    sort_in(row, memory, facts);
  }
  for (const RolesFor& which : wanted.roles) {
    std::vector<Membership> rows;
    for (const Membership& row : facts.memberships[which.first]) {
      if (row.person == which.second || !row.role.starts_with("below:")) rows.push_back(row);
    }
    memory.remember(which, std::move(rows));
  }
  for (const InstanceId id : wanted.targets)
    memory.remember(id, std::move(facts.drafts[id]));
  for (const InstanceId id : wanted.woken)
    memory.remember(id, std::move(facts.inboxes[id]));
}

}  // namespace

void read_batch(Connection& connection, const std::vector<Waiting*>& batch, BatchMemory& memory) {
  Wanted wanted = wanted_by(batch);
  add_trees(connection, wanted);
  read_snapshots(connection, lock_sql, wanted.locked, memory);
  // Children may have been started before the lock of their parent was ours; below them, too.
  // Nobody waits for what they lock while holding one of those: their parents are locked.
  for (std::set<InstanceId> late = add_trees(connection, wanted); !late.empty();
       late = add_trees(connection, wanted)) {
    read_snapshots(connection, lock_sql, late, memory);
  }
  read_snapshots(connection, ancestors_sql, wanted.seen, memory);
  read_facts(connection, wanted, memory);
}

void read_child(Connection& connection, InstanceId id, BatchMemory& memory) {
  if (memory.before.contains(id)) return;
  read_snapshots(connection, lock_sql, {id}, memory);
  Wanted wanted;
  wanted.all = wanted.targets = {id};
  read_facts(connection, wanted, memory);
}

std::map<std::int64_t, InstanceId> read_queue(Connection& connection, const QueueOf& which) {
  static const std::string sql =
      "SELECT number, child FROM queue WHERE parent = :parent AND pool = :pool";
  std::map<std::int64_t, InstanceId> queue;
  for (const Row& row :
       connection.rows(sql, 2, {{"parent", which.first}, {"pool", which.second}})) {
    queue.emplace(row[0].number(), row[1].id<InstanceId>());
  }
  return queue;
}

std::vector<Membership> read_memberships(Connection& connection, const RolesFor& which,
                                         Instant now) {
  static const std::string sql = R"(
SELECT role, person, source
FROM member
WHERE instance = :id AND is_below = 0
  AND (from_at IS NULL OR from_at <= :now)
  AND (until_at IS NULL OR until_at > :now)
UNION ALL
SELECT role, person, source
FROM member
WHERE instance = :id AND is_below = 1 AND person = :person
ORDER BY role, person, source)";
  const auto& [id, person] = which;
  std::vector<Membership> found;
  for (const Row& row : connection.rows(sql, 3, {{"id", id}, {"now", now}, {"person", person}})) {
    found.push_back({id, row[0].text, row[1].id<PersonId>(), row[2].id<InstanceId>()});
  }
  return found;
}

std::map<InstanceId, Decimal> read_parts(Connection& connection, const PartsOf& which) {
  static const std::string sql =
      "SELECT child, value FROM tally_part WHERE parent = :parent AND tally = :tally";
  std::map<InstanceId, Decimal> parts;
  for (const Row& row :
       connection.rows(sql, 2, {{"parent", which.first}, {"tally", which.second}})) {
    parts.emplace(row[0].id<InstanceId>(), Decimal::of_units(row[1].number()));
  }
  return parts;
}

Answers read_draft(Connection& connection, InstanceId id) {
  static const std::string sql = "SELECT field, value FROM draft WHERE instance = :id";
  Answers answers;
  for (const Row& row : connection.rows(sql, 2, {{"id", id}}))
    answers.emplace(row[0].text, boost::json::parse(row[1].text));
  return answers;
}

std::vector<InstanceId> read_tree(Connection& connection, InstanceId root) {
  static const std::string sql = R"(
WITH RECURSIVE tree(id) AS (
  SELECT CAST(:root AS bigint)
  UNION
  SELECT s.instance FROM instance_state AS s JOIN tree AS t ON s.parent = t.id)
SELECT id FROM tree)";
  std::vector<InstanceId> ids;
  for (const Row& row : connection.rows(sql, 1, {{"root", root}}))
    ids.push_back(row[0].id<InstanceId>());
  return ids;
}

std::vector<InboxRow> read_inbox(Connection& connection, InstanceId receiver) {
  static const std::string sql = R"(
SELECT event, told_by || ' ' || answers, sender, step, number, must
FROM inbox
WHERE receiver = :receiver
ORDER BY sender, step, number
LIMIT 64)";
  std::vector<InboxRow> rows;
  for (const Row& row : connection.rows(sql, 6, {{"receiver", receiver}}))
    rows.push_back(inbox_from(receiver, row, 0));
  return rows;
}

std::vector<Snapshot> read_children(Connection& connection, const ChildrenOf& which) {
  static const std::string sql = "SELECT " + snapshot_columns + R"(
FROM instance AS i
WHERE i.id IN (SELECT s.instance
               FROM instance_state AS s
               WHERE s.parent = :parent AND s.workflow = :workflow)
ORDER BY i.id)";
  std::vector<Snapshot> snapshots;
  for (const Row& row : connection.rows(sql, snapshot_column_count,
                                        {{"parent", which.first}, {"workflow", which.second}})) {
    snapshots.push_back(snapshot_from(row));
  }
  return snapshots;
}

}  // namespace accolade::db
