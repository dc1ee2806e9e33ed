// A few connections shared by many threads, lent in the order of asking.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "db/sql/connection.h"

namespace accolade::db {

class Pool {
 public:
  using Connect = std::function<std::unique_ptr<Connection>()>;

  // Connections are made when first needed; one that broke is replaced.
  Pool(Connect connect, std::size_t size) : connect_(std::move(connect)), free_places_(size) {}

  // Gives the connection back at the end of its life.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    ~Lease() { pool_.give_back(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
  };

  // Blocks until it is this caller's turn. Throws DatabaseError if the database is down.
  Lease take();

 private:
  void give_back(std::unique_ptr<Connection> connection);

  Connect connect_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t free_places_;
  std::vector<std::unique_ptr<Connection>> idle_;
  // First come, first served: the committer would otherwise take SQLite's one writer again before
  // anybody else woke up.
  std::uint64_t next_ticket_ = 0, now_serving_ = 0;
};

}  // namespace accolade::db
