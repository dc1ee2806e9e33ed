// An adoption: what is said of one item, and who sees its budget.
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace accolade {
namespace {

using Lines = std::vector<std::string>;

Scenario taken_up(const Fields& more = {}, bool is_released = false) {
  Fields held{{"item", Value("11")}, {"grade", Value("planned")}};
  held.insert(more.begin(), more.end());
  Scenario scenario(shipped("action-plan"), "adoption");
  scenario.above("parent.is_released", Value(is_released))
      .person("editor", 7)
      .person("head", 8)
      .person("secretary", 1)
      .holding(held)
      .begun();
  return scenario;
}

TEST(Adoption, IsForTheConsortiumAtFirst) {
  const Scenario scenario = taken_up();
  EXPECT_EQ(scenario.here(), "consortium open_budget");
  EXPECT_EQ(scenario.offered("editor"), (Lines{"change", "remove"}));
  EXPECT_EQ(scenario.offered("head"), Lines());
}

TEST(Adoption, TheBudgetIsHiddenWhileItIsConfidential) {
  Scenario scenario = taken_up({{"confidential", Value(true)}});
  EXPECT_EQ(scenario.here(), "closed_budget consortium");
  scenario.raise("change", "editor", {{"grade", "running"}, {"confidential", false}});
  EXPECT_EQ(scenario.here(), "consortium open_budget");
  scenario.raise("change", "editor", {{"grade", "running"}, {"confidential", true}});
  EXPECT_EQ(scenario.here(), "closed_budget consortium");
}

TEST(Adoption, WhatIsNotMentionedStaysAsItWas) {
  Scenario scenario = taken_up({{"programme", Value("ERA PerMed")}});
  scenario.raise("change", "editor", {{"grade", "completed"}});
  EXPECT_EQ(scenario.refused(), "");
  EXPECT_EQ(scenario.field("grade"), Value("completed"));
  EXPECT_EQ(scenario.field("programme"), Value("ERA PerMed"));
}

TEST(Adoption, EverybodySeesItOnlyWhenBothSidesSaySo) {
  EXPECT_EQ(taken_up({{"is_public", Value(true)}}, false).here(), "consortium open_budget");
  EXPECT_EQ(taken_up({{"is_public", Value(false)}}, true).here(), "consortium open_budget");
  EXPECT_EQ(taken_up({{"is_public", Value(true)}}, true).here(), "everybody open_budget");
}

TEST(Adoption, FollowsWhatItsPortfolioTells) {
  Scenario scenario = taken_up({{"is_public", Value(true)}}, false);
  scenario.above("parent.is_released", Value(true)).told("audience");
  EXPECT_EQ(scenario.here(), "everybody open_budget");
  scenario.above("parent.is_released", Value(false)).told("audience");
  EXPECT_EQ(scenario.here(), "consortium open_budget");
}

TEST(Adoption, HasToSayHowFarItIs) {
  Scenario scenario = taken_up();
  scenario.raise("change", "editor", {{"grade", ""}});
  EXPECT_EQ(scenario.refused(), "Invalid\ngrade: Choose an answer to “How far”");
  EXPECT_EQ(scenario.field("grade"), Value("planned"));
}

TEST(Adoption, CanBeTakenOffTheList) {
  Scenario scenario = taken_up();
  scenario.raise("remove", "secretary");
  EXPECT_EQ(scenario.outcome(), "removed");
}

}  // namespace
}  // namespace accolade
