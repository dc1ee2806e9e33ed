// What one transaction knows: what it has read, and on top what its asks will write.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/ports/instances.h"

namespace accolade::db {

struct KnownKey {
  std::string body_hash;
  InstanceId instance;
  std::int64_t version = 0;
};

// The children of an instance, by their workflow.
using ChildrenOf = std::pair<InstanceId, std::string>;
// The parts of one tally of an instance, by the tally's text.
using PartsOf = std::pair<InstanceId, std::string>;
// The queue of one pool of an instance, by the pool's name.
using QueueOf = std::pair<InstanceId, std::string>;
// Roles on an instance, with those that one person holds from below. Of 0 with nobody: the
// directory.
using RolesFor = std::pair<InstanceId, PersonId>;

// One instance that the batch writes, once: the changes of all its asks laid over each other.
struct Written {
  Change change;
  std::vector<InboxRow> delivered;
};

class BatchMemory {
 public:
  // Read before anything is decided.
  std::unordered_map<InstanceId, Snapshot> before;
  std::map<std::string, KnownKey> keys;

  // The snapshot as it will be; null if it was not read.
  const Snapshot* snapshot(InstanceId id) const;
  // Each of these asks `has_read` first, and gives what was read to `remember`.
  bool has_read(const RolesFor& which) const { return memberships_.contains(which); }
  void remember(const RolesFor& which, std::vector<Membership> rows) {
    memberships_[which] = std::move(rows);
  }
  std::vector<Membership> memberships(const RolesFor& which) const;

  bool has_read_draft(InstanceId id) const { return drafts_.contains(id); }
  void remember(InstanceId id, Answers draft) { drafts_[id] = std::move(draft); }
  Answers draft(InstanceId id) const;

  bool has_read_inbox(InstanceId id) const { return inboxes_.contains(id); }
  void remember(InstanceId id, std::vector<InboxRow> rows) { inboxes_[id] = std::move(rows); }
  std::optional<InboxRow> first_of_inbox(InstanceId receiver) const;

  bool has_read_children(const ChildrenOf& which) const { return children_.contains(which); }
  void remember(const ChildrenOf& which, std::vector<Snapshot> snapshots) {
    children_[which] = std::move(snapshots);
  }
  std::vector<Snapshot> children(const ChildrenOf& which) const;

  bool has_read_parts(const PartsOf& which) const { return parts_.contains(which); }
  void remember(const PartsOf& which, std::map<InstanceId, Decimal> parts) {
    parts_[which] = std::move(parts);
  }
  std::map<InstanceId, Decimal> parts(const PartsOf& which) const;

  bool has_read_queue(const QueueOf& which) const { return queues_.contains(which); }
  void remember(const QueueOf& which, std::map<std::int64_t, InstanceId> queue) {
    queues_[which] = std::move(queue);
  }
  std::map<std::int64_t, InstanceId> queue(const QueueOf& which) const;
  // Of the root's tree, by depth and id, as they will be. Precondition: all of it was read.
  std::vector<Snapshot> tree(InstanceId root) const;

  // Takes over what a decision writes. Later asks see it.
  void merge(Decision decision);

  // By id.
  const std::map<InstanceId, Written>& written() const { return written_; }
  // The entries of all that is written, in the order in which they were decided.
  std::vector<std::pair<InstanceId, const Entry*>> entries() const;
  // Queued by this batch and delivered by it again: never written.
  bool is_delivered_here(const InboxRow& row) const { return delivered_.contains(key_of(row)); }
  bool is_told_here(const InboxRow& row) const { return told_.contains(key_of(row)); }

  std::map<std::string, KnownKey> new_keys;

 private:
  using InboxKey = std::tuple<InstanceId, InstanceId, std::int64_t, std::int64_t>;
  static InboxKey key_of(const InboxRow& row) {
    return {row.receiver, row.sender, row.step, row.number};
  }
  void merge(Change change);

  std::map<InstanceId, Written> written_;
  std::vector<InstanceId> stepped_;  // of each entry, in the order in which they were decided
  std::set<InboxKey> delivered_, told_;
  std::map<RolesFor, std::vector<Membership>> memberships_;
  std::unordered_map<InstanceId, Answers> drafts_;
  std::unordered_map<InstanceId, std::vector<InboxRow>> inboxes_;
  std::map<ChildrenOf, std::vector<Snapshot>> children_;
  std::map<PartsOf, std::map<InstanceId, Decimal>> parts_;
  std::map<QueueOf, std::map<std::int64_t, InstanceId>> queues_;
};

}  // namespace accolade::db
