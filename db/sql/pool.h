// A few connections shared by many threads, lent in the order of asking.
#pragma once

#include <condition_variable>
#include <deque>
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
  // Somebody whose turn has not come yet. Each is called alone: to wake all of them at every lease
  // cost a busy server two thirds of its time.
  struct Waiting {
    std::condition_variable called;
    bool has_turn = false;
    std::unique_ptr<Connection> connection;  // none: to be made
  };

  void give_back(std::unique_ptr<Connection> connection);

  Connect connect_;
  std::mutex mutex_;
  std::size_t free_places_;  // 0 while anybody waits
  std::vector<std::unique_ptr<Connection>> idle_;
  // First come, first served: the committer would otherwise take SQLite's one writer again before
  // anybody else woke up.
  std::deque<Waiting*> waiting_;
};

}  // namespace accolade::db
