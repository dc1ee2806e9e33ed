// The port `Sessions` on one database.
#pragma once

#include <memory>

#include "db/store.h"
#include "engine/ports/sessions.h"

namespace accolade::db {

// Sliding: from when it was last used, to the hour.
inline constexpr Duration session_lifetime = std::chrono::hours(30 * 24);

class StoredSessions : public Sessions {
 public:
  explicit StoredSessions(std::shared_ptr<Store> store) : store_(std::move(store)) {}
  void create(const Session& session) override;
  std::optional<Session> find(const std::string& token_hash) override;
  std::optional<Session> find_expired(const std::string& token_hash) override;
  void end(const std::string& token_hash) override;
  void add_task(const std::string& token_hash, InstanceId task, PersonId person) override;

  void offer(const SignIn& sign_in) override;
  std::optional<SignIn> peek(const std::string& token_hash) override;
  std::optional<SignIn> redeem(const std::string& token_hash, SignInProblem* problem) override;
  std::optional<SignIn> redeem_code(PersonId person, const std::string& code_hash,
                                    SignInProblem* problem) override;

 private:
  Session with_tasks(Connection& connection, const Row& row, const std::string& token_hash);

  const std::shared_ptr<Store> store_;
};

}  // namespace accolade::db
