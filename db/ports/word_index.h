// The port `WordIndex` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/word_index.h"

namespace accolade::db {

class StoredWordIndex : public WordIndex {
 public:
  explicit StoredWordIndex(std::shared_ptr<Store> store) : store_(std::move(store)) {}

  std::vector<Hit> find(const SearchQuery& query, PersonId viewer, int limit) override;
  std::vector<HitKind> kinds(const std::vector<InstanceId>& hits) override;

 private:
  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
