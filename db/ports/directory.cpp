// Persons by address, dated roles, organisations. Roles are memberships of instance 0.
#include "db/ports/directory.h"

#include <algorithm>
#include <unordered_map>

#include "db/search/rows.h"
#include "db/sql/json_rows.h"
#include "engine/value/ascii.h"

namespace accolade::db {
namespace {

// The first verified address is the one that letters go to.
const std::string person_columns = R"(p.id, p.name,
  (SELECT a.address
   FROM address AS a
   WHERE a.person = p.id
   ORDER BY a.verified, a.address
   LIMIT 1))";

Person person_from(const Row& row) {
  return {row[0].id<PersonId>(), row[1].text, row[2].text};
}

// ASCII alone: the part before the @ is the mail server's business, and domains are ASCII on the
// wire.
std::string in_lower_case(std::string_view address) {
  return small(address);
}

std::optional<PersonId> person_at(Connection& connection, const std::string& address) {
  static const std::string sql = "SELECT person FROM address WHERE address = :address";
  const std::vector<Row> rows = connection.rows(sql, 1, {{"address", address}});
  return rows.empty() ? std::nullopt : std::optional(rows[0][0].id<PersonId>());
}

// False if somebody else took the address first: then nothing is written.
bool add_person(Connection& connection, PersonId id, const std::string& address,
                const std::string& name, Instant now) {
  static const std::string address_sql = R"(
INSERT INTO address (address, person, verified)
VALUES (:address, :person, :now)
ON CONFLICT (address) DO NOTHING)";
  Transaction transaction(connection);
  connection.run("INSERT INTO person (id, name, created) VALUES (:id, :name, :now)",
                 {{"id", id}, {"name", name}, {"now", now}});
  if (connection.run(address_sql, {{"address", address}, {"person", id}, {"now", now}}) == 0) {
    return false;
  }
  keep_name(connection, id, name);
  transaction.commit();
  return true;
}

}  // namespace

std::optional<Person> StoredDirectory::person(PersonId id) {
  const std::vector<Person> found = persons({id});
  return found.empty() ? std::nullopt : std::optional(found[0]);
}

std::vector<Person> StoredDirectory::persons(const std::vector<PersonId>& ids) {
  static const std::string sql =
      "SELECT " + person_columns + " FROM person AS p WHERE @in(p.id, :ids)";
  if (ids.empty()) return {};
  std::unordered_map<PersonId, Person> found;
  for (const Row& row : store_->reading().take()->rows(sql, 3, {{"ids", ids_json(ids)}}))
    found.emplace(row[0].id<PersonId>(), person_from(row));
  std::vector<Person> persons;
  for (const PersonId id : ids) {
    if (const auto person = found.find(id); person != found.end()) {
      persons.push_back(person->second);
    }
  }
  return persons;
}

std::optional<Person> StoredDirectory::by_address(const std::string& address) {
  const std::optional<PersonId> id = person_at(*store_->reading().take(), in_lower_case(address));
  return id ? person(*id) : std::nullopt;
}

PersonId StoredDirectory::ensure(const std::string& address, const std::string& name) {
  const std::string lower = in_lower_case(address);
  const Pool::Lease connection = store_->writing().take();
  if (const std::optional<PersonId> known = person_at(*connection, lower)) return *known;
  const PersonId id{store_->new_id(*connection)};
  if (add_person(*connection, id, lower, name, store_->clock().now())) return id;
  return person_at(*connection, lower).value();
}

void StoredDirectory::rename(PersonId person, const std::string& name) {
  const Pool::Lease connection = store_->writing().take();
  Transaction transaction(*connection);
  if (connection->run("UPDATE person SET name = :name WHERE id = :id",
                      {{"name", name}, {"id", person}}) > 0) {
    keep_name(*connection, person, name);
  }
  transaction.commit();
}

void StoredDirectory::give_role(PersonId person, const std::string& role,
                                std::optional<Instant> from, std::optional<Instant> until) {
  static const std::string sql = R"(
INSERT INTO member (instance, is_below, role, person, source, root, from_at, until_at)
VALUES (0, 0, :role, :person, 0, 0, :from, :until)
ON CONFLICT (instance, is_below, role, person, source) DO UPDATE
SET from_at = excluded.from_at, until_at = excluded.until_at)";
  store_->writing().take()->run(
      sql, {{"role", role}, {"person", person}, {"from", from}, {"until", until}});
}

void StoredDirectory::end_role(PersonId person, const std::string& role) {
  static const std::string sql = R"(
UPDATE member
SET until_at = :now
WHERE instance = 0 AND is_below = 0 AND role = :role AND person = :person
  AND (until_at IS NULL OR until_at > :now))";
  store_->writing().take()->run(
      sql, {{"now", store_->clock().now()}, {"role", role}, {"person", person}});
}

std::vector<Person> StoredDirectory::holders(const std::string& role) {
  static const std::string sql = "SELECT " + person_columns + R"(
FROM member AS m
JOIN person AS p ON p.id = m.person
WHERE m.instance = 0 AND m.is_below = 0 AND m.role = :role
  AND (m.from_at IS NULL OR m.from_at <= :now)
  AND (m.until_at IS NULL OR m.until_at > :now)
ORDER BY p.name, p.id)";
  std::vector<Person> persons;
  for (const Row& row :
       store_->reading().take()->rows(sql, 3, {{"role", role}, {"now", store_->clock().now()}})) {
    persons.push_back(person_from(row));
  }
  return persons;
}

std::vector<std::string> StoredDirectory::roles(PersonId person) {
  static const std::string sql = R"(
SELECT role
FROM member
WHERE instance = 0 AND person = :person
  AND (from_at IS NULL OR from_at <= :now)
  AND (until_at IS NULL OR until_at > :now)
ORDER BY role)";
  std::vector<std::string> roles;
  for (const Row& row : store_->reading().take()->rows(
           sql, 1, {{"person", person}, {"now", store_->clock().now()}})) {
    roles.push_back(row[0].text);
  }
  return roles;
}

OrganisationId StoredDirectory::add_organisation(const Organisation& organisation) {
  static const std::string find_sql = R"(
SELECT id
FROM organisation
WHERE country = :country AND name = :name
UNION ALL
SELECT organisation
FROM organisation_alias
WHERE country = :country AND alias = :name)";
  static const std::string insert_sql = R"(
INSERT INTO organisation (id, country, name, acronym, status)
VALUES (:id, :country, :name, :acronym, :status)
ON CONFLICT (country, name) DO NOTHING)";
  const Pool::Lease connection = store_->writing().take();
  const auto find = [&] {
    return connection->rows(find_sql, 1,
                            {{"country", organisation.country}, {"name", organisation.name}});
  };
  if (const std::vector<Row> known = find(); !known.empty()) {
    return known[0][0].id<OrganisationId>();
  }
  const OrganisationId id{store_->new_id(*connection)};
  connection->run(insert_sql, {{"id", id},
                               {"country", organisation.country},
                               {"name", organisation.name},
                               {"acronym", organisation.acronym},
                               {"status", organisation.status}});
  return find().at(0)[0].id<OrganisationId>();
}

std::vector<Organisation> StoredDirectory::organisations() {
  static const std::string sql =
      "SELECT id, country, name, acronym, status FROM organisation ORDER BY country, name";
  std::vector<Organisation> organisations;
  for (const Row& row : store_->reading().take()->rows(sql, 5, {})) {
    organisations.push_back(
        {row[0].id<OrganisationId>(), row[1].text, row[2].text, row[3].text, row[4].text});
  }
  return organisations;
}

}  // namespace accolade::db
