// Writes a batch with set statements: one row an instance in each (toolchain.md fact 19).
#include "db/apply/batch_writing.h"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "db/apply/waiting.h"
#include "db/apply/writing_moves.h"
#include "db/apply/writing_roles.h"
#include "db/apply/writing_timers.h"
#include "db/snapshot_row.h"
#include "db/sql/json_rows.h"

namespace accolade::db {
namespace {

void write_all(Connection& connection, const std::string& sql, const JsonRows& rows) {
  if (rows.is_empty()) return;
  const std::int64_t written = connection.run(sql, {{"rows", rows.text()}});
  if (written != rows.count()) {
    throw Overtaken(fmt::format("{} of {} rows were written", written, rows.count()));
  }
}

void expect_unbroken(const Written& written, const Snapshot* before) {
  const std::int64_t first = before == nullptr ? 0 : before->version;
  const auto count = static_cast<std::int64_t>(written.change.entries.size());
  if (written.change.is_new == (before == nullptr) &&
      written.change.next.version == first + count) {
    return;
  }
  throw std::logic_error(
      fmt::format("instance {} was decided from version {} to {} with {} entries",
                  written.change.next.id.number, first, written.change.next.version, count));
}

bool differs_beyond_tallies(const Written& written, const Snapshot& before) {
  if (!written.change.entries.empty()) return true;
  Snapshot without = before;
  without.tallies = written.change.next.tallies;
  return without != written.change.next;
}

JsonRows& instance_row(JsonRows& rows, const Snapshot& next) {
  return rows.row()
      .set("id", next.id)
      .set("version", next.version)
      .set("configuration", configuration_text(next))
      .set("data", data_text(next))
      .set("chain", next.chain)
      .set("changed", next.changed);
}

void write_instances(Connection& connection, const BatchMemory& memory) {
  static const std::string update_sql = R"(
UPDATE instance
SET version = r.version, configuration = r.configuration, data = r.data, chain = r.chain,
    changed = r.changed
FROM @rows(r, :rows, id bigint, version bigint, configuration text, data text, chain text,
           changed bigint, before bigint)
WHERE instance.id = r.id AND instance.version = r.before)";
  static const std::string insert_sql = R"(
INSERT INTO instance (id, root, parent, depth, workflow, package, version, configuration, data,
                      chain, created, changed)
SELECT r.id, r.root, r.parent, r.depth, r.workflow, r.package, r.version, r.configuration, r.data,
       r.chain, r.created, r.changed
FROM @rows(r, :rows, id bigint, root bigint, parent bigint, depth bigint, workflow text,
           package text, version bigint, configuration text, data text, chain text, created bigint,
           changed bigint))";
  JsonRows updated, inserted;
  for (const auto& [id, written] : memory.written()) {
    const auto before = memory.before.find(id);
    const bool is_known = before != memory.before.end();
    const Snapshot& next = written.change.next;
    expect_unbroken(written, is_known ? &before->second : nullptr);
    if (!is_known) {
      instance_row(inserted, next)
          .set("root", next.root)
          .set("parent", next.parent)
          .set("depth", std::int64_t{next.depth})
          .set("workflow", next.workflow)
          .set("package", next.package)
          .set("created", next.created);
    } else if (differs_beyond_tallies(written, before->second)) {
      instance_row(updated, next).set("before", before->second.version);
    }
  }
  write_all(connection, update_sql, updated);
  write_all(connection, insert_sql, inserted);
}

void write_history(Connection& connection, const BatchMemory& memory) {
  static const std::string history_sql = R"(
INSERT INTO history (instance, version, root, event, at, public_part, previous, hash)
SELECT r.instance, r.version, r.root, r.event, r.at, r.public_part, r.previous, r.hash
FROM @rows(r, :rows, instance bigint, version bigint, root bigint, event text, at bigint,
           public_part text, previous text, hash text))";
  static const std::string personal_sql = R"(
INSERT INTO history_personal (instance, version, root, actor, salt, personal_part)
SELECT r.instance, r.version, r.root, r.actor, r.salt, r.personal_part
FROM @rows(r, :rows, instance bigint, version bigint, root bigint, actor bigint, salt text,
           personal_part text))";
  JsonRows history, personal;
  for (const auto& [id, written] : memory.written()) {
    for (const Entry& entry : written.change.entries) {
      history.row()
          .set("instance", id)
          .set("version", entry.version)
          .set("root", written.change.next.root)
          .set("event", entry.happened.event)
          .set("at", entry.happened.at)
          .set("public_part", entry.public_part)
          .set("previous", entry.previous)
          .set("hash", entry.hash);
      personal.row()
          .set("instance", id)
          .set("version", entry.version)
          .set("root", written.change.next.root)
          .set("actor", entry.happened.actor)
          .set("salt", entry.salt)
          .set("personal_part", entry.personal_part);
    }
  }
  write_all(connection, history_sql, history);
  write_all(connection, personal_sql, personal);
}

