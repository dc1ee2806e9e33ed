// Clock, ids and headers of one database.
#include "db/store.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace accolade::db {
namespace {

std::int64_t our_now_us() {
  return std::chrono::duration_cast<Duration>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

constexpr std::int64_t measure_every_us = 60'000'000;

std::size_t reading_connections() {
  return 2 * std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

}  // namespace

Instant Clock::now() const {
  if (fixed_) return fixed_();
  return Instant(Duration(our_now_us() + ahead_us_.load(std::memory_order_relaxed)));
}

void Clock::measure(Connection& connection) {
  if (connection.dialect() == Dialect::Sqlite) return;
  const std::int64_t before = our_now_us();
  std::int64_t last = measured_us_.load();
  if (last != 0 && before - last < measure_every_us) return;
  if (!measured_us_.compare_exchange_strong(last, before)) return;
  const std::vector<Row> rows = connection.rows(
      "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)", 1, {});
  const std::int64_t ours = before + (our_now_us() - before) / 2;
  ahead_us_.store(rows.at(0)[0].number() - ours);
}

void IdBlock::reserve(Connection& connection, std::int64_t wanted) {
  if (end_ - next_ >= wanted) return;
  const std::vector<Row> rows = connection.rows(
      "UPDATE id_block SET next_id = next_id + :size WHERE name = :name RETURNING next_id", 1,
      {{"size", size}, {"name", name_}});
  end_ = rows.at(0)[0].number();
  next_ = end_ - size;
}

std::int64_t IdBlock::next(Connection& connection) {
  reserve(connection, 1);
  return next_++;
}

std::optional<Header> Headers::known(InstanceId id) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(id);
  return found == kept_.end() ? std::nullopt : std::optional(found->second);
}

void Headers::keep(const Header& header) {
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kept_max) kept_.clear();
  kept_.insert_or_assign(header.id, header);
}

void Headers::correct(const std::vector<std::pair<InstanceId, std::string>>& packages) {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, package] : packages) {
    const auto found = kept_.find(id);
    if (found != kept_.end()) found->second.package = package;
  }
}

std::optional<Header> Headers::find(Connection& connection, InstanceId id) {
  if (std::optional<Header> header = known(id)) return header;
  const std::vector<Row> rows =
      connection.rows("SELECT root, parent, depth, workflow, package FROM instance WHERE id = :id",
                      5, {{"id", id}});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows[0];
  const Header header{id,
                      row[0].id<InstanceId>(),
                      row[1].id<InstanceId>(),
                      static_cast<int>(row[2].number()),
                      row[3].text,
                      row[4].text};
  keep(header);
  return header;
}

Store::Store(const std::string& url, std::function<Instant()> fixed_clock)
    : url_(url),
      dialect_(dialect_of(url)),
      reading_([url] { return std::make_unique<Connection>(url, Access::Read); },
               reading_connections()),
      writing_([url] { return std::make_unique<Connection>(url, Access::Write); }, 1),
      clock_(std::move(fixed_clock)) {
  clock_.measure(*reading_.take());
}

std::int64_t Store::new_id(Connection& connection) {
  const std::lock_guard lock(ids_mutex_);
  return ids_.next(connection);
}

std::optional<Header> Store::header(InstanceId id) {
  if (std::optional<Header> header = headers_.known(id)) return header;
  return headers_.find(*reading_.take(), id);
}

}  // namespace accolade::db
