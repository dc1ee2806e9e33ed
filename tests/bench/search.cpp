// What a search costs: bench_search URL INSTANCES rare|common. So many submissions; `rare` looks
// for a word that twenty have, `common` for one that all have. The median of 31, in microseconds.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "db/open.h"
#include "engine/definition/loader.h"
#include "engine/use_case/searching.h"
#include "engine/use_case/transact.h"
#include "tests/bench/copies.h"

namespace accolade {
namespace {

constexpr int searches = 31;
constexpr int searches_before = 5;  // until everything is read once
constexpr std::int64_t first_copy = 1'000'000'000;
constexpr std::int64_t of_a_group = 20;

const char* const call_yaml = R"(
workflow: call
people: {secretary: above}
sees: {secretary: all}
states:
  open:
    open_ended: true
    on: {invite: {by: secretary, start: {submission: {ask: [title]}}}}
)";
const char* const submission_yaml = R"(
workflow: submission
parent: call
people: {author: creator, secretary: above}
fields: {title: {type: text}}
headline: title
sees: {author: all, secretary: all}
states:
  open:
    open_ended: true
    on: {send: {by: author, to: sent}}
  sent: {final: sent}
)";

class SearchBench {
 public:
  explicit SearchBench(const std::string& url)
      : url_(url), database_((migrate(url), open(url, decide_with))) {
    database_.packages->publish(
        load_package("calls", {{"call.yaml", call_yaml}, {"submission.yaml", submission_yaml}})
            .value.value());
    secretary_ = database_.directory->ensure("secretary@example.org", "Secretary");
    database_.directory->give_role(secretary_, "secretary", {}, {});
  }

  // Titles are "group7 unique143 common", under ids that follow.
  void fill(std::int64_t submissions) {
    Engine engine(ports_of(database_));
    const InstanceId call = engine.start({"call", {}, {}, secretary_})->instance;
    const InstanceId one =
        engine.start({"submission", call, {{"title", "PLACEHOLDER"}}, secretary_})->instance;
    db::Connection connection(url_, db::Access::Write);
    db::Transaction transaction(connection);
    const std::string moved = std::to_string(first_copy) + " WHERE ";
    connection.script("DELETE FROM findable WHERE instance = " + one.text());
    connection.script("UPDATE instance SET id = " + moved + "id = " + one.text());
    for (const std::string table : {"instance_state", "history", "history_personal", "sight"})
      connection.script("UPDATE " + table + " SET instance = " + moved +
                        "instance = " + one.text());
    copy_instance(connection, InstanceId{first_copy}, submissions - 1);
    connection.script(
        "UPDATE instance SET data = replace(data, 'PLACEHOLDER', 'group' || (id / 20) || ' unique'"
        " || id || ' common') WHERE parent <> 0");
    connection.script(
        "INSERT INTO findable (id, root, instance, person, bit, body)"
        " SELECT 64 * id + 1, root, id, 0, 2, 'group' || (id / 20) || ' unique' || id || ' common'"
        " FROM instance WHERE parent <> 0");
    transaction.commit();
    connection.script("ANALYZE");
  }

  double median_us(const std::string& typed, int expected) {
    Ports ports = ports_of(database_);
    std::vector<double> took;
    for (int i = 0; i < searches_before + searches; ++i) {
      const auto before = std::chrono::steady_clock::now();
      const Outcome<Found> found = look_for(ports, {typed}, secretary_);
      const std::chrono::duration<double, std::micro> us =
          std::chrono::steady_clock::now() - before;
      if (!found || found->count != expected || found->calls.size() != 1 ||
          found->calls[0].rows.size() != hits_of_a_page) {
        throw std::runtime_error("the search did not find what is there");
      }
      if (i >= searches_before) took.push_back(us.count());
    }
    std::ranges::nth_element(took, took.begin() + searches / 2);
    return took[searches / 2];
  }

 private:
  const std::string url_;
  Database database_;
  PersonId secretary_;
};

}  // namespace
}  // namespace accolade

int main(int argc, char** argv) {
  const std::string what = argc == 4 ? argv[3] : "";
  if (what != "rare" && what != "common") {
    std::cerr << "usage: bench_search URL INSTANCES rare|common\n";
    return 2;
  }
  accolade::SearchBench bench(argv[1]);
  const std::int64_t submissions = std::atoll(argv[2]);
  bench.fill(submissions);
  const std::string group =
      "group" + std::to_string(accolade::first_copy / accolade::of_a_group + 10);
  std::cout << (what == "rare" ? bench.median_us(group, accolade::of_a_group)
                               : bench.median_us("common", static_cast<int>(std::min<std::int64_t>(
                                                               submissions, accolade::hits_max))))
            << "\n";
}
