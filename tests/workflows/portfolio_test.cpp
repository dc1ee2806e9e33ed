// A portfolio: whose it is, and who sees it.
#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace accolade {
namespace {

namespace json = boost::json;
using Lines = std::vector<std::string>;

Scenario portfolio() {
  Scenario scenario(shipped("action-plan"), "portfolio");
  scenario.person("secretary", 1)
      .holding({{"organisation", Value("Vinnova")}, {"country", Value("Sweden")}})
      .begun();
  return scenario;
}

TEST(Portfolio, TheSecretariatNamesSeveralEditors) {
  Scenario scenario = portfolio();
  scenario.raise("name_people", "secretary", {{"editors", json::array{"7", "8"}}});
  EXPECT_EQ(scenario.refused(), "");
  EXPECT_EQ(scenario.here(), "internal");
  EXPECT_EQ(scenario.offered("secretary"),
            (Lines{"name_people", "rename", "adopt", "merge", "leave"}));
}

TEST(Portfolio, ItsEditorTakesUpItemsAndReleasesThem) {
  Scenario scenario = portfolio();
  scenario.person("editor", 7);
  EXPECT_EQ(scenario.offered("editor"), (Lines{"adopt", "release"}));
  scenario.raise("release", "editor");
  EXPECT_EQ(scenario.here(), "released");
  EXPECT_EQ(scenario.field("is_released"), Value(true));
  scenario.raise("withdraw", "editor");
  EXPECT_EQ(scenario.here(), "internal");
  EXPECT_EQ(scenario.field("is_released"), Value(false));
}

TEST(Portfolio, AReaderOnlyReads) {
  Scenario scenario = portfolio();
  scenario.person("reader", 9);
  EXPECT_EQ(scenario.offered("reader"), Lines());
}

TEST(Portfolio, EndsWhenTheOrganisationLeaves) {
  Scenario scenario = portfolio();
  scenario.raise("leave", "secretary");
  EXPECT_EQ(scenario.outcome(), "left");
}

}  // namespace
}  // namespace accolade
