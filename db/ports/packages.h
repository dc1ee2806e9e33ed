// The port `Packages` on one database.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "db/store.h"
#include "engine/ports/packages.h"

namespace accolade::db {

class StoredPackages : public Packages {
 public:
  explicit StoredPackages(std::shared_ptr<Store> store) : store_(std::move(store)) {}
  std::shared_ptr<const Package> get(const PackageHash& hash) override;
  bool publish(const Package& package) override;
  std::vector<std::shared_ptr<const Package>> current() override;
  std::vector<PublishedVersion> versions(const std::string& name) override;

 private:
  std::shared_ptr<const Package> kept(const PackageHash& hash);
  std::shared_ptr<const Package> load(const PackageHash& hash);

  const std::shared_ptr<Store> store_;
  std::mutex mutex_;
  std::map<PackageHash, std::shared_ptr<const Package>> kept_;
};

}  // namespace accolade::db
