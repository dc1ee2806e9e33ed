// Writes a batch with set statements: one row an instance in each (toolchain.md fact 19).
#include "db/apply/batch_writing.h"

#include <functional>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "db/apply/waiting.h"
#include "db/apply/writing_figures.h"
#include "db/apply/writing_keeping.h"
#include "db/apply/writing_moves.h"
#include "db/apply/writing_roles.h"
#include "db/apply/writing_search.h"
#include "db/apply/writing_timers.h"
#include "db/snapshot_row.h"
#include "db/sql/set_writer.h"

namespace accolade::db {
namespace {

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
  without.pools = written.change.next.pools;
  return without != written.change.next;
}

BatchRows& instance_row(BatchRows& rows, const Snapshot& next) {
  return rows.row()
      .set("id", next.id)
      .set("version", next.version)
      .set("configuration", configuration_text(next))
      .set("data", data_text(next))
      .set("chain", next.chain)
      .set("changed", next.changed);
}

void write_instances(const BatchMemory& memory, SetWrites& writes) {
  static const std::string update_sql = R"(
UPDATE instance
SET version = r.version, configuration = r.configuration, data = r.data, chain = r.chain,
    changed = r.changed
@batch(r, id bigint, version bigint, configuration text, data text, chain text,
           changed bigint, before bigint)
WHERE instance.id = r.id AND instance.version = r.before)";
  static const std::string insert_sql = R"(
INSERT INTO instance (id, root, parent, depth, workflow, package, version, configuration, data,
                      chain, created, changed)
SELECT r.id, r.root, r.parent, r.depth, r.workflow, r.package, r.version, r.configuration, r.data,
       r.chain, r.created, r.changed
@batch(r, id bigint, root bigint, parent bigint, depth bigint, workflow text,
           package text, version bigint, configuration text, data text, chain text, created bigint,
           changed bigint))";
  BatchRows updated, inserted;
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
  add_exact(writes, update_sql, std::move(updated));
  add_exact(writes, insert_sql, std::move(inserted));
}

// The number of the entry that a step of an instance has written.
using EntryIds = std::map<std::pair<InstanceId, std::int64_t>, std::int64_t>;

// Numbered in the order in which they were decided: who came first to a place can be read off them.
EntryIds write_history(const BatchMemory& memory, const std::function<std::int64_t()>& new_id,
                       SetWrites& writes) {
  static const std::string history_sql = R"(
INSERT INTO history (id, instance, version, root, event, at, public_part, previous, hash)
SELECT r.id, r.instance, r.version, r.root, r.event, r.at, r.public_part, r.previous, r.hash
@batch(r, id bigint, instance bigint, version bigint, root bigint, event text, at bigint,
       public_part text, previous text, hash text))";
  static const std::string personal_sql = R"(
INSERT INTO history_personal (entry, instance, root, actor, salt, personal_part)
SELECT r.entry, r.instance, r.root, r.actor, r.salt, r.personal_part
@batch(r, entry bigint, instance bigint, root bigint, actor bigint, salt text,
       personal_part text))";
  EntryIds ids;
  static const std::string kept_sql = R"(
INSERT INTO history_kept (entry, field, called, instance, root, salt, part)
SELECT r.entry, r.field, r.field, r.instance, r.root, r.salt, r.part
@batch(r, entry bigint, field text, instance bigint, root bigint, salt text, part text))";
  BatchRows history, personal, kept;
  for (const auto& [id, entry] : memory.entries()) {
    const InstanceId root = memory.written().at(id).change.next.root;
    const std::int64_t number = new_id();
    ids.emplace(std::pair(id, entry->version), number);
    history.row()
        .set("id", number)
        .set("instance", id)
        .set("version", entry->version)
        .set("root", root)
        .set("event", entry->happened.event)
        .set("at", entry->happened.at)
        .set("public_part", entry->public_part)
        .set("previous", entry->previous)
        .set("hash", entry->hash);
    personal.row()
        .set("entry", number)
        .set("instance", id)
        .set("root", root)
        .set("actor", entry->happened.actor)
        .set("salt", entry->salt)
        .set("personal_part", entry->personal_part);
    for (const auto& [field, part] : entry->kept) {
      kept.row()
          .set("entry", number)
          .set("field", field)
          .set("instance", id)
          .set("root", root)
          .set("salt", part.salt)
          .set("part", part.part);
    }
  }
  add_exact(writes, history_sql, std::move(history));
  add_exact(writes, personal_sql, std::move(personal));
  add_exact(writes, kept_sql, std::move(kept));
  return ids;
}

