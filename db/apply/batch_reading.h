// The reading half of a batch: locks, then everything that its asks may rely on.
#pragma once

#include <vector>

#include "db/apply/batch_memory.h"
#include "db/apply/waiting.h"
#include "db/sql/connection.h"

namespace accolade::db {

// Locks what the asks may write, in the order (depth, id), and reads their facts: snapshots with
// tallies and pools, ancestors unlocked, memberships, drafts, idempotency keys, inboxes. At most
// three statements, whatever the number of asks.
void read_batch(Connection& connection, const std::vector<Waiting*>& batch, BatchMemory& memory);

// One at a time, for what few steps need.
std::vector<Membership> read_memberships(Connection& connection, const RolesFor& which,
                                         Instant now);
std::map<InstanceId, Decimal> read_parts(Connection& connection, const PartsOf& which);
std::map<std::int64_t, InstanceId> read_queue(Connection& connection, const QueueOf& which);
// Locks and reads one more instance with its facts, unless it is read already.
void read_child(Connection& connection, InstanceId id, BatchMemory& memory);
Answers read_draft(Connection& connection, InstanceId id);
std::vector<InboxRow> read_inbox(Connection& connection, InstanceId receiver);
// All of a tree, root included, found by who is whose child: without a lock, in no order.
std::vector<InstanceId> read_tree(Connection& connection, InstanceId root);
std::vector<Snapshot> read_children(Connection& connection, const ChildrenOf& which);

}  // namespace accolade::db
