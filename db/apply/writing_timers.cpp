// Wake-ups are copies of what the snapshots hold: written when that changes.
#include "db/apply/writing_timers.h"

#include "db/sql/set_writer.h"

namespace accolade::db {
namespace {

bool waits_anew(const BatchMemory& memory, const Change& change) {
  const Snapshot& next = change.next;
  if (change.rearmed) return true;
  const auto before = memory.before.find(next.id);
  if (before == memory.before.end()) return !next.timers.empty() || !next.sends.empty();
  return before->second.timers != next.timers || before->second.sends != next.sends;
}

// One row a timer. A shared one waits for the row of its deadline, not for an instant of its own;
// one that has both gets two rows.
void add_rows(const Change& change, BatchRows& rows) {
  const Snapshot& next = change.next;
  std::int64_t number = 0;
  const auto start = [&](const std::string& name) -> BatchRows& {
    return rows.row()
        .set("instance", next.id)
        .set("number", number++)
        .set("root", next.root)
        .set("name", name);
  };
  for (const Timer& timer : next.timers) {
    const auto row = [&]() -> BatchRows& {
      return start(timer.name).set("state", timer.state).set("entry", timer.entry);
    };
    const auto shared = change.shared_timers.find({timer.state, timer.name});
    const bool is_shared = shared != change.shared_timers.end();
    if (!is_shared || shared->second.has_own_instant) row().set("due", timer.due);
    if (is_shared) row().set("owner", next.parent).set("key", shared->second.key);
  }
  for (const PendingSend& send : next.sends)
    start(send.event).set("state", "").set("entry", send.number).set("due", send.due);
  // No event has such a name.
  for (const KeepingWait& wait : change.keeping) {
    BatchRows& row = start("keep:" + wait.field).set("state", "").set("entry", std::int64_t{0});
    if (wait.key.empty())
      row.set("due", wait.due);
    else
      row.set("owner", next.parent).set("key", wait.key);
  }
}

}  // namespace

void write_timers(const BatchMemory& memory, SetWrites& writes) {
  static const std::string gone_sql = "DELETE FROM timer WHERE @match(instance bigint)";
  static const std::string insert_sql = R"(
INSERT INTO timer (instance, number, root, name, state, entry, due, owner, key)
SELECT r.instance, r.number, r.root, r.name, r.state, r.entry, r.due, r.owner, r.key
@batch(r, instance bigint, number bigint, root bigint, name text, state text,
           entry bigint, due bigint, owner bigint, key text))";
  BatchRows replaced;
  BatchRows timers;
  for (const auto& [id, written] : memory.written()) {
    if (!waits_anew(memory, written.change)) continue;
    if (memory.before.contains(id)) replaced.row().set("instance", id);
    add_rows(written.change, timers);
  }
  add(writes, gone_sql, std::move(replaced));
  add(writes, insert_sql, std::move(timers));
}

void write_deadlines(const BatchMemory& memory, SetWrites& writes) {
  static const std::string moved_sql = R"(
INSERT INTO deadline (owner, key, root, due)
SELECT r.owner, r.key, r.root, r.due
@batch(r, owner bigint, key text, root bigint, due bigint)
WHERE true
ON CONFLICT (owner, key) DO UPDATE
SET due = excluded.due)";
  // The first child that waits makes the row, if the parent has not moved it yet.
  static const std::string first_sql = R"(
INSERT INTO deadline (owner, key, root, due)
SELECT r.owner, r.key, r.root, r.due
@batch(r, owner bigint, key text, root bigint, due bigint)
WHERE true
ON CONFLICT (owner, key) DO NOTHING)";
  // Sorted, so that two batches wait for each other in one direction only.
  std::map<std::pair<InstanceId, std::string>, std::pair<InstanceId, std::optional<Instant>>> moved,
      first;
  for (const auto& [id, written] : memory.written()) {
    const Snapshot& next = written.change.next;
    for (const auto& [key, due] : written.change.moved_deadlines)
      moved.insert_or_assign({id, key}, std::pair{next.root, due});
    if (!waits_anew(memory, written.change)) continue;
    for (const Timer& timer : next.timers) {
      const auto shared = written.change.shared_timers.find({timer.state, timer.name});
      if (shared == written.change.shared_timers.end()) continue;
      if (shared->second.has_own_instant) continue;  // the others' instant is another one
      first.try_emplace({next.parent, shared->second.key}, next.root, timer.due);
    }
    for (const KeepingWait& wait : written.change.keeping)
      if (!wait.key.empty()) first.try_emplace({next.parent, wait.key}, next.root, wait.due);
  }
  const auto write = [&](const std::string& sql, const auto& deadlines) {
    BatchRows rows;
    for (const auto& [where, what] : deadlines) {
      rows.row()
          .set("owner", where.first)
          .set("key", where.second)
          .set("root", what.first)
          .set("due", what.second);
    }
    add(writes, sql, std::move(rows));
  };
  write(moved_sql, moved);
  write(first_sql, first);
}

}  // namespace accolade::db
