// The port `Figures` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/figures.h"

namespace accolade::db {

class StoredFigures : public Figures {
 public:
  explicit StoredFigures(std::shared_ptr<Store> store) : store_(std::move(store)) {}

  std::vector<StateFigures> of_tree(InstanceId root) override;
  std::vector<Overdue> overdue(PersonId viewer, int limit) override;
  std::vector<Upcoming> upcoming(PersonId viewer, Instant until, int limit) override;
  int fold() override;

 private:
  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
