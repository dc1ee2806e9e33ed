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
    copy(connection, draft, drafts - 1, "instance", "id",
         "root, parent, depth, workflow, package, version, configuration, data, chain, created, "
         "changed");
    copy(connection, draft, drafts - 1, "instance_state", "instance",
         "parent, workflow, state, root");
    copy(connection, draft, drafts - 1, "history", "instance",
         "version, root, event, at, public_part, previous, hash", "id");
    copy(connection, draft, drafts - 1, "history_personal", "instance",
         "root, actor, salt, personal_part", "entry");
    copy(connection, draft, drafts - 1, "timer", "instance",
         "number, root, name, state, entry, due, owner, key");
    copy(connection, draft, drafts - 1, "sight", "instance", "role, held_at, root");
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
  // `number` is a column that counts the rows of a table: of copies below those of the store.
  static void copy(db::Connection& connection, InstanceId draft, std::int64_t times,
                   const std::string& table, const std::string& key, const std::string& columns,
                   const std::string& number = "") {
    const bool is_counted = !number.empty();
    const std::string into = key + ", " + columns + (is_counted ? ", " + number : std::string());
    const std::string from =
        key + " + copied.nth, " + columns + (is_counted ? ", -copied.nth" : "");
    connection.run("INSERT INTO " + table + " (" + into + R"()
WITH RECURSIVE copied(nth) AS (
  SELECT CAST(1 AS bigint) WHERE CAST(:times AS bigint) > 0
  UNION ALL
  SELECT nth + 1 FROM copied WHERE nth < CAST(:times AS bigint))
SELECT one.)" + from + " FROM " +
                       table + " AS one CROSS JOIN copied WHERE one." + key + " = :draft",
                   {{"times", times}, {"draft", draft}});
  }

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
