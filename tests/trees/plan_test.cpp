// The Action Plan as it is shipped, on a real store: the register from a table, who may take up
// what, once; what others and the public see of it.
#include <boost/json/array.hpp>
#include <gtest/gtest.h>

#include "engine/definition/loader.h"
#include "tests/support/shipped_files.h"
#include "tests/trees/consortium.h"

namespace accolade {
namespace {

namespace json = boost::json;
using Words = std::vector<std::string>;

Answers item_row(const char* code, const char* title) {
  return {{"code", code},
          {"part", "A"},
          {"group", "Data"},
          {"title", title},
          {"description", "In other words."},
          {"time_frame", json::array{"S"}},
          {"scope", json::array{"RN", "E"}},
          {"steps_by", "2021-03-31"}};
}

Answers organisation_row(const char* name, const char* country) {
  return {{"organisation", name}, {"country", country}, {"status", "member"}};
}

// A plan with three items and two organisations, each with an editor.
class Planning : public Consortium {
 public:
  Planning() {
    Loaded<Package> loaded = load_package("action-plan", shipped_files("action-plan"));
    for (const Diagnostic& diagnostic : loaded.diagnostics)
      ADD_FAILURE() << to_text(diagnostic);
    database().packages->publish(loaded.value.value());
    const Outcome<Applied> begun = engine().start({"plan",
                                                   {},
                                                   {{"title", "Action Plan 2017"},
                                                    {"summary", "What is to be done."},
                                                    {"begins_on", "2017-03-01"}},
                                                   secretary,
                                                   {}});
    EXPECT_TRUE(begun) << (begun ? "" : begun.refusal().sentence);
    plan = begun->instance;
    fire(plan, "open", secretary);
    add(plan, "add_items",
        {item_row("A.1", "Data"), item_row("A.2", "Harmony"), item_row("B.1", "Bases")});
    add(plan, "add_organisations",
        {organisation_row("Ministry of Health", "Israel"), organisation_row("Vinnova", "Sweden")});
    items = children(plan, "item");
    const std::vector<InstanceId> portfolios = children(plan, "portfolio");
    mine = portfolios.at(0);
    theirs = portfolios.at(1);
    fire(mine, "name_people", secretary, {{"editors", "mira@example.org"}});
    fire(theirs, "name_people", secretary, {{"editors", "ture@example.org"}});
    mira = engine().ports().directory.by_address("mira@example.org")->id;
    ture = engine().ports().directory.by_address("ture@example.org")->id;
  }

  StartRequest table(InstanceId parent, const std::string& event, std::vector<Answers> rows,
                     PersonId actor) {
    StartRequest request{.workflow = event == "add_items"           ? "item"
                                     : event == "add_organisations" ? "portfolio"
                                                                    : "adoption",
                         .parent = parent,
                         .actor = actor};
    request.event = event;
    request.rows = std::move(rows);
    return request;
  }
  void add(InstanceId parent, const std::string& event, std::vector<Answers> rows) {
    const Outcome<Applied> added = engine().start(table(parent, event, std::move(rows), secretary));
    EXPECT_TRUE(added) << (added ? "" : added.refusal().sentence);
  }
  std::vector<InstanceId> children(InstanceId parent, const std::string& workflow) {
    std::vector<InstanceId> ids;
    for (const ListRow& row : engine().list({parent, workflow, {}, {}, 50}, secretary).rows)
      ids.push_back(row.snapshot.id);
    return ids;
  }
  InstanceId adopts(InstanceId portfolio, const char* item, const char* grade, PersonId editor,
                    Answers more = {}) {
    more.emplace("item", item);
    more.emplace("grade", grade);
    fire(portfolio, "adopt", editor, std::move(more));
    return children(portfolio, "adoption").back();
  }
  // "A.1: running", of what the person sees of the matrix; and how many budgets.
  Words seen_by(PersonId person) {
    Words words;
    const Outcome<Shown> shown = engine().show(plan, person);
    if (!shown) return words;
    const Outcome<Crossing> crossing =
        engine().crossing(*shown, shown->workflow->matrices.front(), person);
    if (!crossing) return words;
    for (const ListRow& cell : crossing->cells) {
      std::string line = *at(cell.snapshot.fields, "grade").as<std::string>();
      if (!at(cell.snapshot.fields, "budget").is_absent()) line += " with budget";
      words.push_back(line);
    }
    return words;
  }