// A letter that is there already (same instance, step, letter and recipient) is the same letter.
void write_letters(Connection& connection, const BatchMemory& memory, IdBlock& ids, Instant now) {
  static const std::string sql = R"(
INSERT INTO letter (id, root, instance, step, package, workflow, letter, role, recipient, fields,
                    delivery, attempts, reason, message_id, queued, next_attempt, fence)
SELECT r.id, r.root, r.instance, r.step, r.package, r.workflow, r.letter, r.role, r.recipient,
       r.fields, 'ready', 0, '', r.message_id, :now, :now, 0
FROM @rows(r, :rows, id bigint, root bigint, instance bigint, step bigint, package text,
           workflow text, letter text, role text, recipient bigint, fields text, message_id text)
WHERE true
ON CONFLICT (instance, step, letter, recipient) DO NOTHING)";
  JsonRows letters;
  for (const auto& [id, written] : memory.written()) {
    for (const NewLetter& letter : written.change.letters) {
      const std::int64_t number = ids.next(connection);
      letters.row()
          .set("id", number)
          .set("root", written.change.next.root)
          .set("instance", letter.instance)
          .set("step", letter.step)
          .set("package", letter.package)
          .set("workflow", letter.workflow)
          .set("letter", letter.letter)
          .set("role", letter.role)
          .set("recipient", letter.recipient)
          .set("fields", boost::json::serialize(to_stored(letter.fields)))
          .set("message_id", fmt::format("{}.{}", number, now.time_since_epoch().count()));
    }
  }
  if (!letters.is_empty()) connection.run(sql, {{"rows", letters.text()}, {"now", now}});
}

void write_inboxes(Connection& connection, const BatchMemory& memory) {
  static const std::string insert_sql = R"(
INSERT INTO inbox (receiver, sender, step, number, root, event, must)
SELECT r.receiver, r.sender, r.step, r.number, r.root, r.event, r.must
FROM @rows(r, :rows, receiver bigint, sender bigint, step bigint, number bigint, root bigint,
           event text, must bigint))";
  static const std::string delete_sql = R"(
DELETE FROM inbox
WHERE (receiver, sender, step, number) IN
  (SELECT r.receiver, r.sender, r.step, r.number
   FROM @rows(r, :rows, receiver bigint, sender bigint, step bigint, number bigint)))";
  JsonRows queued, delivered;
  const auto key = [](JsonRows& rows, const InboxRow& row) -> JsonRows& {
    return rows.row()
        .set("receiver", row.receiver)
        .set("sender", row.sender)
        .set("step", row.step)
        .set("number", std::int64_t{row.number});
  };
  for (const auto& [id, written] : memory.written()) {
    for (const InboxRow& row : written.change.tells) {
      if (memory.is_delivered_here(row)) continue;
      key(queued, row)
          .set("root", written.change.next.root)
          .set("event", row.event)
          .set("must", std::int64_t{row.must ? 1 : 0});
    }
    for (const InboxRow& row : written.delivered) {
      if (!memory.is_told_here(row)) key(delivered, row);
    }
  }
  write_all(connection, insert_sql, queued);
  write_all(connection, delete_sql, delivered);
}

void take_drafts(Connection& connection, const BatchMemory& memory) {
  static const std::string sql = R"(
DELETE FROM draft
WHERE (instance, field) IN
  (SELECT r.instance, r.field FROM @rows(r, :rows, instance bigint, field text)))";
  JsonRows taken;
  for (const auto& [id, written] : memory.written()) {
    for (const std::string& field : written.change.taken)
      taken.row().set("instance", id).set("field", field);
  }
  if (!taken.is_empty()) connection.run(sql, {{"rows", taken.text()}});
}

void write_keys(Connection& connection, const BatchMemory& memory, Instant now) {
  static const std::string sql = R"(
INSERT INTO idempotency (key, body_hash, instance, version, at)
SELECT r.key, r.body_hash, r.instance, r.version, r.at
FROM @rows(r, :rows, key text, body_hash text, instance bigint, version bigint, at bigint)
WHERE true
ON CONFLICT (key) DO NOTHING)";
  JsonRows keys;
  for (const auto& [key, known] : memory.new_keys) {
    keys.row()
        .set("key", key)
        .set("body_hash", known.body_hash)
        .set("instance", known.instance)
        .set("version", known.version)
        .set("at", now);
  }
  write_all(connection, sql, keys);
}

}  // namespace

void write_batch(Connection& connection, const BatchMemory& memory, IdBlock& ids, Instant now) {
  write_instances(connection, memory);
  write_history(connection, memory);
  write_moves(connection, memory);
  write_states(connection, memory);
  write_tallies(connection, memory);
  write_letters(connection, memory, ids, now);
  write_timers(connection, memory);
  write_deadlines(connection, memory);
  write_inboxes(connection, memory);
  write_roles(connection, memory);
  take_drafts(connection, memory);
  rename_fields(connection, memory);
  write_keys(connection, memory, now);
}

}  // namespace accolade::db
