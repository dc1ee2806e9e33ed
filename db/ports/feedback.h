// The port `Feedback` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/feedback.h"

namespace accolade::db {

class StoredFeedback : public Feedback {
 public:
  explicit StoredFeedback(std::shared_ptr<Store> store) : store_(std::move(store)) {}
  bool give(const FeedbackForm& form) override;
  bool has_given(InstanceId giver) override;
  FeedbackFigures figures(InstanceId about) override;

 private:
  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
