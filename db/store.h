// What all ports of one database share: its connections, its clock, its ids.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/sql/connection.h"
#include "db/sql/pool.h"
#include "engine/ports/instances.h"

namespace accolade::db {

// The database's clock, read without asking it: ours and the difference, measured now and then. On
// SQLite the database has no other clock than ours.
class Clock {
 public:
  // `fixed`, if there is one, is the clock of a test.
  explicit Clock(std::function<Instant()> fixed) : fixed_(std::move(fixed)) {}
  Instant now() const;
  // At most once a minute; cheap otherwise. Not on SQLite.
  void measure(Connection& connection);

 private:
  std::function<Instant()> fixed_;
  std::atomic<std::int64_t> ahead_us_ = 0;
  std::atomic<std::int64_t> measured_us_ = 0;  // by our clock
};

// Numbers from blocks of 4,096 of the row `name` of id_block. Not thread-safe.
class IdBlock {
 public:
  static constexpr std::int64_t size = 4'096;

  explicit IdBlock(const char* name) : name_(name) {}

  // Takes the next block if fewer than `wanted` numbers are left. Outside of a transaction.
  void reserve(Connection& connection, std::int64_t wanted);
  // Inside a transaction that rolls back, forget() must follow: the block may be handed out again.
  std::int64_t next(Connection& connection);
  void forget() { next_ = end_ = 0; }

 private:
  const char* const name_;
  std::int64_t next_ = 0, end_ = 0;
};

// Entries have numbers of their own: ids are seen by people, and would tell how much happened where
// they see nothing.
struct IdBlocks {
  IdBlock ids{"id"}, entries{"entry"};
};

// What never changes about instances, kept. Thread-safe.
class Headers {
 public:
  std::optional<Header> find(Connection& connection, InstanceId id);
  std::optional<Header> known(InstanceId id) const;
  void keep(const Header& header);
  // The version that each is pinned to, as it was just read.
  void correct(const std::vector<std::pair<InstanceId, std::string>>& packages);

 private:
  static constexpr std::size_t kept_max = 200'000;
  mutable std::mutex mutex_;
  std::unordered_map<InstanceId, Header> kept_;
};

class Store {
 public:
  Store(const std::string& url, std::function<Instant()> fixed_clock);

  const std::string& url() const { return url_; }
  Dialect dialect() const { return dialect_; }
  Pool& reading() { return reading_; }
  // On SQLite the one writer, shared with the committer.
  Pool& writing() { return dialect_ == Dialect::Sqlite ? writing_ : reading_; }
  Clock& clock() { return clock_; }
  Headers& headers() { return headers_; }
  // Outside of a transaction.
  std::int64_t new_id(Connection& connection);
  // With the header's own connection when it is not kept yet.
  std::optional<Header> header(InstanceId id);

 private:
  const std::string url_;
  const Dialect dialect_;
  Pool reading_, writing_;
  Clock clock_;
  Headers headers_;
  std::mutex ids_mutex_;
  IdBlock ids_{"id"};
};

}  // namespace accolade::db
