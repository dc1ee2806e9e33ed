// Rows that are replaced as a whole when they change.
#include "db/apply/writing_roles.h"

#include "db/sql/set_writer.h"

namespace accolade::db {
namespace {

const Snapshot* before_of(const BatchMemory& memory, InstanceId id) {
  const auto found = memory.before.find(id);
  // Of what was moved nothing is there any more: write_moves has cleared it.
  const auto written = memory.written().find(id);
  const bool is_moved = written != memory.written().end() && written->second.change.is_moved;
  return found == memory.before.end() || is_moved ? nullptr : &found->second;
}

}  // namespace

void write_states(const BatchMemory& memory, SetWrites& writes) {
  static const std::string gone_sql = "DELETE FROM instance_state WHERE @match(instance bigint)";
  static const std::string insert_sql = R"(
INSERT INTO instance_state (parent, workflow, state, instance, root)
SELECT r.parent, r.workflow, r.state, r.instance, r.root
@batch(r, parent bigint, workflow text, state text, instance bigint, root bigint))";
  BatchRows changed;
  BatchRows states;
  for (const auto& [id, written] : memory.written()) {
    const Snapshot& next = written.change.next;
    const Snapshot* const before = before_of(memory, id);
    if (before != nullptr && before->configuration == next.configuration) continue;
    if (before != nullptr) changed.row().set("instance", id);
    for (const std::string& state : written.change.states) {
      states.row()
          .set("parent", next.parent)
          .set("workflow", next.workflow)
          .set("state", state)
          .set("instance", id)
          .set("root", next.root);
    }
  }
  add(writes, gone_sql, std::move(changed));
  add(writes, insert_sql, std::move(states));
}

void write_tallies(const BatchMemory& memory, SetWrites& writes) {
  static const std::string tallies_sql = R"(
INSERT INTO tally (instance, name, root, count, total, least, most)
SELECT r.instance, r.name, r.root, r.count, r.total, r.least, r.most
@batch(r, instance bigint, name text, root bigint, count bigint, total bigint,
           least bigint, most bigint)
WHERE true
ON CONFLICT (instance, name) DO UPDATE
SET count = excluded.count, total = excluded.total, least = excluded.least, most = excluded.most)";
  static const std::string gone_sql =
      "DELETE FROM tally_part WHERE @match(parent bigint, tally text, child bigint)";
  static const std::string parts_sql = R"(
INSERT INTO tally_part (parent, tally, child, root, value)
SELECT r.parent, r.tally, r.child, r.root, r.value
@batch(r, parent bigint, tally text, child bigint, root bigint, value bigint)
WHERE true
ON CONFLICT (parent, tally, child) DO UPDATE
SET value = excluded.value)";
  BatchRows tallies, gone, parts;
  for (const auto& [id, written] : memory.written()) {
    const Snapshot& next = written.change.next;
    const Snapshot* const before = before_of(memory, id);
    for (const auto& [name, figures] : next.tallies) {
      const auto old = before == nullptr ? next.tallies.end() : before->tallies.find(name);
      if (before != nullptr && old != before->tallies.end() && old->second == figures) continue;
      BatchRows& row = tallies.row()
                           .set("instance", id)
                           .set("name", name)
                           .set("root", next.root)
                           .set("count", figures.count)
                           .set("total", figures.total.units());
      if (figures.min) row.set("least", figures.min->units());
      if (figures.max) row.set("most", figures.max->units());
    }
    // One row a part, as the last ask left it.
    std::map<std::string, std::optional<Decimal>> last;
    for (const TallyPart& part : written.change.parts)
      last[part.tally] = part.value;
    for (const auto& [tally, value] : last) {
      BatchRows& rows = value ? parts : gone;
      rows.row().set("parent", next.parent).set("tally", tally).set("child", id);
      if (value) rows.set("root", next.root).set("value", value->units());
    }
  }
  add(writes, tallies_sql, std::move(tallies));
  add(writes, gone_sql, std::move(gone));
  add(writes, parts_sql, std::move(parts));
}

void write_roles(const BatchMemory& memory, SetWrites& writes) {
  static const std::string members_gone_sql =
      "DELETE FROM member WHERE @match(source bigint) AND source <> 0";
  static const std::string sights_gone_sql = "DELETE FROM sight WHERE @match(instance bigint)";
  static const std::string members_sql = R"(
INSERT INTO member (instance, is_below, role, person, source, root, named)
SELECT r.instance, r.is_below, r.role, r.person, r.source, r.root, r.named
@batch(r, instance bigint, is_below bigint, role text, person bigint, source bigint,
           root bigint, named bigint))";
  static const std::string sights_sql = R"(
INSERT INTO sight (instance, role, held_at, root, pieces)
SELECT r.instance, r.role, r.held_at, r.root, r.pieces
@batch(r, instance bigint, role text, held_at bigint, root bigint, pieces bigint))";
  BatchRows members_gone, sights_gone, members, sights;
  for (const auto& [id, written] : memory.written()) {
    const Change& change = written.change;
    if (!change.roles_changed) continue;
    if (before_of(memory, id) != nullptr) {
      members_gone.row().set("source", id);
      sights_gone.row().set("instance", id);
    }
    for (const Membership& row : std::set(change.memberships.begin(), change.memberships.end())) {
      members.row()
          .set("instance", row.instance)
          .set("is_below", std::int64_t{row.role.starts_with("below:") ? 1 : 0})
          .set("role", row.role)
          .set("person", row.person)
          .set("source", id)
          .set("root", change.next.root)
          .set("named", row.named);
    }
    for (const SightRow& row : std::set(change.sights.begin(), change.sights.end())) {
      sights.row()
          .set("instance", id)
          .set("role", row.role)
          .set("held_at", row.held_at)
          .set("root", change.next.root)
          .set("pieces", row.pieces);
    }
  }
  add(writes, members_gone_sql, std::move(members_gone));
  add(writes, sights_gone_sql, std::move(sights_gone));
  add(writes, members_sql, std::move(members));
  add(writes, sights_sql, std::move(sights));
}

}  // namespace accolade::db
