// One statement a kind of record.
#include "db/ports/own.h"

#include <boost/json.hpp>

#include "db/ports/sessions.h"

namespace accolade::db {

std::vector<Row> StoredOwnRecords::rows_of(const std::string& sql, std::size_t columns,
                                           PersonId person) {
  return store_->reading().take()->rows(sql, columns, {{"person", person}});
}

std::vector<OwnAddress> StoredOwnRecords::addresses(PersonId person) {
  static const std::string sql =
      "SELECT address, verified FROM address WHERE person = :person ORDER BY verified, address";
  std::vector<OwnAddress> addresses;
  for (const Row& row : rows_of(sql, 2, person))
    addresses.push_back({row[0].text, row[1].instant()});
  return addresses;
}

std::vector<OwnSession> StoredOwnRecords::sessions(PersonId person) {
  static const std::string sql = R"(
SELECT id, created, expires
FROM session
WHERE person = :person AND expires > :now
ORDER BY created, id)";
  std::vector<OwnSession> sessions;
  for (const Row& row : store_->reading().take()->rows(
           sql, 3, {{"person", person}, {"now", store_->clock().now()}})) {
    sessions.push_back({row[0].id<SessionId>(), row[1].instant(),
                        row[2].instant() - session_lifetime, row[2].instant()});
  }
  return sessions;
}

std::vector<OwnRole> StoredOwnRecords::roles(PersonId person) {
  static const std::string sql = R"(
SELECT instance, role, from_at, until_at
FROM member
WHERE person = :person AND is_below = 0 AND source = instance
ORDER BY instance, role)";
  std::vector<OwnRole> roles;
  for (const Row& row : rows_of(sql, 4, person)) {
    roles.push_back({row[0].id<InstanceId>(), row[1].text, row[2].optional_instant(),
                     row[3].optional_instant()});
  }
  return roles;
}

std::vector<OwnAct> StoredOwnRecords::acts(PersonId person) {
  static const std::string sql = R"(
SELECT h.instance, h.event, h.at
FROM history_personal AS p
JOIN history AS h ON h.id = p.entry
WHERE p.actor = :person
ORDER BY h.at, h.id)";
  std::vector<OwnAct> acts;
  for (const Row& row : rows_of(sql, 3, person))
    acts.push_back({row[0].id<InstanceId>(), row[1].text, row[2].instant()});
  return acts;
}

std::vector<OwnDraft> StoredOwnRecords::drafts(PersonId person) {
  static const std::string sql = R"(
SELECT instance, field, value, at
FROM draft
WHERE editor = :person
ORDER BY instance, field)";
  std::vector<OwnDraft> drafts;
  for (const Row& row : rows_of(sql, 4, person)) {
    drafts.push_back(
        {row[0].id<InstanceId>(), row[1].text, boost::json::parse(row[2].text), row[3].instant()});
  }
  return drafts;
}

std::vector<OwnFile> StoredOwnRecords::files(PersonId person) {
  static const std::string sql = R"(
SELECT id, instance, field, name, type, bytes, at
FROM file
WHERE person = :person
ORDER BY id)";
  std::vector<OwnFile> files;
  for (const Row& row : rows_of(sql, 7, person)) {
    files.push_back({row[0].id<FileId>(), row[1].id<InstanceId>(), row[2].text, row[3].text,
                     row[4].text, row[5].number(), row[6].instant()});
  }
  return files;
}

std::vector<OwnLetter> StoredOwnRecords::letters(PersonId person) {
  static const std::string sql = R"(
SELECT id, instance, letter, delivery, queued, sent
FROM letter
WHERE recipient = :person
ORDER BY queued, id)";
  std::vector<OwnLetter> letters;
  for (const Row& row : rows_of(sql, 6, person)) {
    letters.push_back({row[0].id<LetterId>(), row[1].id<InstanceId>(), row[2].text, row[3].text,
                       row[4].instant(), row[5].optional_instant()});
  }
  return letters;
}

bool StoredOwnRecords::end_session(PersonId person, SessionId id) {
  static const std::string sql = "DELETE FROM session WHERE id = :id AND person = :person";
  return store_->writing().take()->run(sql, {{"id", id}, {"person", person}}) > 0;
}

}  // namespace accolade::db
