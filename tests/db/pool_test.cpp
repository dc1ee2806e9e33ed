// Many threads, few connections.
#include "db/sql/pool.h"

#include <atomic>
#include <thread>

#include "tests/db/toy.h"

namespace accolade {
namespace {

using db::Pool;

constexpr std::size_t lent_max = 2;
constexpr int borrowers = 16, leases_each = 200;

class Lending : public StoreTest {
 protected:
  // So many threads that take and give back; returns the most that were lent at once.
  static int lend(
      Pool& pool, const std::function<void()>& failed = [] {}) {
    std::atomic<int> lent = 0, most = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < borrowers; ++i) {
      threads.emplace_back([&] {
        for (int lease = 0; lease < leases_each; ++lease) {
          try {
            const Pool::Lease connection = pool.take();
            const int now = ++lent;
            for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
            }
            connection->rows("SELECT 1", 1, {});
            --lent;
          } catch (const std::runtime_error&) {
            failed();
          }
        }
      });
    }
    threads.clear();
    return most;
  }
};
ON_BOTH_ENGINES(Lending);

TEST_P(Lending, NoMoreAreLentThanThereArePlaces) {
  std::atomic<int> made = 0;
  Pool pool(
      [&] {
        ++made;
        return std::make_unique<db::Connection>(url, db::Access::Read);
      },
      lent_max);
  EXPECT_LE(lend(pool), static_cast<int>(lent_max));
  EXPECT_LE(made, static_cast<int>(lent_max));
}

// A place that was handed to somebody who cannot connect goes on to the next.
TEST_P(Lending, WhoCannotConnectGivesThePlaceOn) {
  std::atomic<int> tried = 0, refused = 0;
  Pool pool(
      [&] {
        if (++tried <= 20) throw std::runtime_error("the database is down");
        return std::make_unique<db::Connection>(url, db::Access::Read);
      },
      lent_max);
  EXPECT_LE(lend(pool, [&] { ++refused; }), static_cast<int>(lent_max));
  EXPECT_EQ(refused, 20);
}

}  // namespace
}  // namespace accolade
