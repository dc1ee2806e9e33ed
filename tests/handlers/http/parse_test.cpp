// Targets, queries, cookies and addresses.
#include "handlers/http/parse.h"

#include <gtest/gtest.h>

namespace accolade::http {
namespace {

using Segments = std::vector<std::string>;

Request with_target(std::string target) {
  Request request;
  request.target = std::move(target);
  return request;
}

TEST(Target, IsDecodedSegmentBySegment) {
  Request request = with_target("/instances/a%2Fb%20c/?q=x+y%26z&q=2&empty");

  ASSERT_TRUE(understand_target(request));
  EXPECT_EQ(request.segments, (Segments{"instances", "a/b c", ""}));
  EXPECT_EQ(request.path, "/instances/a/b c/");
  EXPECT_EQ(request.query, (std::multimap<std::string, std::string, std::less<>>{
                               {"q", "x y&z"}, {"q", "2"}, {"empty", ""}}));
  EXPECT_EQ(request.asked("q"), "x y&z");
  EXPECT_EQ(request.asked("missing"), std::nullopt);
}

TEST(Target, TheRootHasNoSegments) {
  Request request = with_target("/");

  ASSERT_TRUE(understand_target(request));
  EXPECT_EQ(request.path, "/");
  EXPECT_EQ(request.segments, Segments{});
}

TEST(Target, MayNameTheWholeUrlAsProxiesDo) {
  Request request = with_target("http://example.org/calls?page=2");

  ASSERT_TRUE(understand_target(request));
  EXPECT_EQ(request.path, "/calls");
  EXPECT_EQ(request.asked("page"), "2");
}

TEST(Target, PlusStaysPlusInAPath) {
  Request request = with_target("/a+b");

  ASSERT_TRUE(understand_target(request));
  EXPECT_EQ(request.segments, Segments{"a+b"});
}

TEST(Target, RefusesWhatIsNoText) {
  for (const char* target : {"/%", "/%zz", "/%ff", "/a%00", "/a?x=%f", "/a?x=%00", "/a?%ff=1",
                             "/../etc", "/a/%2e%2e/b", "*", "", "a/b", "/a b"}) {
    Request request = with_target(target);
    EXPECT_FALSE(understand_target(request)) << target;
  }
}

TEST(Pairs, AreBoundedInNumber) {
  std::string many = "a=1";
  for (std::size_t at = 1; at < pairs_max; ++at)
    many += "&a=1";

  EXPECT_EQ(decode_pairs(many)->size(), pairs_max);
  EXPECT_EQ(decode_pairs(many + "&a=1"), std::nullopt);
}

TEST(Cookies, TheFirstOfANameWins) {
  using Cookies = std::map<std::string, std::string, std::less<>>;

  EXPECT_EQ(parse_cookies("session=a=b; other = 2 ;session=c; junk;"),
            (Cookies{{"session", "a=b"}, {"other", "2"}}));
}

TEST(ForwardedAddress, IsTheOneThatOurProxyWrote) {
  Request request;
  EXPECT_EQ(forwarded_address(request, "127.0.0.1"), "127.0.0.1");

  request.headers.emplace("X-Forwarded-For", "6.6.6.6, 192.0.2.7");
  EXPECT_EQ(forwarded_address(request, "127.0.0.1"), "192.0.2.7");
}

}  // namespace
}  // namespace accolade::http
