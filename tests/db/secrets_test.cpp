// The secret of an installation is made once.
#include <future>
#include <set>

#include "tests/db/toy.h"

namespace accolade {
namespace {

class Installation : public StoreTest {};
ON_BOTH_ENGINES(Installation);

const std::string first_secret(43, 'a');
const std::string second_secret(43, 'b');

TEST_P(Installation, FirstSecretStays) {
  EXPECT_EQ(database.secrets->secret(first_secret), first_secret);
  EXPECT_EQ(database.secrets->secret(second_secret), first_secret);
  const Database again = another();
  EXPECT_EQ(again.secrets->secret(second_secret), first_secret);
}

TEST_P(Installation, ProgramsThatBeginAtOnceGetTheSameSecret) {
  const Database other = another();
  std::vector<std::future<std::string>> asked;
  for (int i = 0; i < 16; ++i) {
    Secrets& secrets = i % 2 == 0 ? *database.secrets : *other.secrets;
    asked.push_back(std::async(std::launch::async, [&secrets, i] {
      return secrets.secret(std::string(43, static_cast<char>('a' + i)));
    }));
  }
  std::set<std::string> got;
  for (std::future<std::string>& one : asked)
    got.insert(one.get());
  EXPECT_EQ(got.size(), 1u);
}

TEST_P(Installation, ShortSecretIsNotKept) {
  EXPECT_ANY_THROW(database.secrets->secret("short"));
}

}  // namespace
}  // namespace accolade
