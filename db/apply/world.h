// World for one ask: the memory of its batch, and whatever has to be read besides.
#pragma once

#include "db/apply/batch_memory.h"
#include "db/apply/waiting.h"
#include "db/store.h"

namespace accolade::db {

class BatchWorld : public World {
 public:
  BatchWorld(const Waiting& waiting, BatchMemory& memory, Connection& connection, IdBlock& ids)
      : waiting_(waiting), memory_(memory), connection_(connection), ids_(ids) {}

  Instant now() const override { return waiting_.received; }
  const Snapshot* locked(InstanceId id) const override;
  const Snapshot* seen(InstanceId id) const override { return memory_.snapshot(id); }
  std::vector<Membership> memberships(InstanceId id, PersonId person) const override;
  Answers draft(InstanceId id) const override;
  std::vector<Snapshot> children(InstanceId parent, const std::string& workflow) const override;
  std::vector<Snapshot> tree() const override;
  std::map<InstanceId, Decimal> parts(InstanceId parent, const Tally& tally) const override;
  std::optional<InboxRow> inbox(InstanceId receiver) const override;
  std::map<std::int64_t, InstanceId> queue(InstanceId parent,
                                           const std::string& pool) const override;
  void lock_child(InstanceId child) override;
  InstanceId new_id() override;
  std::string new_salt() override;

 private:
  const Waiting& waiting_;
  BatchMemory& memory_;
  Connection& connection_;
  IdBlock& ids_;
  std::set<InstanceId> locked_children_;
};

}  // namespace accolade::db
