// The port `SavedFilters` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/filters.h"

namespace accolade::db {

class StoredFilters : public SavedFilters {
 public:
  explicit StoredFilters(std::shared_ptr<Store> store) : store_(std::move(store)) {}

  std::vector<SavedFilter> of(PersonId person) override;
  FilterProblem keep(PersonId person, const SavedFilter& filter) override;
  FilterProblem rename(PersonId person, FilterId id, const std::string& name) override;
  FilterProblem remove(PersonId person, FilterId id) override;

 private:
  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