// A letter that is there already (same entry, letter and recipient) is the same letter.
void write_letters(const BatchMemory& memory, const EntryIds& entries,
                   const std::function<std::int64_t()>& new_id, Instant now, SetWrites& writes) {
  static const std::string sql = R"(
INSERT INTO letter (id, root, instance, step, entry, package, workflow, letter, role, recipient,
                    fields, delivery, attempts, reason, message_id, queued, next_attempt, fence)
SELECT r.id, r.root, r.instance, r.step, r.entry, r.package, r.workflow, r.letter, r.role,
       r.recipient, r.fields, 'ready', 0, '', r.message_id, r.queued, r.queued, 0
@batch(r, id bigint, root bigint, instance bigint, step bigint, entry bigint, package text,
       workflow text, letter text, role text, recipient bigint, fields text, message_id text,
       queued bigint)
WHERE true
ON CONFLICT (entry, letter, recipient) DO NOTHING)";
  BatchRows letters;
  for (const auto& [id, written] : memory.written()) {
    for (const NewLetter& letter : written.change.letters) {
      const std::int64_t number = new_id();
      letters.row()
          .set("id", number)
          .set("root", written.change.next.root)
          .set("instance", letter.instance)
          .set("step", letter.step)
          .set("entry", entries.at({letter.instance, letter.step}))
          .set("package", letter.package)
          .set("workflow", letter.workflow)
          .set("letter", letter.letter)
          .set("role", letter.role)
          .set("recipient", letter.recipient)
          .set("fields", boost::json::serialize(to_stored(letter.fields)))
          .set("message_id", fmt::format("{}.{}", number, now.time_since_epoch().count()))
          .set("queued", now);
    }
  }
  add(writes, sql, std::move(letters));
}

void write_inboxes(const BatchMemory& memory, SetWrites& writes) {
  static const std::string insert_sql = R"(
INSERT INTO inbox (receiver, sender, step, number, root, event, must, told_by, answers)
SELECT r.receiver, r.sender, r.step, r.number, r.root, r.event, r.must, r.told_by, r.answers
@batch(r, receiver bigint, sender bigint, step bigint, number bigint, root bigint,
           event text, must bigint, told_by text, answers text))";
  static const std::string delete_sql = R"(
DELETE FROM inbox
WHERE @match(receiver bigint, sender bigint, step bigint, number bigint))";
  BatchRows queued, delivered;
  const auto key = [](BatchRows& rows, const InboxRow& row) -> BatchRows& {
    return rows.row()
        .set("receiver", row.receiver)
        .set("sender", row.sender)
        .set("step", row.step)
        .set("number", row.number);
  };
  for (const auto& [id, written] : memory.written()) {
    for (const InboxRow& row : written.change.tells) {
      if (memory.is_delivered_here(row)) continue;
      const bool is_of_a_call = !row.told_by.empty();  // of another one, which is its own root
      BatchRows& one = key(queued, row)
                           .set("root", is_of_a_call ? row.receiver : written.change.next.root)
                           .set("event", row.event)
                           .set("must", std::int64_t{row.must ? 1 : 0});
      if (is_of_a_call)
        one.set("told_by", row.told_by)
            .set("answers", boost::json::serialize(
                                boost::json::object(row.answers.begin(), row.answers.end())));
    }
    for (const InboxRow& row : written.delivered) {
      if (!memory.is_told_here(row)) key(delivered, row);
    }
  }
  add_exact(writes, insert_sql, std::move(queued));
  add_exact(writes, delete_sql, std::move(delivered));
}

void take_drafts(const BatchMemory& memory, SetWrites& writes) {
  static const std::string sql = "DELETE FROM draft WHERE @match(instance bigint, field text)";
  BatchRows taken;
  for (const auto& [id, written] : memory.written()) {
    for (const std::string& field : written.change.taken)
      taken.row().set("instance", id).set("field", field);
  }
  add(writes, sql, std::move(taken));
}

void write_keys(const BatchMemory& memory, Instant now, SetWrites& writes) {
  static const std::string sql = R"(
INSERT INTO idempotency (key, body_hash, instance, version, at)
SELECT r.key, r.body_hash, r.instance, r.version, r.at
@batch(r, key text, body_hash text, instance bigint, version bigint, at bigint)
WHERE true
ON CONFLICT (key) DO NOTHING)";
  BatchRows keys;
  for (const auto& [key, known] : memory.new_keys) {
    keys.row()
        .set("key", key)
        .set("body_hash", known.body_hash)
        .set("instance", known.instance)
        .set("version", known.version)
        .set("at", now);
  }
  add_exact(writes, sql, std::move(keys));
}

}  // namespace

void write_batch(Connection& connection, const BatchMemory& memory, IdBlocks& ids, Instant now) {
  write_moves(connection, memory);
  SetWrites writes;
  const auto new_id = [&] { return ids.ids.next(connection); };
  const auto new_entry = [&] { return ids.entries.next(connection); };
  write_instances(memory, writes);
  const EntryIds entries = write_history(memory, new_entry, writes);
  write_states(memory, writes);
  write_findable(memory, writes);
  write_figures(memory, writes);
  write_tallies(memory, writes);
  write_places(memory, writes);
  write_letters(memory, entries, new_id, now, writes);
  write_timers(memory, writes);
  write_deadlines(memory, writes);
  write_inboxes(memory, writes);
  write_roles(memory, writes);
  take_drafts(memory, writes);
  write_keys(memory, now, writes);

  const std::vector<std::int64_t> written = connection.write(writes);
  for (std::size_t i = 0; i < writes.size(); ++i) {
    const auto wanted = static_cast<std::int64_t>(writes[i].rows.count());
    if (!writes[i].is_exact || written[i] == wanted) continue;
    throw Overtaken(fmt::format("{} of {} rows were written", written[i], wanted));
  }
  rename_fields(connection, memory);
  forget_fields(connection, memory);
}

}  // namespace accolade::db
