// Lends connections in the order of asking.
#include "db/sql/pool.h"

namespace accolade::db {

Pool::Lease Pool::take() {
  std::unique_ptr<Connection> connection;
  {
    std::unique_lock lock(mutex_);
    const std::uint64_t ticket = next_ticket_++;
    changed_.wait(lock, [&] { return ticket == now_serving_ && free_places_ > 0; });
    ++now_serving_;
    --free_places_;
    if (!idle_.empty()) {
      connection = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  changed_.notify_all();
  if (connection) return {*this, std::move(connection)};
  try {
    return {*this, connect_()};
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
  if (connection && connection->is_broken()) connection.reset();
  {
    const std::lock_guard lock(mutex_);
    ++free_places_;
    if (connection) idle_.push_back(std::move(connection));
  }
  changed_.notify_all();
}

}  // namespace accolade::db
