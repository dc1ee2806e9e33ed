// Packages are stored as their files, compiled once and kept.
#include "db/ports/packages.h"

#include <stdexcept>

#include "db/sql/json_rows.h"
#include "db/zones.h"
#include "engine/definition/loader.h"

namespace accolade::db {

std::shared_ptr<const Package> StoredPackages::kept(const PackageHash& hash) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(hash);
  return found == kept_.end() ? nullptr : found->second;
}

std::shared_ptr<const Package> StoredPackages::get(const PackageHash& hash) {
  if (std::shared_ptr<const Package> package = kept(hash)) return package;
  // Loaded outside of the lock: two threads may load the same one, and the first stays.
  std::shared_ptr<const Package> package = load(hash);
  const std::lock_guard lock(mutex_);
  return kept_.try_emplace(hash, std::move(package)).first->second;
}

std::shared_ptr<const Package> StoredPackages::load(const PackageHash& hash) {
  static const std::string name_sql = "SELECT name FROM package WHERE hash = :hash";
  static const std::string files_sql = "SELECT path, bytes FROM package_file WHERE package = :hash";
  std::string name;
  std::map<std::string, std::string> files;
  {
    const Pool::Lease connection = store_->reading().take();
    const std::vector<Row> rows = connection->rows(name_sql, 1, {{"hash", hash}});
    if (rows.empty()) throw std::runtime_error("Package " + hash + " is not in the database.");
    name = rows[0][0].text;
    for (const Row& row : connection->rows(files_sql, 2, {{"hash", hash}}))
      files.emplace(row[0].text, row[1].text);
  }
  Loaded<Package> loaded = load_package(name, files, system_zone);
  if (!loaded.value) {
    const std::string why =
        loaded.diagnostics.empty() ? "" : " " + to_text(loaded.diagnostics.front());
    throw std::runtime_error("Package " + name + " (" + hash + ") does not load any more." + why);
  }
  if (loaded.value->hash != hash) {
    throw std::runtime_error("Package " + name + " (" + hash +
                             ") is not what it was published as.");
  }
  return std::make_shared<const Package>(*std::move(loaded.value));
}

bool StoredPackages::publish(const Package& package) {
  static const std::string package_sql = R"(
INSERT INTO package (hash, name, turn, published)
VALUES (:hash, :name, 0, :now)
ON CONFLICT (hash) DO NOTHING)";
  static const std::string files_sql = R"(
INSERT INTO package_file (package, path, bytes)
SELECT :hash, r.path, r.bytes
FROM @rows(r, :rows, path text, bytes text))";
  // Unchanged if it is the current one already: every start of a program publishes.
  static const std::string turn_sql = R"(
UPDATE package
SET turn = (SELECT max(p.turn) + 1 FROM package AS p WHERE p.name = :name)
WHERE hash = :hash
  AND (turn = 0 OR EXISTS (SELECT 1 FROM package AS p WHERE p.name = :name AND p.turn > package.turn)))";
  const Pool::Lease connection = store_->writing().take();
  Transaction transaction(*connection);
  const bool is_new = connection->run(package_sql, {{"hash", package.hash},
                                                    {"name", package.name},
                                                    {"now", store_->clock().now()}}) > 0;
  if (is_new && !package.files.empty()) {
    JsonRows files;
    for (const auto& [path, bytes] : package.files)
      files.row().set("path", path).set("bytes", bytes);
    connection->run(files_sql, {{"hash", package.hash}, {"rows", files.text()}});
  }
  connection->run(turn_sql, {{"name", package.name}, {"hash", package.hash}});
  transaction.commit();
  return is_new;
}

std::vector<std::shared_ptr<const Package>> StoredPackages::current() {
  static const std::string sql = R"(
SELECT p.hash
FROM package AS p
WHERE NOT EXISTS (SELECT 1
                  FROM package AS later
                  WHERE later.name = p.name
                    AND (later.turn > p.turn OR (later.turn = p.turn AND later.hash > p.hash)))
ORDER BY p.name)";
  std::vector<std::shared_ptr<const Package>> packages;
  for (const Row& row : store_->reading().take()->rows(sql, 1, {}))
    packages.push_back(get(row[0].text));
  return packages;
}

std::vector<PublishedVersion> StoredPackages::versions(const std::string& name) {
  static const std::string sql = R"(
SELECT hash, published
FROM package
WHERE name = :name
ORDER BY turn DESC, hash DESC)";
  std::vector<PublishedVersion> versions;
  for (const Row& row : store_->reading().take()->rows(sql, 2, {{"name", name}}))
    versions.push_back({row[0].text, row[1].instant(), versions.empty()});
  return versions;
}

}  // namespace accolade::db
