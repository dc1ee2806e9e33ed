// Links and codes that sign in: each is used up by one statement, so that of two at once one wins.
#include "db/ports/sessions.h"

namespace accolade::db {
namespace {

constexpr int wrong_codes_max = 5;

const std::string sign_in_columns = "token_hash, code_hash, person, task, go_to, expires";
constexpr std::size_t sign_in_column_count = 6;

SignIn sign_in_from(const Row& row) {
  return {row[0].text, row[1].text,     row[2].id<PersonId>(), row[3].id<InstanceId>(),
          row[4].text, row[5].instant()};
}

std::optional<SignIn> first_of(const std::vector<Row>& rows) {
  return rows.empty() ? std::nullopt : std::optional(sign_in_from(rows[0]));
}

const std::string use_up = "UPDATE sign_in SET used = :now";
// Of a row that can still be used.
const std::string is_open =
    " task = 0 AND used IS NULL AND wrong_codes < :wrong_codes_max AND expires > :now ";

// Why a row with the sign_in_columns used, expires, wrong_codes cannot be used.
SignInProblem problem_of(const std::vector<Row>& rows, Instant now) {
  if (rows.empty()) return SignInProblem::Unknown;
  if (!rows[0][0].is_null) return SignInProblem::Used;
  if (rows[0][1].instant() <= now) return SignInProblem::Expired;
  return rows[0][2].number() >= wrong_codes_max ? SignInProblem::TooManyAttempts
                                                : SignInProblem::Unknown;
}

}  // namespace

void StoredSessions::offer(const SignIn& sign_in) {
  static const std::string sql = R"(
INSERT INTO sign_in (token_hash, code_hash, person, task, go_to, expires, wrong_codes)
VALUES (:token_hash, :code_hash, :person, :task, :go_to, :expires, 0))";
  store_->writing().take()->run(sql, {{"token_hash", sign_in.token_hash},
                                      {"code_hash", sign_in.code_hash},
                                      {"person", sign_in.person},
                                      {"task", sign_in.task},
                                      {"go_to", sign_in.go_to},
                                      {"expires", sign_in.expires}});
}

std::optional<SignIn> StoredSessions::peek(const std::string& token_hash) {
  static const std::string sql = "SELECT " + sign_in_columns + R"(
FROM sign_in
WHERE token_hash = :token_hash AND used IS NULL AND wrong_codes < :wrong_codes_max
  AND expires > :now)";
  return first_of(store_->reading().take()->rows(sql, sign_in_column_count,
                                                 {{"token_hash", token_hash},
                                                  {"wrong_codes_max", wrong_codes_max},
                                                  {"now", store_->clock().now()}}));
}

std::optional<SignIn> StoredSessions::redeem(const std::string& token_hash,
                                             SignInProblem* problem) {
  static const std::string use_sql =
      use_up + " WHERE token_hash = :token_hash AND" + is_open + "RETURNING " + sign_in_columns;
  static const std::string task_sql = "SELECT " + sign_in_columns + R"(
FROM sign_in
WHERE token_hash = :token_hash AND task <> 0 AND expires > :now)";
  static const std::string why_sql =
      "SELECT used, expires, wrong_codes FROM sign_in WHERE token_hash = :token_hash";
  const Instant now = store_->clock().now();
  const Pool::Lease connection = store_->writing().take();
  std::optional<SignIn> found = first_of(connection->rows(
      use_sql, sign_in_column_count,
      {{"now", now}, {"token_hash", token_hash}, {"wrong_codes_max", wrong_codes_max}}));
  if (!found) {
    found = first_of(connection->rows(task_sql, sign_in_column_count,
                                      {{"token_hash", token_hash}, {"now", now}}));
  }
  if (!found && problem != nullptr) {
    *problem = problem_of(connection->rows(why_sql, 3, {{"token_hash", token_hash}}), now);
  }
  return found;
}

std::optional<SignIn> StoredSessions::redeem_code(PersonId person, const std::string& code_hash,
                                                  SignInProblem* problem) {
  static const std::string use_sql = use_up + R"( WHERE person = :person
  AND code_hash = :code_hash AND code_hash <> '' AND)" +
                                     is_open + "RETURNING " + sign_in_columns;
  // A wrong code counts against every sign-in that waits for one.
  static const std::string wrong_sql = R"(
UPDATE sign_in
SET wrong_codes = wrong_codes + 1
WHERE person = :person AND code_hash <> '' AND)" +
                                       is_open;
  static const std::string why_sql = R"(
SELECT used, expires, wrong_codes
FROM sign_in
WHERE person = :person AND code_hash = :code_hash AND code_hash <> '' AND task = 0
ORDER BY expires DESC)";
  static const std::string spent_sql = R"(
SELECT count(*)
FROM sign_in
WHERE person = :person AND used IS NULL AND wrong_codes >= :wrong_codes_max AND expires > :now)";
  const Instant now = store_->clock().now();
  const Pool::Lease connection = store_->writing().take();
  if (std::optional<SignIn> found =
          first_of(connection->rows(use_sql, sign_in_column_count,
                                    {{"now", now},
                                     {"person", person},
                                     {"code_hash", code_hash},
                                     {"wrong_codes_max", wrong_codes_max}}))) {
    return found;
  }
  connection->run(wrong_sql,
                  {{"person", person}, {"wrong_codes_max", wrong_codes_max}, {"now", now}});
  if (problem == nullptr) return std::nullopt;
  *problem =
      problem_of(connection->rows(why_sql, 3, {{"person", person}, {"code_hash", code_hash}}), now);
  const bool is_spent =
      connection
          ->rows(spent_sql, 1,
                 {{"person", person}, {"wrong_codes_max", wrong_codes_max}, {"now", now}})
          .at(0)[0]
          .number() > 0;
  if (*problem == SignInProblem::Unknown && is_spent) *problem = SignInProblem::TooManyAttempts;
  return std::nullopt;
}

}  // namespace accolade::db
