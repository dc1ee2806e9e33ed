// Sessions slide, sign-ins are used up once, codes run out of guesses.
#include <future>

#include "tests/db/toy.h"

namespace accolade {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class SignedIn : public StoreTest {
 protected:
  Sessions& sessions() { return *database.sessions; }
  void offer(const std::string& token, const std::string& code, InstanceId task = {}) {
    sessions().offer({token, code, PersonId{7}, task, "/here", clock->load() + minutes(30)});
  }
};
ON_BOTH_ENGINES(SignedIn);

TEST_P(SignedIn, SessionLivesThirtyDaysAfterItsLastUse) {
  sessions().create({{}, PersonId{7}, "hash", {InstanceId{3}}, {PersonId{8}}});
  const Session found = sessions().find("hash").value();
  EXPECT_EQ(found.person, PersonId{7});
  EXPECT_EQ(found.tasks, std::vector<InstanceId>{InstanceId{3}});
  EXPECT_EQ(found.task_persons, std::vector<PersonId>{PersonId{8}});
  EXPECT_FALSE(sessions().find("other").has_value());

  *clock = clock->load() + hours(20 * 24);
  EXPECT_TRUE(sessions().find("hash").has_value());
  *clock = clock->load() + hours(29 * 24);
  EXPECT_TRUE(sessions().find("hash").has_value());
  *clock = clock->load() + hours(30 * 24);
  EXPECT_FALSE(sessions().find("hash").has_value());
  EXPECT_EQ(sessions().find_expired("hash")->person, PersonId{7});
  *clock = clock->load() + hours(30 * 24);
  EXPECT_FALSE(sessions().find_expired("hash").has_value());
}

TEST_P(SignedIn, EndedSessionIsNeitherFoundNorExpired) {
  sessions().create({{}, PersonId{7}, "hash", {}, {}});
  sessions().add_task("hash", InstanceId{3}, PersonId{7});
  sessions().add_task("hash", InstanceId{3}, PersonId{7});
  EXPECT_EQ(sessions().find("hash")->tasks, std::vector<InstanceId>{InstanceId{3}});
  sessions().end("hash");
  EXPECT_FALSE(sessions().find("hash").has_value());
  *clock = clock->load() + hours(31 * 24);
  EXPECT_FALSE(sessions().find_expired("hash").has_value());
}

TEST_P(SignedIn, LinkSignsInOnce) {
  offer("token", "code");
  SignInProblem problem{};
  EXPECT_EQ(sessions().peek("token")->person, PersonId{7});
  const SignIn used = sessions().redeem("token", &problem).value();
  EXPECT_EQ(used.person, PersonId{7});
  EXPECT_EQ(used.go_to, "/here");
  EXPECT_FALSE(sessions().peek("token").has_value());
  EXPECT_FALSE(sessions().redeem("token", &problem).has_value());
  EXPECT_EQ(problem, SignInProblem::Used);
  EXPECT_FALSE(sessions().redeem_code(PersonId{7}, "code", &problem).has_value());
  EXPECT_EQ(problem, SignInProblem::Used);
  EXPECT_FALSE(sessions().redeem("nothing", &problem).has_value());
  EXPECT_EQ(problem, SignInProblem::Unknown);
}

TEST_P(SignedIn, OfTwoRedeemersOneWins) {
  Database other = another();
  for (int round = 0; round < 10; ++round) {
    const std::string token = "token" + std::to_string(round);
    offer(token, "");
    auto elsewhere = std::async(std::launch::async, [&] {
      SignInProblem problem{};
      return other.sessions->redeem(token, &problem).has_value();
    });
    SignInProblem problem{};
    const bool here = sessions().redeem(token, &problem).has_value();
    EXPECT_NE(here, elsewhere.get());
  }
}

TEST_P(SignedIn, LinkRunsOut) {
  offer("token", "code");
  *clock = clock->load() + minutes(30);
  SignInProblem problem{};
  EXPECT_FALSE(sessions().peek("token").has_value());
  EXPECT_FALSE(sessions().redeem("token", &problem).has_value());
  EXPECT_EQ(problem, SignInProblem::Expired);
}

TEST_P(SignedIn, TaskLinkIsNotUsedUp) {
  offer("token", "", InstanceId{3});
  SignInProblem problem{};
  EXPECT_EQ(sessions().redeem("token", &problem)->task, InstanceId{3});
  EXPECT_EQ(sessions().redeem("token", &problem)->task, InstanceId{3});
}

TEST_P(SignedIn, CodeSignsInOnce) {
  offer("token", "code");
  SignInProblem problem{};
  EXPECT_FALSE(sessions().redeem_code(PersonId{8}, "code", &problem).has_value());
  EXPECT_EQ(problem, SignInProblem::Unknown);
  EXPECT_TRUE(sessions().redeem_code(PersonId{7}, "code", &problem).has_value());
  EXPECT_FALSE(sessions().redeem_code(PersonId{7}, "code", &problem).has_value());
  EXPECT_EQ(problem, SignInProblem::Used);
}

TEST_P(SignedIn, FiveWrongCodesSpendTheSignIn) {
  offer("token", "code");
  SignInProblem problem{};
  for (int guess = 0; guess < 5; ++guess)
    EXPECT_FALSE(sessions().redeem_code(PersonId{7}, "wrong", &problem).has_value());
  EXPECT_EQ(problem, SignInProblem::TooManyAttempts);
  EXPECT_FALSE(sessions().redeem_code(PersonId{7}, "code", &problem).has_value());
  EXPECT_EQ(problem, SignInProblem::TooManyAttempts);
  EXPECT_FALSE(sessions().redeem("token", &problem).has_value());
  EXPECT_EQ(problem, SignInProblem::TooManyAttempts);
}

}  // namespace
}  // namespace accolade
