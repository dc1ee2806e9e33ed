// Reads all instances in pages, recomputes what is stored twice, and compares.
#include "db/verify.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "db/ports/instances.h"
#include "db/ports/packages.h"
#include "db/search/checking.h"
#include "db/snapshot_row.h"
#include "db/sql/json_rows.h"
#include "db/verify_rows.h"
#include "engine/record/entry.h"

namespace accolade {
namespace {

using db::Connection;
using db::Row;

constexpr int page_rows = 500;

using Faults = std::vector<std::string>;

void check_chain(Connection& connection, const Snapshot& snapshot, Faults& faults) {
  std::string previous;
  std::int64_t version = 0;
  for (const Entry& entry : db::read_history(connection, snapshot.id)) {
    if (entry.version != ++version || !holds(entry, previous)) {
      faults.push_back(fmt::format("Instance {}: history entry {} is not what was sealed.",
                                   snapshot.id.number, version));
      return;
    }
    previous = entry.hash;
  }
  if (version != snapshot.version || previous != snapshot.chain) {
    faults.push_back(
        fmt::format("Instance {}: version {} with {} history entries, or another end "
                    "of the chain.",
                    snapshot.id.number, snapshot.version, version));
  }
}

void check_timers(Connection& connection, const Snapshot& snapshot, Faults& faults) {
  static const std::string sql =
      "SELECT name, due, owner, state, entry FROM timer WHERE instance = :id"
      " AND name NOT LIKE 'keep:%' ORDER BY number";
  std::vector<std::pair<std::string, std::optional<Instant>>> expected, stored;
  const std::vector<Row> rows = connection.rows(sql, 5, {{"id", snapshot.id}});
  for (const Timer& timer : snapshot.timers)
    expected.emplace_back(timer.name, timer.due);
  for (const PendingSend& send : snapshot.sends)
    expected.emplace_back(send.event, send.due);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    const bool is_shared = !row[2].is_null;
    // The row of the others' deadline, behind that of its own instant.
    const bool is_second = is_shared && i > 0 && rows[i - 1][0].text == row[0].text &&
                           rows[i - 1][3].text == row[3].text && rows[i - 1][4].text == row[4].text;
    if (is_second) continue;
    const bool is_expected = is_shared && stored.size() < expected.size();
    stored.emplace_back(row[0].text,
                        is_expected ? expected[stored.size()].second : row[1].optional_instant());
  }
  if (stored != expected) {
    faults.push_back(fmt::format("Instance {}: its timers are not those that it waits for.",
                                 snapshot.id.number));
  }
}

// With each package once.
class Definitions {
 public:
  explicit Definitions(db::StoredPackages& packages) : packages_(packages) {}

  const Workflow* of(const Snapshot& snapshot, Faults& faults) {
    auto [known, is_new] = loaded_.try_emplace(snapshot.package);
    if (is_new) {
      try {
        known->second = packages_.get(snapshot.package);
      } catch (const std::exception& error) {
        faults.emplace_back(error.what());
      }
    }
    return known->second ? known->second->workflow(snapshot.workflow) : nullptr;
  }
  const Package* package(const Snapshot& snapshot) const {
    return loaded_.at(snapshot.package).get();
  }

 private:
  db::StoredPackages& packages_;
  std::map<PackageHash, std::shared_ptr<const Package>> loaded_;
};

std::vector<InstanceId> next_page(Connection& connection, InstanceId after) {
  static const std::string sql =
      "SELECT id FROM instance WHERE id > :after ORDER BY id LIMIT :limit";
  std::vector<InstanceId> ids;
  for (const Row& row : connection.rows(sql, 1, {{"after", after}, {"limit", page_rows}}))
    ids.push_back(row[0].id<InstanceId>());
  return ids;
}

}  // namespace

std::vector<std::string> verify(const std::string& url) {
  const auto store = std::make_shared<db::Store>(url, nullptr);
  db::StoredPackages packages(store);
  Definitions definitions(packages);
  Connection connection(url, db::Access::Read);
  Faults faults;

  InstanceId after;
  for (auto ids = next_page(connection, after); !ids.empty(); ids = next_page(connection, after)) {
    for (const Snapshot& snapshot : db::load_snapshots(connection, ids)) {
      check_chain(connection, snapshot, faults);
      check_timers(connection, snapshot, faults);
      const Workflow* const workflow = definitions.of(snapshot, faults);
      if (workflow == nullptr) continue;
      db::check_states(connection, *workflow, snapshot, faults);
      db::check_findable(connection, *workflow, snapshot, faults);
      db::check_tallies(connection, *definitions.package(snapshot), *workflow, snapshot, faults);
      db::check_places(connection, *definitions.package(snapshot), snapshot, faults);
    }
    after = ids.back();
  }
  db::check_orphans(connection, faults);
  db::check_figures(connection, faults);
  db::check_word_index(url, faults);
  return faults;
}

}  // namespace accolade
