// Where a sign-in may lead: to a path of ours and nowhere else.
#include <gtest/gtest.h>

#include "handlers/sign_in/sign_in.h"

namespace accolade {
namespace {

TEST(SafePath, APathOfOursIsKept) {
  EXPECT_EQ(safe_path("/"), "/");
  EXPECT_EQ(safe_path("/instances/8192?state=open"), "/instances/8192?state=open");
}

TEST(SafePath, WhatABrowserWouldTakeForAnotherHostLeadsHome) {
  for (const char* elsewhere :
       {"", "//evil.example", "/\\evil.example", "https://evil.example", "evil.example",
        "/\t/evil.example", "/a\\b", "/a\r\nSet-Cookie: x", "javascript:alert(1)"}) {
    EXPECT_EQ(safe_path(elsewhere), "/") << elsewhere;
  }
  EXPECT_EQ(safe_path("/" + std::string(600, 'a')), "/");
}

}  // namespace
}  // namespace accolade
