// Lends connections in the order of asking.
#include "db/sql/pool.h"

namespace accolade::db {

Pool::Lease Pool::take() {
  std::unique_ptr<Connection> connection;
  {
    std::unique_lock lock(mutex_);
    if (free_places_ == 0) {
      Waiting self;
      waiting_.push_back(&self);
      self.called.wait(lock, [&] { return self.has_turn; });
      connection = std::move(self.connection);
    } else {
      --free_places_;
      if (!idle_.empty()) {
        connection = std::move(idle_.back());
        idle_.pop_back();
      }
    }
  }
  if (connection) return {*this, std::move(connection)};
  try {
    return {*this, connect_()};
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

// The place goes over to whoever waits first, and with it the connection.
void Pool::give_back(std::unique_ptr<Connection> connection) {
  if (connection && connection->is_broken()) connection.reset();
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) {
    ++free_places_;
    if (connection) idle_.push_back(std::move(connection));
    return;
  }
  Waiting& first = *waiting_.front();
  waiting_.pop_front();
  first.connection = std::move(connection);
  first.has_turn = true;
  first.called.notify_one();  // under the lock: afterwards it may be gone
}

}  // namespace accolade::db
