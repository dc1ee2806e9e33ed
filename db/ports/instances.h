// The port `Instances` on one database.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "db/apply/committer.h"
#include "db/store.h"

namespace accolade::db {

class StoredInstances : public Instances {
 public:
  StoredInstances(std::shared_ptr<Store> store, const Decide& decide, int asks_waiting_max);

  Outcome<Applied> apply(Ask ask) override;
  Outcome<std::optional<Applied>> answered(const IdempotencyKey& key) override;
  std::optional<Header> header(InstanceId id) override { return store_->header(id); }
  std::optional<Snapshot> load(InstanceId id) override;
  std::vector<Snapshot> ancestors(InstanceId id) override;
  std::vector<Membership> memberships(InstanceId id, PersonId person) override;
  std::set<std::string> sight(InstanceId id, PersonId viewer) override;
  std::vector<Listed> list(const ListQuery& query, PersonId viewer) override;
  std::vector<Listed> below(const std::vector<InstanceId>& parents, const std::string& workflow,
                            PersonId viewer) override;
  std::map<std::string, std::int64_t> count(InstanceId parent, const std::string& workflow,
                                            PersonId viewer) override;
  std::vector<Listed> mine(PersonId person, int limit) override;
  std::vector<Entry> history(InstanceId id) override;
  std::vector<InstanceId> roots_of(const std::string& package) override;
  std::vector<Snapshot> tree(InstanceId root) override;
  std::int64_t queue_place(InstanceId parent, const std::string& pool,
                           std::int64_t number) override;
  Instant now() override { return store_->clock().now(); }
  std::vector<InstanceId> due(int limit, Duration patience) override;
  std::optional<Instant> next_due() override;

 private:
  std::vector<InstanceId> ancestor_ids(const Header& header);
  std::vector<Listed> listed(Connection& connection, const std::vector<Row>& ids, PersonId viewer);

  const std::shared_ptr<Store> store_;
  const int asks_waiting_max_;
  // On PostgreSQL each committer has a connection of its own; on SQLite they share the writer.
  std::vector<std::unique_ptr<Pool>> own_connections_;
  std::vector<std::unique_ptr<Committer>> committers_;
  std::atomic<int> waiting_ = 0;
  std::atomic<std::int64_t> begun_ = 0;
};

// All entries, oldest first.
std::vector<Entry> read_history(Connection& connection, InstanceId id);

}  // namespace accolade::db
