// The port `Drafts` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/drafts.h"

namespace accolade::db {

class StoredDrafts : public Drafts {
 public:
  explicit StoredDrafts(std::shared_ptr<Store> store) : store_(std::move(store)) {}
  bool save(InstanceId instance, PersonId editor, const std::vector<DraftAnswer>& answers) override;
  Answers load(InstanceId instance) override;

 private:
  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