  InstanceId plan, mine, theirs;
  std::vector<InstanceId> items;
  PersonId mira, ture;
};

Words problems_of(const Outcome<Applied>& applied) {
  Words problems;
  if (applied) return problems;
  for (const Problem& problem : applied.refusal().problems)
    problems.push_back(problem.field + ": " + problem.sentence);
  return problems;
}

TEST(Plan, ATableStartsAllOfItsRowsOrNone) {
  Planning plan;
  Answers wrong = item_row("A.4", "No part");
  wrong["part"] = "Z";
  const Outcome<Applied> refused = plan.engine().start(
      plan.table(plan.plan, "add_items", {item_row("A.3", "Fine"), wrong, item_row("A.1", "There")},
                 plan.secretary));

  EXPECT_EQ(problems_of(refused),
            (Words{"2.part: Part must be one of the choices",
                   "3.code: There is one already; only one of each is possible"}));
  EXPECT_EQ(plan.children(plan.plan, "item").size(), 3U);
  EXPECT_EQ(plan.faults(), Words());
}

TEST(Plan, TwoRowsOfATableCannotBeTheSame) {
  Planning plan;
  const Outcome<Applied> refused = plan.engine().start(plan.table(
      plan.plan, "add_items", {item_row("A.9", "One"), item_row("A.9", "Two")}, plan.secretary));
  EXPECT_EQ(problems_of(refused), Words{"2.code: Row 1 has this already"});
  EXPECT_EQ(plan.children(plan.plan, "item").size(), 3U);
}

TEST(Plan, MinistriesOfOneNameAreOfDifferentCountries) {
  Planning plan;
  plan.add(plan.plan, "add_organisations", {organisation_row("Ministry of Health", "Luxembourg")});
  const Refusal refused = plan.refused(plan.plan, "add_organisations", plan.secretary,
                                       organisation_row("Ministry of Health", "Israel"));
  EXPECT_EQ(refused.why, Why::Invalid);
  EXPECT_EQ(plan.children(plan.plan, "portfolio").size(), 3U);
}

TEST(Plan, AnItemIsTakenUpOnceAndNamedByItsNumber) {
  Planning plan;
  plan.adopts(plan.mine, "A.1", "running", plan.mira);
  EXPECT_EQ(plan.fields(plan.children(plan.mine, "adoption").front()).at("item"),
            Value(plan.items.at(0).text()));

  const Refusal twice =
      plan.refused(plan.mine, "adopt", plan.mira, {{"item", "a.1"}, {"grade", "planned"}});
  EXPECT_EQ(twice.problems,
            (std::vector<Problem>{{"item", "There is one already; only one of each is possible"}}));
  const Refusal unknown =
      plan.refused(plan.mine, "adopt", plan.mira, {{"item", "C.7"}, {"grade", "planned"}});
  EXPECT_EQ(unknown.problems, (std::vector<Problem>{{"item", "There is no C.7 in the list"}}));
  EXPECT_EQ(plan.children(plan.mine, "adoption").size(), 1U);
  EXPECT_EQ(plan.faults(), Words());
}

// What the page looked at may be overtaken: the commit looks again, and does so for each row.
TEST(Plan, TheCommitItselfAllowsOneAnItem) {
  Planning plan;
  plan.adopts(plan.mine, "A.1", "running", plan.mira);
  const auto workflow = plan.engine().show(plan.mine, plan.mira);
  Ask ask;
  ask.target = plan.mine;
  ask.event = {"adopt", Event::Source::Person, {}};
  ask.actor = plan.mira;
  ask.package = workflow->snapshot.package;
  ask.born = {{{"item", Value(plan.items.at(0).text())}, {"grade", Value("planned")}}};
  const Outcome<Applied> late = plan.database().instances->apply(ask);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.refusal().why, Why::Invalid);

  ask.born = {};
  const Outcome<Applied> empty = plan.database().instances->apply(ask);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.refusal().sentence, "Answer what is asked for first.");
  EXPECT_EQ(plan.children(plan.mine, "adoption").size(), 1U);
}

TEST(Plan, WhatWasTakenOffTheListCanBeTakenUpAgain) {
  Planning plan;
  const InstanceId adoption = plan.adopts(plan.mine, "A.1", "running", plan.mira);
  plan.fire(adoption, "remove", plan.mira);
  plan.adopts(plan.mine, "A.1", "planned", plan.mira);
  EXPECT_EQ(plan.children(plan.mine, "adoption").size(), 2U);
}

TEST(Plan, AnotherOrganisationsEditorAndAVisitorMayNotWrite) {
  Planning plan;
  const InstanceId adoption = plan.adopts(plan.mine, "A.1", "running", plan.mira);
  EXPECT_EQ(
      plan.refused(plan.mine, "adopt", plan.ture, {{"item", "A.2"}, {"grade", "running"}}).why,
      Why::NotAllowed);
  EXPECT_EQ(plan.refused(adoption, "change", plan.ture, {{"grade", "completed"}}).why,
            Why::NotAllowed);
  const Outcome<Applied> table = plan.engine().start(
      plan.table(plan.mine, "adopt", {{{"item", "A.2"}, {"grade", "running"}}}, plan.ture));
  ASSERT_FALSE(table);
  EXPECT_EQ(plan.refused(plan.mine, "adopt", {}, {{"item", "A.2"}, {"grade", "running"}}).why,
            Why::NotFound);
  EXPECT_EQ(plan.children(plan.mine, "adoption").size(), 1U);
  EXPECT_EQ(plan.fields(adoption).at("grade"), Value("running"));
}

