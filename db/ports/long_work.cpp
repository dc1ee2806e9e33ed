// Rows of long_work. Whoever holds the lease writes under its fence; a late one writes nothing.
#include "db/ports/long_work.h"

#include <algorithm>
#include <array>

namespace accolade::db {
namespace {

constexpr std::array stage_names = {"waiting", "working", "done", "refused", "failed"};

const char* name_of(WorkStage stage) {
  return stage_names.at(static_cast<std::size_t>(stage));
}

WorkStage stage_of(const std::string& name) {
  const auto found = std::ranges::find(stage_names, name);
  if (found == stage_names.end()) throw std::runtime_error("a work is '" + name + "'");
  return static_cast<WorkStage>(found - stage_names.begin());
}

const std::string work_columns =
    "id, person, kind, about, title, asked, stage, step, done, total, result, file, created, ended,"
    " fence";
constexpr std::size_t work_column_count = 15;

LongWork work_from(const Row& row) {
  LongWork work;
  work.id = row[0].id<WorkId>();
  work.person = row[1].id<PersonId>();
  work.kind = row[2].text;
  work.about = row[3].id<InstanceId>();
  work.title = row[4].text;
  work.asked = row[5].text;
  work.stage = stage_of(row[6].text);
  work.step = row[7].text;
  work.done = row[8].number();
  work.total = row[9].number();
  work.result = row[10].text;
  if (row[11].number() != 0) work.file = row[11].id<FileId>();
  work.created = row[12].instant();
  work.ended = row[13].optional_instant();
  work.fence = row[14].number();
  return work;
}

std::optional<LongWork> first_work(const std::vector<Row>& rows) {
  return rows.empty() ? std::nullopt : std::optional(work_from(rows[0]));
}

}  // namespace

std::optional<WorkId> StoredWorks::add(const NewWork& work) {
  static const std::string sql = R"(
INSERT INTO long_work (id, person, key, kind, about, title, asked, stage, step, done, total, result,
                       created, lease_until, fence)
VALUES (:id, :person, :key, :kind, :about, :title, :asked, 'waiting', '', 0, :total, '', :now, 0, 0)
ON CONFLICT (person, key) DO NOTHING)";
  static const std::string known_sql =
      "SELECT id FROM long_work WHERE person = :person AND key = :key";
  static const std::string count_sql =
      "SELECT count(*) FROM long_work WHERE person = :person AND ended IS NULL";
  const Pool::Lease connection = store_->writing().take();
  const auto known = [&] {
    return connection->rows(known_sql, 1, {{"person", work.person}, {"key", work.key}});
  };
  if (const std::vector<Row> rows = known(); !rows.empty()) return rows[0][0].id<WorkId>();
  if (connection->rows(count_sql, 1, {{"person", work.person}}).at(0)[0].number() >=
      waiting_works_max)
    return std::nullopt;
  const WorkId id{store_->new_id(*connection)};
  connection->run(sql, {{"id", id},
                        {"person", work.person},
                        {"key", work.key},
                        {"kind", work.kind},
                        {"about", work.about},
                        {"title", work.title},
                        {"asked", work.asked},
                        {"total", work.total},
                        {"now", store_->clock().now()}});
  return known().at(0)[0].id<WorkId>();
}

std::optional<LongWork> StoredWorks::find(WorkId id) {
  static const std::string sql = "SELECT " + work_columns + " FROM long_work WHERE id = :id";
  return first_work(store_->reading().take()->rows(sql, work_column_count, {{"id", id}}));
}

std::vector<LongWork> StoredWorks::of(PersonId person, int limit) {
  static const std::string sql = "SELECT " + work_columns + R"(
FROM long_work
WHERE person = :person
ORDER BY id DESC
LIMIT :limit)";
  std::vector<LongWork> works;
  for (const Row& row : store_->reading().take()->rows(sql, work_column_count,
                                                       {{"person", person}, {"limit", limit}})) {
    works.push_back(work_from(row));
    works.back().asked.clear();
  }
  return works;
}

