// Pools are figures of the parent's; their queues are copies of what the children's snapshots say.
#include "db/apply/writing_roles.h"

namespace accolade::db {
namespace {

using Queued = std::map<std::string, std::int64_t>;

// Those of `some` that are not in `others` as they are.
Queued beyond(const Queued& some, const Queued& others) {
  Queued rest;
  std::ranges::set_difference(some, others, std::inserter(rest, rest.end()));
  return rest;
}

BatchRows& queue_row(BatchRows& rows, InstanceId parent, const Queued::value_type& place) {
  return rows.row().set("parent", parent).set("pool", place.first).set("number", place.second);
}

}  // namespace

void write_places(const BatchMemory& memory, SetWrites& writes) {
  static const std::string pools_sql = R"(
INSERT INTO pool (instance, name, root, held, waiting, last_number)
SELECT r.instance, r.name, r.root, r.held, r.waiting, r.last_number
@batch(r, instance bigint, name text, root bigint, held bigint, waiting bigint,
       last_number bigint)
WHERE true
ON CONFLICT (instance, name) DO UPDATE
SET held = excluded.held, waiting = excluded.waiting, last_number = excluded.last_number)";
  static const std::string left_sql =
      "DELETE FROM queue WHERE @match(parent bigint, pool text, number bigint)";
  static const std::string joined_sql = R"(
INSERT INTO queue (parent, pool, number, child, root)
SELECT r.parent, r.pool, r.number, r.child, r.root
@batch(r, parent bigint, pool text, number bigint, child bigint, root bigint))";
  static const Snapshot nothing;
  BatchRows pools, left, joined;
  for (const auto& [id, written] : memory.written()) {
    const Snapshot& next = written.change.next;
    const auto found = memory.before.find(id);
    // Of what was moved nothing is there any more: write_moves has cleared it.
    const bool is_known = found != memory.before.end() && !written.change.is_moved;
    const Snapshot& before = is_known ? found->second : nothing;
    for (const auto& [name, figures] : next.pools) {
      const auto known = before.pools.find(name);
      if (known != before.pools.end() && known->second == figures) continue;
      pools.row()
          .set("instance", id)
          .set("name", name)
          .set("root", next.root)
          .set("held", figures.held)
          .set("waiting", figures.waiting)
          .set("last_number", figures.last_number);
    }
    for (const auto& place : beyond(before.queued, next.queued))
      queue_row(left, next.parent, place);
    for (const auto& place : beyond(next.queued, before.queued))
      queue_row(joined, next.parent, place).set("child", id).set("root", next.root);
  }
  add(writes, pools_sql, std::move(pools));
  add_exact(writes, left_sql, std::move(left));
  add_exact(writes, joined_sql, std::move(joined));
}

}  // namespace accolade::db