TEST(Plan, AConfidentialBudgetIsSeenByItsOrganisationAndTheSecretariatAlone) {
  Planning plan;
  plan.adopts(plan.mine, "A.1", "running", plan.mira, {{"budget", "500000"}, {"currency", "EUR"}});
  plan.adopts(plan.mine, "A.2", "planned", plan.mira,
              {{"budget", "900000"}, {"currency", "EUR"}, {"confidential", true}});
  const Words all{"running with budget", "planned with budget"};
  EXPECT_EQ(plan.seen_by(plan.mira), all);
  EXPECT_EQ(plan.seen_by(plan.secretary), all);
  EXPECT_EQ(plan.seen_by(plan.ture), (Words{"running with budget", "planned"}));
  EXPECT_EQ(plan.seen_by(plan.ada), Words());

  // It follows the flag, both ways.
  const InstanceId second = plan.children(plan.mine, "adoption").at(1);
  plan.fire(second, "change", plan.mira, {{"grade", "planned"}, {"confidential", false}});
  EXPECT_EQ(plan.seen_by(plan.ture), all);
  plan.fire(second, "change", plan.mira, {{"grade", "planned"}, {"confidential", true}});
  EXPECT_EQ(plan.seen_by(plan.ture), (Words{"running with budget", "planned"}));
  EXPECT_EQ(plan.faults(), Words());
}

TEST(Plan, AnItemSaysWhoWorksOnItAndWhomToWriteTo) {
  Planning plan;
  plan.adopts(plan.mine, "A.1", "running", plan.mira, {{"contact", "Mira"}, {"is_public", true}});
  plan.adopts(plan.mine, "A.2", "running", plan.mira);
  plan.adopts(plan.theirs, "A.1", "planned", plan.ture);
  const auto takers = [&](PersonId viewer) {
    Words words;
    const Outcome<Shown> item = plan.engine().show(plan.items.at(0), viewer);
    EXPECT_TRUE(item);
    const ListView& list = item->workflow->lists.front();
    const Outcome<std::vector<ListRow>> rows = plan.engine().table(*item, list, viewer);
    EXPECT_TRUE(rows);
    for (const ListRow& row : *rows) {
      const auto* contact = at(row.snapshot.fields, "contact").as<std::string>();
      words.push_back(row.title + (contact == nullptr ? "" : ": " + *contact));
    }
    return words;
  };
  EXPECT_EQ(takers(plan.ture), (Words{"Ministry of Health: Mira", "Vinnova"}));
  EXPECT_EQ(takers({}), Words());
  plan.fire(plan.mine, "release", plan.mira);
  plan.deliver_due();
  EXPECT_EQ(takers({}), Words{"Ministry of Health"});
}

TEST(Plan, ThePublicSeesWhatIsReleasedOnBothSides) {
  Planning plan;
  plan.adopts(plan.mine, "A.1", "running", plan.mira,
              {{"is_public", true}, {"budget", "5"}, {"currency", "EUR"}});
  plan.adopts(plan.mine, "A.2", "planned", plan.mira);
  EXPECT_EQ(plan.seen_by({}), Words());
  plan.fire(plan.mine, "release", plan.mira);
  plan.deliver_due();
  EXPECT_EQ(plan.seen_by({}), Words{"running"});
  plan.fire(plan.mine, "withdraw", plan.mira);
  plan.deliver_due();
  EXPECT_EQ(plan.seen_by({}), Words());
  EXPECT_EQ(plan.faults(), Words());
}

TEST(Plan, AnOrganisationThatBecamePartOfAnotherIsKeptAndTakesUpNothingMore) {
  Planning at;
  Answers successor;
  successor.emplace("successor", json::string(at.theirs.text()));
  EXPECT_EQ(at.refused(at.mine, "merge", at.mira, successor).why, Why::NotAllowed);
  EXPECT_EQ(at.refused(at.mine, "merge", at.secretary, {{"successor", "1"}}).why, Why::Invalid);
  EXPECT_EQ(at.refused(at.mine, "merge", at.secretary).why, Why::Invalid);
  EXPECT_EQ(at.configuration(at.mine), Configuration{"internal"});

  at.fire(at.mine, "merge", at.secretary, successor);

  EXPECT_EQ(at.configuration(at.mine), Configuration{"merged"});
  const Outcome<Shown> shown = at.engine().show(at.mine, at.ture);
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->named.at(at.theirs.text()), "Vinnova");
  EXPECT_EQ(at.refused(at.mine, "adopt", at.mira).why, Why::NotPossible);
  EXPECT_EQ(at.faults(), Words());
}

TEST(Plan, WhoHeadsAnOrganisationNoMoreActsForItNoMore) {
  Planning at;
  at.fire(at.mine, "name_people", at.secretary,
          {{"editors", "mira@example.org"}, {"heads", "noa@example.org"}});
  const PersonId noa = at.database().directory->by_address("noa@example.org")->id;
  at.fire(at.mine, "release", noa);
  at.fire(at.mine, "name_people", at.secretary, {{"editors", "mira@example.org"}, {"heads", ""}});
  EXPECT_EQ(at.refused(at.mine, "withdraw", noa).why, Why::NotAllowed);
  EXPECT_EQ(at.refused(at.mine, "name_people", at.secretary, {{"editors", ""}}).why, Why::Invalid);
  at.fire(at.mine, "withdraw", at.mira);
}

}  // namespace
}  // namespace accolade
