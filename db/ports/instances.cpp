// Asks go to the committer of their tree; single instances are read.
#include "db/ports/instances.h"

#include <algorithm>
#include <map>

#include "db/apply/batch_reading.h"
#include "db/snapshot_row.h"
#include "engine/record/entry.h"

namespace accolade::db {
namespace {

constexpr std::size_t committers_on_postgres = 2;

// Counts an ask as waiting for as long as it lives.
class Place {
 public:
  explicit Place(std::atomic<int>& waiting) : waiting_(waiting), number_(++waiting) {}
  ~Place() { --waiting_; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  int number() const { return number_; }

 private:
  std::atomic<int>& waiting_;
  const int number_;
};

}  // namespace

StoredInstances::StoredInstances(std::shared_ptr<Store> store, const Decide& decide,
                                 int asks_waiting_max)
    : store_(std::move(store)), asks_waiting_max_(asks_waiting_max) {
  if (store_->dialect() == Dialect::Sqlite) {
    committers_.push_back(std::make_unique<Committer>(*store_, store_->writing(), decide));
    return;
  }
  const std::string url = store_->url();
  for (std::size_t i = 0; i < committers_on_postgres; ++i) {
    own_connections_.push_back(std::make_unique<Pool>(
        [url] { return std::make_unique<Connection>(url, Access::Write); }, 1));
    committers_.push_back(std::make_unique<Committer>(*store_, *own_connections_[i], decide));
  }
}

std::vector<InstanceId> StoredInstances::ancestor_ids(const Header& header) {
  std::vector<InstanceId> ids;
  for (InstanceId id = header.parent; id;) {
    ids.push_back(id);
    const std::optional<Header> above = store_->header(id);
    if (!above) throw std::runtime_error("instance " + id.text() + " is missing above another");
    id = above->parent;
  }
  return ids;
}

Outcome<Applied> StoredInstances::apply(Ask ask) {
  const Place place(waiting_);
  if (place.number() > asks_waiting_max_) {
    return Refusal{Why::Busy, "The system is very busy; please try again in a moment."};
  }
  auto waiting = std::make_unique<Waiting>();
  waiting->received = ask.received.value_or(store_->clock().now());
  std::int64_t tree = 0;
  if (ask.kind == Ask::Kind::Begin) {
    tree = begun_++;
  } else {
    const std::optional<Header> header = store_->header(ask.target);
    if (!header) return Refusal{Why::NotFound, not_found_sentence};
    tree = header->root.number;
    waiting->ancestors = ancestor_ids(*header);
    waiting->locked_above =
        std::min(waiting->ancestors.size(), static_cast<std::size_t>(std::max(0, ask.locks_above)));
  }
  waiting->ask = std::move(ask);

  Waiting& mine = *waiting;
  Committer& committer = *committers_[static_cast<std::size_t>(tree) % committers_.size()];
  const std::shared_ptr<const Gathering> gathering = committer.add(std::move(waiting));
  gathering->wait();
  if (const auto* const broken = std::get_if<std::exception_ptr>(&mine.answer)) {
    std::rethrow_exception(*broken);
  }
  return std::get<Outcome<Applied>>(std::move(mine.answer));
}

Outcome<std::optional<Applied>> StoredInstances::answered(const IdempotencyKey& key) {
  static const std::string sql =
      "SELECT body_hash, instance, version FROM idempotency WHERE key = :key";
  const std::vector<Row> rows = store_->reading().take()->rows(sql, 3, {{"key", key.key}});
  if (rows.empty()) return std::optional<Applied>();
  const Row& row = rows[0];
  if (row[0].text != key.body_hash) return Refusal{Why::Invalid, reused_key_sentence};
  return std::optional(Applied{row[1].id<InstanceId>(), row[2].number(), true});
}

std::optional<Snapshot> StoredInstances::load(InstanceId id) {
  std::vector<Snapshot> found = load_snapshots(*store_->reading().take(), {id});
  return found.empty() ? std::nullopt : std::optional(std::move(found[0]));
}

std::vector<Snapshot> StoredInstances::ancestors(InstanceId id) {
  const std::optional<Header> header = store_->header(id);
  if (!header) return {};
  const std::vector<InstanceId> ids = ancestor_ids(*header);
  return load_snapshots(*store_->reading().take(), ids);
}

std::vector<Membership> StoredInstances::memberships(InstanceId id, PersonId person) {
  return read_memberships(*store_->reading().take(), {id, person}, now());
}

std::vector<InstanceId> StoredInstances::roots_of(const std::string& package) {
  static const std::string sql = R"(
SELECT i.id
FROM instance AS i
WHERE i.package = :package
  AND i.id IN (SELECT s.instance FROM instance_state AS s WHERE s.parent = 0)
ORDER BY i.id)";
  std::vector<InstanceId> roots;
  for (const Row& row : store_->reading().take()->rows(sql, 1, {{"package", package}}))
    roots.push_back(row[0].id<InstanceId>());
  return roots;
}

std::vector<Snapshot> StoredInstances::tree(InstanceId root) {
  const Pool::Lease connection = store_->reading().take();
  std::vector<Snapshot> snapshots = load_snapshots(*connection, read_tree(*connection, root));
  std::ranges::sort(snapshots, [](const Snapshot& a, const Snapshot& b) {
    return std::pair(a.depth, a.id) < std::pair(b.depth, b.id);
  });
  return snapshots;
}

std::int64_t StoredInstances::queue_place(InstanceId parent, const std::string& pool,
                                          std::int64_t number) {
  static const std::string sql = R"(
SELECT count(*)
FROM queue
WHERE parent = :parent AND pool = :pool AND number <= :number)";
  return store_->reading()
      .take()
      ->rows(sql, 1, {{"parent", parent}, {"pool", pool}, {"number", number}})
      .at(0)[0]
      .number();
}

std::vector<Entry> StoredInstances::history(InstanceId id) {
  return read_history(*store_->reading().take(), id);
}

std::vector<Entry> read_history(Connection& connection, InstanceId id) {
  static const std::string sql = R"(
SELECT h.version, h.public_part, h.previous, h.hash, p.salt, p.personal_part
FROM history AS h
LEFT JOIN history_personal AS p ON p.entry = h.id
WHERE h.instance = :id
ORDER BY h.version)";
  static const std::string kept_sql = R"(
SELECT h.version, k.field, k.salt, k.part
FROM history_kept AS k
JOIN history AS h ON h.id = k.entry
WHERE k.instance = :id)";
  std::map<std::int64_t, std::map<std::string, KeptPart>> kept;
  for (const Row& row : connection.rows(kept_sql, 4, {{"id", id}}))
    kept[row[0].number()].emplace(row[1].text, KeptPart{row[2].text, row[3].text});
  std::vector<Entry> entries;
  for (const Row& row : connection.rows(sql, 6, {{"id", id}})) {
    Entry entry;
    entry.version = row[0].number();
    entry.public_part = row[1].text;
    entry.previous = row[2].text;
    entry.hash = row[3].text;
    entry.salt = row[4].text;
    entry.personal_part = row[5].text;
    entry.kept = std::move(kept[entry.version]);
    entry.happened = happened_from(entry.public_part, entry.personal_part, entry.kept);
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace accolade::db
