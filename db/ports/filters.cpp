// Rows of saved_filter: whoever asks reaches their own alone.
#include "db/ports/filters.h"

namespace accolade::db {
namespace {

constexpr const char* oldest = "oldest";

}  // namespace

std::vector<SavedFilter> StoredFilters::of(PersonId person) {
  static const std::string sql = R"(
SELECT id, name, place, workflow, state, typed, sort
FROM saved_filter
WHERE person = :person
ORDER BY name, id)";
  std::vector<SavedFilter> filters;
  for (const Row& row : store_->reading().take()->rows(sql, 7, {{"person", person}})) {
    filters.push_back({row[0].id<FilterId>(), row[1].text, row[2].id<InstanceId>(), row[3].text,
                       row[4].text, row[5].text, row[6].text == oldest});
  }
  return filters;
}

FilterProblem StoredFilters::keep(PersonId person, const SavedFilter& filter) {
  static const std::string count_sql = "SELECT count(*) FROM saved_filter WHERE person = :person";
  static const std::string sql = R"(
INSERT INTO saved_filter (id, person, name, place, workflow, state, typed, sort, created)
VALUES (:id, :person, :name, :place, :workflow, :state, :typed, :sort, :now)
ON CONFLICT (person, name) DO NOTHING)";
  const Pool::Lease connection = store_->writing().take();
  const std::int64_t id = store_->new_id(*connection);
  const std::int64_t kept = connection->rows(count_sql, 1, {{"person", person}}).at(0)[0].number();
  if (kept >= saved_filters_max) return FilterProblem::TooMany;
  const bool is_kept =
      connection->run(sql, {{"id", id},
                            {"person", person},
                            {"name", filter.name},
                            {"place", filter.place},
                            {"workflow", filter.workflow},
                            {"state", filter.state},
                            {"typed", filter.typed},
                            {"sort", std::string(filter.oldest_first ? oldest : "")},
                            {"now", store_->clock().now()}}) > 0;
  return is_kept ? FilterProblem::None : FilterProblem::NameTaken;
}

FilterProblem StoredFilters::rename(PersonId person, FilterId id, const std::string& name) {
  static const std::string sql = R"(
UPDATE saved_filter
SET name = :name
WHERE id = :id AND person = :person
  AND NOT EXISTS (SELECT 1
                  FROM saved_filter AS other
                  WHERE other.person = :person AND other.name = :name AND other.id <> :id))";
  static const std::string there_sql =
      "SELECT id FROM saved_filter WHERE id = :id AND person = :person";
  const Pool::Lease connection = store_->writing().take();
  Transaction transaction(*connection);
  const bool is_renamed =
      connection->run(sql, {{"name", name}, {"id", id}, {"person", person}}) > 0;
  const bool is_there =
      is_renamed || !connection->rows(there_sql, 1, {{"id", id}, {"person", person}}).empty();
  transaction.commit();
  if (is_renamed) return FilterProblem::None;
  return is_there ? FilterProblem::NameTaken : FilterProblem::NotThere;
}

FilterProblem StoredFilters::remove(PersonId person, FilterId id) {
  static const std::string sql = "DELETE FROM saved_filter WHERE id = :id AND person = :person";
  const bool is_gone = store_->writing().take()->run(sql, {{"id", id}, {"person", person}}) > 0;
  return is_gone ? FilterProblem::None : FilterProblem::NotThere;
}

}  // namespace accolade::db
