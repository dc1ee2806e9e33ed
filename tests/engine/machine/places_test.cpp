// Places in one instance: what counts as taken, and which transitions find a place.
#include "engine/machine/places.h"

#include <gtest/gtest.h>

#include "engine/definition/loader.h"
#include "tests/support/chart.h"

namespace accolade {
namespace {

const char* const registration = R"(
fields:
  mode: {type: place, of: parent.modes}
  talk: {type: place, of: parent.talks, optional: true}
states:
  draft:
    on:
      register: [{ask: [mode], to: confirmed}, {ask: [mode], to: waiting}]
      insist: {ask: [mode], to: confirmed}
  confirmed: {holds: [mode, talk], on: {choose: {ask: [talk]}, swap: {to: other}, leave: draft}}
  other: {holds: mode}
  waiting: {waits_for: mode, on: {offered.mode: confirmed}}
)";

Chart registered() {
  Chart chart(registration);
  Record on_site{{"name", "on_site"}, {"label", "On site"}, {"capacity", 1}};
  Record online{{"name", "online"}, {"label", "Online"}};
  Record genes{{"name", "genes"}, {"label", "Genes"}, {"capacity", 1}};
  chart.facts.above = {{"parent.modes", Value(List{Value(on_site), Value(online)})},
                       {"parent.talks", Value(List{Value(genes)})}};
  return chart;
}

PlacesTaken taken(const Chart& chart) {
  return places_taken(chart.workflow, chart.snapshot);
}

using Pools = std::set<std::string>;

TEST(PlacesOfOne, AreNamedByTheAnswersOfTheStatesThatHoldThem) {
  Chart chart = registered();
  chart.raise("register", {}, {{"mode", "on_site"}});
  EXPECT_EQ(chart.here(), "confirmed");
  EXPECT_EQ(taken(chart), (PlacesTaken{Pools{"modes.on_site"}, {}}));
  chart.raise("choose", {}, {{"talk", "genes"}});
  EXPECT_EQ(taken(chart), (PlacesTaken{Pools{"modes.on_site", "talks.genes"}, {}}));
  EXPECT_EQ(taken(chart.raise("leave")), PlacesTaken{});
}

TEST(PlacesOfOne, TheNextTransitionIsTakenWhereThereIsNone) {
  Chart chart = registered();
  chart.facts.full = {"modes.on_site"};
  chart.raise("register", {}, {{"mode", "on_site"}});
  EXPECT_EQ(chart.here(), "waiting");
  EXPECT_EQ(taken(chart), (PlacesTaken{{}, Pools{"modes.on_site"}}));
}

TEST(PlacesOfOne, OtherPoolsBeingFullIsNoMatter) {
  Chart chart = registered();
  chart.facts.full = {"modes.on_site"};
  EXPECT_EQ(chart.raise("insist", {}, {{"mode", "online"}}).here(), "confirmed");
}

TEST(PlacesOfOne, NoPlaceIsSaidWithItsLabelAndNothingChanges) {
  Chart chart = registered();
  chart.begin_with();
  const Snapshot before = chart.snapshot;
  chart.facts.full = {"modes.on_site"};
  chart.raise("insist", {}, {{"mode", "on_site"}});
  EXPECT_EQ(chart.refused(), "NotPossible: There is no place left for “On site”.");
  EXPECT_EQ(chart.snapshot, before);
}

TEST(PlacesOfOne, WhatIsHeldAlreadyIsNotAskedForAgain) {
  Chart chart = registered();
  chart.raise("register", {}, {{"mode", "on_site"}});
  chart.facts.full = {"modes.on_site"};
  EXPECT_EQ(chart.raise("swap").here(), "other");
}

TEST(PlacesOfOne, AnAnswerThatWouldTakeWhatIsFullIsRefused) {
  Chart chart = registered();
  chart.raise("register", {}, {{"mode", "online"}});
  chart.facts.full = {"talks.genes"};
  chart.raise("choose", {}, {{"talk", "genes"}});
  EXPECT_EQ(chart.refused(), "NotPossible: There is no place left for “Genes”.");
  EXPECT_EQ(taken(chart), (PlacesTaken{Pools{"modes.online"}, {}}));
}

TEST(Pool, IsFullWhenAllIsTakenOrSomebodyWaits) {
  Snapshot parent;
  parent.fields = {{"modes", Value(List{Value(Record{{"name", "a"}, {"capacity", 2}}),
                                        Value(Record{{"name", "b"}})})}};
  const auto full = [&](const std::string& pool, PoolFigures figures) {
    parent.pools = {{pool, figures}};
    return is_full(parent, pool);
  };
  EXPECT_FALSE(is_full(parent, "modes.a"));
  EXPECT_FALSE(full("modes.a", {.held = 1}));
  EXPECT_TRUE(full("modes.a", {.held = 2}));
  EXPECT_TRUE(full("modes.a", {.held = 3}));  // fewer places than before
  EXPECT_TRUE(full("modes.a", {.held = 0, .waiting = 1}));
  EXPECT_FALSE(full("modes.b", {.held = 1'000'000}));  // no limit
  EXPECT_TRUE(full("modes.b", {.waiting = 1}));
  EXPECT_TRUE(is_full(parent, "modes.gone"));
}

TEST(PlacesOfOne, PlacesOfNobodyAreRefusedAtLoad) {
  const auto said = [](const std::string& fields, const std::string& state) {
    const auto loaded = load_workflow(
        "a.yaml", "workflow: a\nfields: {" + fields + "}\nstates: {b: {" + state + "}}\n",
        Strictness::Run);
    return loaded.diagnostics.empty() ? "" : loaded.diagnostics[0].message;
  };
  EXPECT_EQ(said("x: {type: place, of: parent.modes}", "holds: x"), "");
  EXPECT_EQ(said("x: text", "holds: x"),
            "`x` is no field of type place, `of:` places of the parent");
  EXPECT_EQ(said("x: {type: place, of: parent.parent.modes}", "waits_for: x"),
            "`x` is no field of type place, `of:` places of the parent");
  EXPECT_EQ(said("", "waits_for: x"), "`x` is no field of type place, `of:` places of the parent");
  EXPECT_EQ(said("x: place", ""), "a place needs `of:`, the path of places");
  EXPECT_EQ(said("x: {type: places, default: [{name: a, capacity: -1}]}", ""),
            "a capacity is a number from 0 to 1000000");
}

}  // namespace
}  // namespace accolade
