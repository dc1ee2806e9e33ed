// A term finds pieces; those that a sight of the viewer shows are hits; all terms have to hit.
#include "db/ports/word_index.h"

#include <array>

#include <fmt/format.h>

#include "db/sql/json_rows.h"
#include "db/visibility.h"

namespace accolade::db {
namespace {

constexpr std::array<const char*, search_terms_max> term_names = {"t0", "t1", "t2", "t3",
                                                                  "t4", "t5", "t6", "t7"};

// The viewer has a sight of `instance` that shows one of the pieces whose bits these are.
std::string shows(const std::string& instance, const std::string& bits) {
  return "EXISTS (SELECT 1 FROM sight AS s WHERE s.instance = " + instance + " AND (s.pieces & " +
         bits + ") <> 0 AND " + is_visible + ")";
}

// Instances with a visible piece that has the term: a text of their own, or the name of somebody.
std::string having(const std::string& term) {
  return R"(
SELECT f.instance
FROM @found(f, :)" +
         term + R"()
WHERE f.person = 0 AND )" +
         shows("f.instance", "f.bit") + R"(
UNION
SELECT own.instance
FROM @found(f, :)" +
         term + R"()
JOIN member AS own ON own.person = f.person AND own.named <> 0
WHERE f.person <> 0 AND )" +
         shows("own.instance", "own.named");
}

std::string find_sql(std::size_t terms, bool oldest_first) {
  std::string hits;
  for (std::size_t i = 0; i < terms; ++i) {
    hits += fmt::format("{}SELECT instance FROM ({}) AS having_{}", i == 0 ? "" : "\nINTERSECT\n",
                        having(term_names.at(i)), i);
  }
  const std::string order = oldest_first ? "ASC" : "DESC";
  return "SELECT i.id, i.root\nFROM (" + hits + R"() AS hit
JOIN instance AS i ON i.id = hit.instance
WHERE (:parent = 0 OR i.parent = :parent)
  AND (:workflow = '' OR i.workflow = :workflow)
  AND (:states = '[]' OR EXISTS (SELECT 1
                                 FROM instance_state AS st
                                 WHERE st.instance = i.id AND @among(st.state, :states)))
ORDER BY i.root )" +
         order + ", i.id " + order + "\nLIMIT :limit";
}

// By the number of terms and the order: prepared once each.
const std::string& find_sql_for(std::size_t terms, bool oldest_first) {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> texts;
    for (std::size_t count = 1; count <= search_terms_max; ++count) {
      texts.push_back(find_sql(count, false));
      texts.push_back(find_sql(count, true));
    }
    return texts;
  }();
  return all.at(2 * (terms - 1) + (oldest_first ? 1 : 0));
}

// In the engine's own words. Folded words have no quotes, so there is nothing to escape.
std::string spelled(Dialect dialect, const SearchTerm& term) {
  if (dialect == Dialect::Sqlite) {
    return fmt::format("\"{}\"{}", fmt::join(term.words, " "), term.is_whole ? "" : " *");
  }
  return term.is_whole ? fmt::format("'{}'", fmt::join(term.words, "' <-> '"))
                       : fmt::format("'{}':*", term.words[0]);
}

}  // namespace

std::vector<Hit> StoredWordIndex::find(const SearchQuery& query, PersonId viewer, int limit) {
  if (query.terms.empty() || query.terms.size() > search_terms_max) return {};
  std::vector<Named> parameters = {{"parent", query.parent},
                                   {"workflow", query.workflow},
                                   {"states", texts_json(query.states)},
                                   {"viewer", viewer},
                                   {"now", store_->clock().now()},
                                   {"limit", std::int64_t{limit}}};
  for (std::size_t i = 0; i < query.terms.size(); ++i)
    parameters.push_back({term_names.at(i), spelled(store_->dialect(), query.terms[i])});
  std::vector<Hit> hits;
  for (const Row& row : store_->reading().take()->rows(
           find_sql_for(query.terms.size(), query.oldest_first), 2, parameters)) {
    hits.push_back({row[0].id<InstanceId>(), row[1].id<InstanceId>()});
  }
  return hits;
}

std::vector<HitKind> StoredWordIndex::kinds(const std::vector<InstanceId>& hits) {
  static const std::string sql = R"(
SELECT i.workflow, max(i.package), st.state, count(*)
FROM instance AS i
JOIN instance_state AS st ON st.instance = i.id
WHERE @in(i.id, :ids)
GROUP BY i.workflow, st.state
ORDER BY i.workflow, st.state)";
  std::vector<HitKind> kinds;
  if (hits.empty()) return kinds;
  for (const Row& row : store_->reading().take()->rows(sql, 4, {{"ids", ids_json(hits)}}))
    kinds.push_back({row[0].text, row[1].text, row[2].text, row[3].number()});
  return kinds;
}

}  // namespace accolade::db
