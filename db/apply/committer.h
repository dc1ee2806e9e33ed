// The thread that commits asks in batches: whatever is waiting, up to 64, with no timer.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "db/apply/waiting.h"
#include "db/store.h"

namespace accolade::db {

inline constexpr std::size_t batch_asks_max = 64;

class Committer {
 public:
  // `connections` lends the connection of each batch.
  Committer(Store& store, Pool& connections, Decide decide);
  // Commits what is waiting, then ends.
  ~Committer();
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  // What it will be committed with: done once all of that is committed or refused. Thread-safe.
  std::shared_ptr<const Gathering> add(std::unique_ptr<Waiting> waiting);

 private:
  void run();
  std::shared_ptr<Gathering> take();  // null: nothing will come any more
  void commit(Connection& connection, const std::vector<Waiting*>& batch);
  void commit_again(Connection& connection, const std::vector<Waiting*>& batch);

  Store& store_;
  Pool& connections_;
  const Decide decide_;
  IdBlocks ids_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Gathering>> queue_;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace accolade::db
