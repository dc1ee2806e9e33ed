// The port `LongWorks` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/long_work.h"

namespace accolade::db {

class StoredWorks : public LongWorks {
 public:
  explicit StoredWorks(std::shared_ptr<Store> store) : store_(std::move(store)) {}

  std::optional<WorkId> add(const NewWork& work) override;
  std::optional<LongWork> find(WorkId id) override;
  std::vector<LongWork> of(PersonId person, int limit) override;
  std::optional<LongWork> claim(Duration lease) override;
  bool hold(const LongWork& work, Duration lease) override;
  bool report(const LongWork& work) override;
  bool end(const LongWork& work) override;
  std::string mark() override;
  int forget(Instant before) override;

 private:
  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
