// The reference that databases are compared with: the same asks, one after the other, on snapshots
// that never leave memory.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/ports/drafts.h"
#include "engine/ports/instances.h"

namespace accolade {

// Ids and salts as a counter gives them: equal asks make equal bytes, whatever the store.
class CountedChance {
 public:
  InstanceId new_id() { return InstanceId{++ids_}; }
  std::string new_salt();

 private:
  std::int64_t ids_ = 0, salts_ = 0;
};

// The World of a store, with ids and salts of a counter.
class CountedWorld : public World {
 public:
  CountedWorld(World& store, CountedChance& chance) : store_(store), chance_(chance) {}

  Instant now() const override { return store_.now(); }
  const Snapshot* locked(InstanceId id) const override { return store_.locked(id); }
  const Snapshot* seen(InstanceId id) const override { return store_.seen(id); }
  std::vector<Membership> memberships(InstanceId id, PersonId person) const override {
    return store_.memberships(id, person);
  }
  Answers draft(InstanceId id) const override { return store_.draft(id); }
  std::vector<Snapshot> children(InstanceId parent, const std::string& workflow) const override {
    return store_.children(parent, workflow);
  }
  std::vector<Snapshot> tree() const override { return store_.tree(); }
  std::map<InstanceId, Decimal> parts(InstanceId parent, const Tally& tally) const override {
    return store_.parts(parent, tally);
  }
  std::optional<InboxRow> inbox(InstanceId receiver) const override {
    return store_.inbox(receiver);
  }
  std::map<std::int64_t, InstanceId> queue(InstanceId parent,
                                           const std::string& pool) const override {
    return store_.queue(parent, pool);
  }
  void lock_child(InstanceId child) override { store_.lock_child(child); }
  InstanceId new_id() override { return chance_.new_id(); }
  std::string new_salt() override { return chance_.new_salt(); }

 private:
  World& store_;
  CountedChance& chance_;
};

// All that a store keeps of one instance.
struct Kept {
  Snapshot snapshot;
  std::vector<Entry> history;
  std::vector<NewLetter> letters;
  Answers draft;
  std::vector<Membership> memberships;                  // that its steps wrote, here and above
  std::map<std::string, std::optional<Decimal>> parts;  // of the parent's tallies, by text
};

// Everything may be written: what an ask locks is for the databases to get right.
class MemoryStore : public World {
 public:
  explicit MemoryStore(Decide decide) : decide_(std::move(decide)) {}

  void set_clock(Instant now) { now_ = now; }
  // The ids go on; what waits for them does not.
  void forget_instances();
  void give_role(PersonId person, const std::string& role);
  void save_draft(InstanceId id, const std::vector<DraftAnswer>& answers);
  // Without revisions and idempotency keys.
  Outcome<Applied> apply(const Ask& ask);
  // Those that the last ask wrote.
  const std::vector<InstanceId>& written() const { return written_; }
  const std::map<InstanceId, Kept>& instances() const { return instances_; }

  Instant now() const override { return now_; }
  const Snapshot* locked(InstanceId id) const override { return seen(id); }
  const Snapshot* seen(InstanceId id) const override;
  std::vector<Membership> memberships(InstanceId id, PersonId person) const override;
  Answers draft(InstanceId id) const override { return instances_.at(id).draft; }
  std::vector<Snapshot> children(InstanceId parent, const std::string& workflow) const override;
  std::vector<Snapshot> tree() const override { return {}; }
  std::map<InstanceId, Decimal> parts(InstanceId parent, const Tally& tally) const override;
  std::optional<InboxRow> inbox(InstanceId receiver) const override;
  std::map<std::int64_t, InstanceId> queue(InstanceId parent,
                                           const std::string& pool) const override;
  void lock_child(InstanceId) override {}
  InstanceId new_id() override { return chance_.new_id(); }
  std::string new_salt() override { return chance_.new_salt(); }

 private:
  void write(Change change);

  const Decide decide_;
  CountedChance chance_;
  Instant now_{};
  std::map<InstanceId, Kept> instances_;
  std::vector<Membership> directory_;
  std::vector<InboxRow> inbox_;
  std::vector<InstanceId> written_;
};

}  // namespace accolade
