// What moving the deadline of a call costs: bench_moved_deadline URL DRAFTS. So many drafts wait
// for it; the median of 101 moves, each a commit of its own, in microseconds.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "db/open.h"
#include "db/sql/connection.h"
#include "engine/definition/loader.h"
#include "engine/use_case/engine.h"
#include "engine/use_case/transact.h"
#include "tests/bench/copies.h"

namespace accolade {
namespace {

constexpr int moves = 101;
constexpr int moves_before = 20;  // until everything is read once

const char* const call_yaml = R"(
workflow: call
people: {secretary: above}
fields: {closes_at: instant}
sees: {secretary: all}
states:
  open:
    open_ended: true
    on:
      invite: {by: secretary, start: draft}
      extend: {by: secretary, ask: [closes_at]}
)";
const char* const draft_yaml = R"(
workflow: draft
parent: call
people: {author: creator}
fields: {extended_until: {type: instant, optional: true}}
deadlines:
  close: max(parent.closes_at, extended_until)
sees: {author: all}
states:
  open:
    timers: {lapse: {at: close, to: lapsed}, reminder: {at: close - 48h, late: skip}}
    on: {reminder: {}, send: {by: author, to: sent}}
  sent: {final: sent}
  lapsed: {final: lapsed}
)";

class MovingBench {
 public:
  explicit MovingBench(const std::string& url)
      : url_(url), database_((migrate(url), open(url, decide_with))), engine_(ports_of(database_)) {
    database_.packages->publish(
        load_package("calls", {{"call.yaml", call_yaml}, {"draft.yaml", draft_yaml}})
            .value.value());
    secretary_ = database_.directory->ensure("secretary@example.org", "Secretary");
    database_.directory->give_role(secretary_, "secretary", {}, {});
    call_ = engine_.start({"call", {}, {}, secretary_, {}, {}})->instance;
    move(0);
  }

  // The rows of one draft that a person began, as many times again.
  void fill(std::int64_t drafts) {
    const InstanceId draft = engine_.fire({call_, "invite", {}, secretary_, {}, {}})->instance;
    db::Connection connection(url_, db::Access::Write);
    copy_instance(connection, draft, drafts - 1);
    connection.script("ANALYZE");
    waiting_ =
        connection
            .rows("SELECT count(*) FROM timer WHERE owner = :call", 1, {{"call", call_}})[0][0]
            .number();
  }

  double median_us() {
    std::vector<double> took;
    for (int number = 1; number <= moves_before + moves; ++number) {
      const auto before = std::chrono::steady_clock::now();
      move(number);
      const std::chrono::duration<double, std::micro> us =
          std::chrono::steady_clock::now() - before;
      if (number > moves_before) took.push_back(us.count());
    }
    check_that_all_wait();
    std::ranges::nth_element(took, took.begin() + moves / 2);
    return took[moves / 2];
  }

 private:
  void move(int number) {
    const Instant closes_at = first_close_ + std::chrono::minutes(number);
    const Answers answers{{"closes_at", boost::json::string(to_text(closes_at))}};
    if (!engine_.fire({call_, "extend", answers, secretary_, {}, {}}))
      throw std::runtime_error("the deadline was not moved");
    last_close_ = closes_at;
  }

  // Both deadlines of every draft are where the last move put them.
  void check_that_all_wait() {
    db::Connection connection(url_, db::Access::Read);
    const std::int64_t moved =
        connection
            .rows(
                "SELECT count(*) FROM timer AS t JOIN deadline AS d ON d.owner = t.owner AND "
                "d.key = t.key WHERE d.due IN (:close, :reminder)",
                1,
                {{"close", last_close_}, {"reminder", last_close_ - std::chrono::hours(48)}})[0][0]
            .number();
    if (moved != waiting_) throw std::runtime_error("not all drafts follow the deadline");
  }

  const std::string url_;
  Database database_;
  Engine engine_;
  const Instant first_close_ = *parse_instant("2099-03-02T16:00:00Z");
  Instant last_close_{};
  PersonId secretary_;
  InstanceId call_;
  std::int64_t waiting_ = 0;
};

}  // namespace
}  // namespace accolade

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: bench_moved_deadline URL DRAFTS\n";
    return 2;
  }
  accolade::MovingBench bench(argv[1]);
  bench.fill(std::atoi(argv[2]));
  std::cout << bench.median_us() << "\n";
}
