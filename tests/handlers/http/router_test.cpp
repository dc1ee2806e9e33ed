// Which route answers, and what is said when none does.
#include "handlers/http/router.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "handlers/http/parse.h"

namespace accolade::http {
namespace {

std::function<Response(const Request&)> named(std::string name) {
  return [name](const Request& request) {
    std::string body = name;
    for (const auto& [key, value] : request.parameters)
      body += " " + key + "=" + value;
    return text(body);
  };
}

Router calls() {
  return Router({
      {"GET", "/", named("home")},
      {"GET", "/instances/new", named("form")},
      {"GET", "/instances/{id}", named("show")},
      {"POST", "/instances/{id}", named("change")},
      {"POST", "/instances/{id}/events/{event}", named("raise")},
      {"GET", "/assets/{file...}", named("asset")},
  });
}

Response ask(std::string method, std::string target) {
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  EXPECT_TRUE(understand_target(request));
  return calls()(request);
}

TEST(Router, TheFirstRouteThatMatchesAnswers) {
  EXPECT_EQ(ask("GET", "/").body, "home");
  EXPECT_EQ(ask("GET", "/instances/new").body, "form");
  EXPECT_EQ(ask("GET", "/instances/7").body, "show id=7");
  EXPECT_EQ(ask("POST", "/instances/new").body, "change id=new");
  EXPECT_EQ(ask("POST", "/instances/7/events/a%2Fb").body, "raise event=a/b id=7");
  EXPECT_EQ(ask("GET", "/assets/css/site.css").body, "asset file=css/site.css");
}

TEST(Router, GetAnswersHead) {
  EXPECT_EQ(ask("HEAD", "/instances/7").body, "show id=7");
}

TEST(Router, AnUnknownPathIsNotFound) {
  for (const char* target :
       {"/instances", "/instances/", "/instances/7/", "/instances/7/events/a/b", "/assets", "//"}) {
    EXPECT_EQ(ask("GET", target).status, 404) << target;
  }
}

TEST(Router, AnotherMethodIsNamedInAllow) {
  const Response refused = ask("DELETE", "/instances/7");

  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.header("Allow"), "GET, HEAD, POST");
  EXPECT_EQ(ask("GET", "/instances/7/events/a").header("Allow"), "POST");
}

TEST(Router, RefusesARouteThatCanNeverBeReached) {
  try {
    Router({{"GET", "/instances/{id}", named("show")}, {"GET", "/instances/new", named("form")}});
    FAIL() << "accepted";
  } catch (const std::invalid_argument& refused) {
    EXPECT_STREQ(refused.what(), "GET /instances/new is hidden by /instances/{id}");
  }
}

TEST(Router, RefusesBrokenPatterns) {
  for (const char* pattern : {"instances", "/{id", "/{}", "/{a}/{a}", "/{rest...}/more"}) {
    EXPECT_THROW(Router({{"GET", pattern, named("x")}}), std::invalid_argument) << pattern;
  }
}

}  // namespace
}  // namespace accolade::http
