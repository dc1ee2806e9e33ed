// The port `Secrets` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/secrets.h"

namespace accolade::db {

class StoredSecrets : public Secrets {
 public:
  explicit StoredSecrets(std::shared_ptr<Store> store) : store_(std::move(store)) {}
  std::string secret(const std::string& fresh) override;

 private:
  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
