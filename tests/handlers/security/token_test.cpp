// Tokens, codes, their hashes, and the token of forms.
#include "handlers/security/token.h"

#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace accolade {
namespace {

constexpr auto url_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

TEST(Token, Is43CharactersThatNeedNoEscapingInAUrl) {
  const std::string token = new_token();

  EXPECT_EQ(token.size(), 43u);
  EXPECT_EQ(token.find_first_not_of(url_characters), std::string::npos) << token;
}

TEST(Token, IsNeverTheSameTwiceFromManyThreads) {
  std::vector<std::set<std::string>> made(4);
  std::vector<std::thread> threads;
  for (auto& tokens : made)
    threads.emplace_back([&tokens] {
      for (int i = 0; i < 500; ++i)
        tokens.insert(new_token());
    });
  for (auto& thread : threads)
    thread.join();

  std::set<std::string> all;
  for (const auto& tokens : made)
    all.insert(tokens.begin(), tokens.end());
  EXPECT_EQ(all.size(), 2000u);
}

TEST(Token, IsStoredAsItsBlake2bHash) {
  EXPECT_EQ(token_hash("abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Code, HasEightCharactersThatNobodyMixesUp) {
  for (int i = 0; i < 1000; ++i) {
    const std::string code = new_code();
    ASSERT_EQ(code.size(), 8u);
    ASSERT_EQ(code.find_first_of("01OILU"), std::string::npos) << code;
    ASSERT_EQ(code, typed_code(code));
  }
}

TEST(Code, MayBeTypedInSmallLettersWithSpacesAndHyphens) {
  EXPECT_EQ(typed_code(" ab3k-9xyz "), "AB3K9XYZ");
}

TEST(ConstantTime, TellsEqualFromDifferentAndShorter) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secreT"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secre"));
}

TEST(Csrf, TokenOfASessionIsAlwaysTheSameAndMatches) {
  EXPECT_EQ(csrf_token("session one"), csrf_token("session one"));
  EXPECT_TRUE(csrf_matches("session one", csrf_token("session one")));
}

TEST(Csrf, TokenOfAnotherSessionDoesNotMatch) {
  EXPECT_FALSE(csrf_matches("session one", csrf_token("session two")));
  EXPECT_FALSE(csrf_matches("session one", ""));
}

TEST(Csrf, TokenDoesNotContainTheSecret) {
  EXPECT_NE(csrf_token("session one"), "session one");
  EXPECT_EQ(csrf_token("session one").size(), 43u);
}

}  // namespace
}  // namespace accolade
