// Who is signed in. Only hashes of tokens are stored; a database that leaks opens no session.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/value/ids.h"
#include "engine/value/instant.h"

namespace accolade {

struct Session {
  SessionId id;
  PersonId person;  // 0: only tasks
  std::string token_hash;
  std::vector<InstanceId>
      tasks;  // opened by task links, in the person's name but for that instance alone
  std::vector<PersonId> task_persons;  // whose they are, in the same order
};

// A link in a mail. Sign-in links live 30 minutes and carry a code; task links live while the task
// does.
struct SignIn {
  std::string token_hash;
  std::string code_hash;  // empty: a link without a code
  PersonId person;
  InstanceId task;    // 0: a sign-in
  std::string go_to;  // a path of ours
  Instant expires{};
};

enum class SignInProblem { Unknown, Used, Expired, TooManyAttempts };

class Sessions {
 public:
  virtual ~Sessions() = default;
  virtual void create(const Session& session) = 0;  // `id` is ignored; lives 30 days, sliding
  virtual std::optional<Session> find(
      const std::string& token_hash) = 0;  // slides at most once an hour
  // One that ran out less than 30 days ago, not one that was ended: what was typed under it is
  // still saved.
  virtual std::optional<Session> find_expired(const std::string& token_hash) = 0;
  virtual void end(const std::string& token_hash) = 0;
  virtual void add_task(const std::string& token_hash, InstanceId task, PersonId person) = 0;

  virtual void offer(const SignIn& sign_in) = 0;
  virtual std::optional<SignIn> peek(
      const std::string& token_hash) = 0;  // does not use it up; for the button
  // Uses it up in one statement: of two at once one wins. Task links are not used up.
  virtual std::optional<SignIn> redeem(const std::string& token_hash, SignInProblem* problem) = 0;
  // By the code typed in, for that address; five wrong codes spend the sign-in.
  virtual std::optional<SignIn> redeem_code(PersonId person, const std::string& code_hash,
                                            SignInProblem* problem) = 0;
};

}  // namespace accolade
