// Style sheets and the script: found at start, kept by browsers.
#include "handlers/pages/assets.h"

#include <gtest/gtest.h>

#include "handlers/pages/paths.h"
#include "handlers/pages/visit.h"
#include "tests/handlers/pages/pages_fixture.h"

namespace accolade::test {
namespace {

http::Request asking(const std::string& name, const std::string& version) {
  http::Request request;
  request.path = "/assets/" + name;
  request.parameters = {{"name", name}};
  request.query.emplace("v", version);
  return request;
}

TEST(Assets, AreKeptForAYearUnderTheirVersion) {
  const std::string version = assets().at("accolade.css").version;
  const http::Response response = send_asset(assets(), asking("accolade.css", version));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(response.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(send_asset(assets(), asking("accolade.css", "old")).header("Cache-Control"),
            "public, max-age=60");
}

TEST(Assets, APageNamesTheBytesThatItLoads) {
  const Assets one{{"a.css", {"text/css", "v1", "sha512-x", "p{}"}}};
  EXPECT_EQ(asset_view(one, "a.css"),
            (boost::json::object{{"href", "/assets/a.css?v=v1"}, {"integrity", "sha512-x"}}));
  EXPECT_TRUE(assets().at("accolade.js").integrity.starts_with("sha512-"));
}

TEST(Assets, NothingElseIsSent) {
  EXPECT_EQ(send_asset(assets(), asking("../../README.md", "")).status, 404);
}

TEST(Paths, WhatSignInComesBackToIsOneValue) {
  EXPECT_EQ(sign_in_path("/instances/7/events/a?b=1&c"),
            "/sign-in?go_to=%2Finstances%2F7%2Fevents%2Fa%3Fb%3D1%26c");
  EXPECT_EQ(path_to_children(InstanceId{3}, "nomination", "submitted", InstanceId{9}),
            "/instances/3/children/nomination?state=submitted&after=9");
}

}  // namespace
}  // namespace accolade::test
