// The port `Letters` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/letters.h"

namespace accolade::db {

class StoredLetters : public Letters {
 public:
  explicit StoredLetters(std::shared_ptr<Store> store) : store_(std::move(store)) {}
  std::vector<Letter> claim(int limit, Duration lease) override;
  void settle(LetterId id, std::int64_t fence, Delivery delivery, const std::string& reason,
              std::optional<Instant> next_attempt) override;
  std::vector<Letter> of(InstanceId instance, PersonId reader, bool everybody) override;
  std::vector<Letter> undelivered(int limit) override;
  std::optional<Letter> find(LetterId id) override;

 private:
  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