std::optional<LongWork> StoredWorks::claim(Duration lease) {
  static const std::string waits_sql =
      "SELECT 1 FROM long_work WHERE ended IS NULL AND lease_until <= :now LIMIT 1";
  static const std::string sql = R"(
UPDATE long_work
SET stage = 'working', fence = fence + 1, lease_until = :lease_until
WHERE id IN (SELECT id
             FROM long_work
             WHERE ended IS NULL AND lease_until <= :now
             ORDER BY id
             LIMIT 1
             @skip_locked)
RETURNING )" + work_columns;
  const Instant now = store_->clock().now();
  // Nearly always nothing waits, and then nobody's writing is held up.
  if (store_->reading().take()->rows(waits_sql, 1, {{"now", now}}).empty()) return std::nullopt;
  return first_work(store_->writing().take()->rows(sql, work_column_count,
                                                   {{"lease_until", now + lease}, {"now", now}}));
}

bool StoredWorks::hold(const LongWork& work, Duration lease) {
  static const std::string sql = R"(
UPDATE long_work
SET lease_until = :lease_until
WHERE id = :id AND fence = :fence AND ended IS NULL)";
  return store_->writing().take()->run(sql, {{"lease_until", store_->clock().now() + lease},
                                             {"id", work.id},
                                             {"fence", work.fence}}) > 0;
}

bool StoredWorks::report(const LongWork& work) {
  static const std::string sql = R"(
UPDATE long_work
SET step = :step, done = :done, total = :total, result = :result
WHERE id = :id AND fence = :fence AND ended IS NULL)";
  return store_->writing().take()->run(sql, {{"step", work.step},
                                             {"done", work.done},
                                             {"total", work.total},
                                             {"result", work.result},
                                             {"id", work.id},
                                             {"fence", work.fence}}) > 0;
}

bool StoredWorks::end(const LongWork& work) {
  static const std::string sql = R"(
UPDATE long_work
SET stage = :stage, step = :step, done = :done, total = :total, result = :result, file = :file,
    asked = '', ended = :now, lease_until = NULL
WHERE id = :id AND fence = :fence AND ended IS NULL)";
  return store_->writing().take()->run(sql, {{"stage", name_of(work.stage)},
                                             {"step", work.step},
                                             {"done", work.done},
                                             {"total", work.total},
                                             {"result", work.result},
                                             {"file", work.file.value_or(FileId{})},
                                             {"now", store_->clock().now()},
                                             {"id", work.id},
                                             {"fence", work.fence}}) > 0;
}

std::string StoredWorks::mark() {
  static const std::string sql = R"(
SELECT id, fence, done, step
FROM long_work
WHERE ended IS NULL
ORDER BY id)";
  std::string mark;
  for (const Row& row : store_->reading().take()->rows(sql, 4, {})) {
    for (const Cell& cell : row)
      mark += cell.text + " ";
  }
  return mark;
}

int StoredWorks::forget(Instant before) {
  static const std::string sql = R"(
DELETE FROM long_work
WHERE id IN (SELECT id FROM long_work WHERE ended < :before ORDER BY id LIMIT 100)
RETURNING file)";
  static const std::string file_sql = "DELETE FROM file WHERE id = :id";
  static const std::string any_sql = "SELECT 1 FROM long_work WHERE ended < :before LIMIT 1";
  // Nearly always there is none, and then nobody's writing is held up.
  if (store_->reading().take()->rows(any_sql, 1, {{"before", before}}).empty()) return 0;
  const Pool::Lease connection = store_->writing().take();
  Transaction transaction(*connection);
  const std::vector<Row> gone = connection->rows(sql, 1, {{"before", before}});
  for (const Row& row : gone)
    if (row[0].number() != 0) connection->run(file_sql, {{"id", row[0].number()}});
  transaction.commit();
  return static_cast<int>(gone.size());
}

}  // namespace accolade::db
