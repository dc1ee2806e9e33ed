// What looking over everything costs: bench_overview URL CALLS SUBMISSIONS. So many calls have so
// many submissions each, all of them late; the median of 51 overviews, in microseconds.
#include "engine/use_case/overview.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "db/open.h"
#include "engine/definition/loader.h"
#include "engine/use_case/transact.h"
#include "tests/bench/copies.h"

namespace accolade {
namespace {

constexpr int looks = 51;
constexpr int looks_before = 10;  // until everything is read once

const char* const call_yaml = R"(
workflow: call
people: {secretary: above}
sees: {secretary: all}
states:
  open:
    open_ended: true
    on: {invite: {by: secretary, start: submission}}
)";
const char* const submission_yaml = R"(
workflow: submission
parent: call
people: {author: creator, secretary: above}
sees: {author: all, secretary: all}
states:
  open:
    owes: secretary
    expected: 1s
    timers: {lapse: {after: 10d, to: lapsed}}
    on: {send: {by: author, to: sent}}
  sent: {final: sent}
  lapsed: {final: lapsed}
)";

class OverviewBench {
 public:
  explicit OverviewBench(const std::string& url)
      : url_(url),
        now_(std::make_shared<Instant>(*parse_instant("2026-01-01T12:00:00Z"))),
        database_(
            (migrate(url), open(url, decide_with, {.clock = [now = now_] { return *now; }}))) {
    database_.packages->publish(
        load_package("calls", {{"call.yaml", call_yaml}, {"submission.yaml", submission_yaml}})
            .value.value());
    secretary_ = database_.directory->ensure("secretary@example.org", "Secretary");
    database_.directory->give_role(secretary_, "secretary", {}, {});
  }

  void fill(int calls, std::int64_t submissions) {
    Engine engine(ports_of(database_));
    std::vector<InstanceId> firsts;
    for (int call = 0; call < calls; ++call) {
      const InstanceId id = engine.start({"call", {}, {}, secretary_, {}, {}})->instance;
      firsts.push_back(engine.fire({id, "invite", {}, secretary_, {}, {}})->instance);
    }
    db::Connection connection(url_, db::Access::Write);
    std::int64_t next = 1'000'000'000;
    db::Transaction transaction(connection);
    for (const InstanceId first : firsts) {
      copy_instance(connection, renumbered(connection, first, next), submissions - 1);
      next += submissions;
    }
    transaction.commit();
    while (database_.figures->fold() > 0) {
    }
    connection.script("ANALYZE");
    *now_ += std::chrono::hours(24);
  }

  double median_us() {
    std::vector<double> took;
    Ports ports = ports_of(database_);
    for (int look = 0; look < looks_before + looks; ++look) {
      const auto before = std::chrono::steady_clock::now();
      const Overview seen = overview(ports, secretary_);
      const std::chrono::duration<double, std::micro> us =
          std::chrono::steady_clock::now() - before;
      if (seen.calls.empty() || seen.late.empty() || seen.coming.empty())
        throw std::runtime_error("the overview is empty");
      if (look >= looks_before) took.push_back(us.count());
    }
    std::ranges::nth_element(took, took.begin() + looks / 2);
    return took[looks / 2];
  }

 private:
  // Moves what was just begun to where the ids that follow are free.
  static InstanceId renumbered(db::Connection& connection, InstanceId from, std::int64_t to) {
    const std::string change = " = " + std::to_string(to) + " WHERE ";
    connection.script("UPDATE instance SET id" + change + "id = " + from.text());
    for (const std::string table :
         {"instance_state", "history", "history_personal", "timer", "expectation", "sight"}) {
      connection.script("UPDATE " + table + " SET instance" + change + "instance = " + from.text());
    }
    return InstanceId{to};
  }

  const std::string url_;
  const std::shared_ptr<Instant> now_;
  Database database_;
  PersonId secretary_;
};

}  // namespace
}  // namespace accolade

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: bench_overview URL CALLS SUBMISSIONS\n";
    return 2;
  }
  accolade::OverviewBench bench(argv[1]);
  bench.fill(std::atoi(argv[2]), std::atoll(argv[3]));
  std::cout << bench.median_us() << "\n";
}
