// Decides the asks of a batch in one transaction.
#include "db/apply/batch.h"

#include <algorithm>

#include "db/apply/batch_reading.h"
#include "db/apply/batch_writing.h"
#include "db/apply/world.h"

namespace accolade::db {
namespace {

const char* const stale_sentence =
    "Somebody changed this since you opened it; look at what is there now and try again.";

// Locks are counted by the version that a header names: one that a move made old is refused here
// and must not be used again.
bool is_of_another_version(const Ask& ask, const Snapshot& target) {
  const bool is_step = ask.kind == Ask::Kind::Raise || ask.kind == Ask::Kind::Wake;
  return is_step && !ask.package.empty() && ask.package != target.package;
}

// What is known before anything is decided: the answer of a repeated ask, or a refusal.
std::optional<Outcome<Applied>> answered_already(const Ask& ask, const BatchMemory& memory) {
  if (ask.idempotency) {
    const auto fresh = memory.new_keys.find(ask.idempotency->key);
    const auto stored = memory.keys.find(ask.idempotency->key);
    const bool is_fresh = fresh != memory.new_keys.end();
    if (is_fresh || stored != memory.keys.end()) {
      const KnownKey& known = is_fresh ? fresh->second : stored->second;
      if (known.body_hash != ask.idempotency->body_hash) {
        return Refusal{Why::Invalid, reused_key_sentence};
      }
      return Applied{known.instance, known.version, true};
    }
  }
  if (ask.kind == Ask::Kind::Begin) return std::nullopt;
  const Snapshot* const target = memory.snapshot(ask.target);
  if (target == nullptr) return Refusal{Why::NotFound, not_found_sentence};
  if (is_of_another_version(ask, *target)) return Refusal{Why::Stale, stale_sentence};
  if (ask.revision && *ask.revision != target->version) {
    return Refusal{Why::Stale, stale_sentence};
  }
  return std::nullopt;
}

Outcome<Applied> accept(const Ask& ask, Decision decision, BatchMemory& memory) {
  const InstanceId answer = decision.answer;
  std::optional<Refusal> refusal = std::move(decision.refusal);
  memory.merge(std::move(decision));
  if (refusal) return *std::move(refusal);

  const Snapshot* const shown = memory.snapshot(answer);
  const Applied applied{answer, shown == nullptr ? 0 : shown->version, false};
  if (ask.idempotency) {
    memory.new_keys[ask.idempotency->key] = {ask.idempotency->body_hash, applied.instance,
                                             applied.version};
  }
  return applied;
}

Answer answer(const Waiting& waiting, const Decide& decide, BatchMemory& memory, World& world) {
  if (std::optional<Outcome<Applied>> known = answered_already(waiting.ask, memory)) {
    return *std::move(known);
  }
  try {
    Outcome<Decision> decision = decide(waiting.ask, world);
    if (!decision) return Outcome<Applied>(decision.refusal());
    return accept(waiting.ask, *std::move(decision), memory);
  } catch (const DatabaseError&) {
    throw;  // the transaction is lost
  } catch (...) {
    return std::current_exception();
  }
}

void correct_headers(const std::vector<Waiting*>& batch, const BatchMemory& memory,
                     Headers& headers) {
  std::vector<std::pair<InstanceId, std::string>> corrected;
  for (const Waiting* waiting : batch) {
    const Snapshot* const target = memory.snapshot(waiting->ask.target);
    if (target != nullptr && is_of_another_version(waiting->ask, *target))
      corrected.emplace_back(target->id, target->package);
  }
  for (const auto& [id, written] : memory.written()) {
    if (written.change.is_moved) corrected.emplace_back(id, written.change.next.package);
  }
  if (!corrected.empty()) headers.correct(corrected);
}

void keep_headers(const BatchMemory& memory, Headers& headers) {
  for (const auto& [id, written] : memory.written()) {
    if (!written.change.is_new) continue;
    const Snapshot& next = written.change.next;
    headers.keep({id, next.root, next.parent, next.depth, next.workflow, next.package});
  }
}

// SQLite's log still has what was deleted from its file. Whoever reads meanwhile keeps it; the next
// checkpoint clears it then.
void clear_log(Connection& connection, const BatchMemory& memory) {
  if (connection.dialect() != Dialect::Sqlite) return;
  const bool has_forgotten = std::ranges::any_of(
      memory.written(), [](const auto& one) { return !one.second.change.forgotten.empty(); });
  if (!has_forgotten) return;
  try {
    connection.script("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (const DatabaseError&) {
    return;  // committed all the same
  }
}

}  // namespace

std::vector<Answer> commit_batch(Connection& connection, Store& store, IdBlocks& ids,
                                 const Decide& decide, const std::vector<Waiting*>& batch) {
  // Enough for most batches, so that the row of the blocks is not locked while deciding.
  ids.ids.reserve(connection, IdBlock::size / 4);
  ids.entries.reserve(connection, IdBlock::size / 4);
  try {
    Transaction transaction(connection);
    BatchMemory memory;
    read_batch(connection, batch, memory);

    std::vector<Answer> answers;
    for (const Waiting* waiting : batch) {
      BatchWorld world(*waiting, memory, connection, ids.ids);
      answers.push_back(answer(*waiting, decide, memory, world));
    }

    write_batch(connection, memory, ids, store.clock().now());
    transaction.commit();
    clear_log(connection, memory);
    keep_headers(memory, store.headers());
    correct_headers(batch, memory, store.headers());
    return answers;
  } catch (...) {
    ids.ids.forget();
    ids.entries.forget();
    throw;
  }
}

}  // namespace accolade::db
