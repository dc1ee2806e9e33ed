// Compares each instance as it was before the batch with what it is after it.
#include "db/apply/writing_figures.h"

#include "engine/figures/waits.h"

namespace accolade::db {
namespace {

using Entered = std::map<std::string, Instant>;

BatchRows& state_row(BatchRows& rows, const Snapshot& next, const std::string& state) {
  return rows.row().set("root", next.root).set("workflow", next.workflow).set("state", state);
}

void add_changes(const Entered& before, const Snapshot& next, BatchRows& changes) {
  for (const auto& [state, since] : before) {
    if (next.entered.contains(state)) continue;
    state_row(changes, next, state)
        .set("delta", std::int64_t{-1})
        .set("wait_class", std::int64_t{wait_class(next.changed - since)});
  }
  for (const auto& [state, since] : next.entered) {
    if (!before.contains(state)) state_row(changes, next, state).set("delta", std::int64_t{1});
  }
}

}  // namespace

void write_figures(const BatchMemory& memory, SetWrites& writes) {
  static const std::string changes_sql = R"(
INSERT INTO state_change (root, workflow, state, delta, wait_class)
SELECT r.root, r.workflow, r.state, r.delta, r.wait_class
@batch(r, root bigint, workflow text, state text, delta bigint, wait_class bigint))";
  static const std::string gone_sql = "DELETE FROM expectation WHERE @match(instance bigint)";
  static const std::string expected_sql = R"(
INSERT INTO expectation (instance, root, due)
SELECT r.instance, r.root, r.due
@batch(r, instance bigint, root bigint, due bigint))";
  BatchRows changes, gone, expected;
  const Snapshot nothing;
  for (const auto& [id, written] : memory.written()) {
    const auto known = memory.before.find(id);
    const Snapshot& before = known == memory.before.end() ? nothing : known->second;
    const Snapshot& next = written.change.next;
    add_changes(before.entered, next, changes);
    if (before.expected == next.expected) continue;
    if (before.expected) gone.row().set("instance", id);
    if (next.expected) {
      expected.row().set("instance", id).set("root", next.root).set("due", *next.expected);
    }
  }
  add_exact(writes, changes_sql, std::move(changes));
  add(writes, gone_sql, std::move(gone));
  add_exact(writes, expected_sql, std::move(expected));
}

}  // namespace accolade::db
