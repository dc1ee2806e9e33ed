// Who is signed in, and for how long.
#include "db/ports/sessions.h"

namespace accolade::db {
namespace {

constexpr Duration slide_every = std::chrono::hours(1);

void add_tasks(Connection& connection, SessionId session, const Session& given) {
  static const std::string sql = R"(
INSERT INTO session_task (session, task, person)
VALUES (:session, :task, :person)
ON CONFLICT (session, task, person) DO NOTHING)";
  for (std::size_t i = 0; i < given.tasks.size(); ++i) {
    connection.run(
        sql,
        {{"session", session}, {"task", given.tasks[i]}, {"person", given.task_persons.at(i)}});
  }
}

}  // namespace

void StoredSessions::create(const Session& session) {
  static const std::string sql = R"(
INSERT INTO session (id, token_hash, person, created, expires)
VALUES (:id, :token_hash, :person, :now, :expires))";
  const Instant now = store_->clock().now();
  const Pool::Lease connection = store_->writing().take();
  const SessionId id{store_->new_id(*connection)};
  Transaction transaction(*connection);
  connection->run(sql, {{"id", id},
                        {"token_hash", session.token_hash},
                        {"person", session.person},
                        {"now", now},
                        {"expires", now + session_lifetime}});
  add_tasks(*connection, id, session);
  transaction.commit();
}

Session StoredSessions::with_tasks(Connection& connection, const Row& row,
                                   const std::string& token_hash) {
  static const std::string sql =
      "SELECT task, person FROM session_task WHERE session = :session ORDER BY task, person";
  Session session;
  session.id = row[0].id<SessionId>();
  session.person = row[1].id<PersonId>();
  session.token_hash = token_hash;
  for (const Row& task : connection.rows(sql, 2, {{"session", session.id}})) {
    session.tasks.push_back(task[0].id<InstanceId>());
    session.task_persons.push_back(task[1].id<PersonId>());
  }
  return session;
}

std::optional<Session> StoredSessions::find(const std::string& token_hash) {
  static const std::string sql = R"(
SELECT id, person, expires
FROM session
WHERE token_hash = :token_hash AND expires > :now)";
  const Instant now = store_->clock().now();
  std::optional<Session> session;
  Instant expires{};
  {
    const Pool::Lease connection = store_->reading().take();
    const std::vector<Row> rows =
        connection->rows(sql, 3, {{"token_hash", token_hash}, {"now", now}});
    if (rows.empty()) return std::nullopt;
    session = with_tasks(*connection, rows[0], token_hash);
    expires = rows[0][2].instant();
  }
  if (expires - now < session_lifetime - slide_every) {
    store_->writing().take()->run("UPDATE session SET expires = :expires WHERE id = :id",
                                  {{"expires", now + session_lifetime}, {"id", session->id}});
  }
  return session;
}

std::optional<Session> StoredSessions::find_expired(const std::string& token_hash) {
  static const std::string sql = R"(
SELECT id, person
FROM session
WHERE token_hash = :token_hash AND expires <= :now AND expires > :oldest)";
  const Instant now = store_->clock().now();
  const Pool::Lease connection = store_->reading().take();
  const std::vector<Row> rows = connection->rows(
      sql, 2, {{"token_hash", token_hash}, {"now", now}, {"oldest", now - session_lifetime}});
  if (rows.empty()) return std::nullopt;
  return with_tasks(*connection, rows[0], token_hash);
}

void StoredSessions::end(const std::string& token_hash) {
  store_->writing().take()->run("DELETE FROM session WHERE token_hash = :token_hash",
                                {{"token_hash", token_hash}});
}

void StoredSessions::add_task(const std::string& token_hash, InstanceId task, PersonId person) {
  static const std::string sql = R"(
INSERT INTO session_task (session, task, person)
SELECT id, :task, :person
FROM session
WHERE token_hash = :token_hash
ON CONFLICT (session, task, person) DO NOTHING)";
  store_->writing().take()->run(sql,
                                {{"task", task}, {"person", person}, {"token_hash", token_hash}});
}

}  // namespace accolade::db
