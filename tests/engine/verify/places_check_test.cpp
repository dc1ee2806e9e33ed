// What is checked of places: that people can come in, wait, and get out of the queue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/definition/loader.h"
#include "engine/verify/verify.h"
#include "tests/support/replaying.h"

namespace accolade {
namespace {

const char* const checked_workshop = R"(
workflow: workshop
people: {host: above}
fields:
  modes: {type: places, default: [{name: hall, label: Hall, capacity: 2}]}
sees: {host: all, anyone: {fields: [modes]}}
states:
  open:
    open_ended: true
    on:
      come: {by: anyone, start: visit}
      change: {by: host, ask: [modes]}
      stop: {by: host, to: over}
  over: {final: over}
)";

std::string visit_with(const std::string& waiting) {
  return R"(
workflow: visit
people: {guest: creator, host: above}
fields: {mode: {type: place, of: parent.modes}}
sees: {guest: all, host: all}
states:
  draft:
    form: {guest: [mode]}
    timers: {lapse: {after: 7d, to: gone}}
    on:
      go: [{by: guest, ask: form, to: inside}, {by: guest, ask: form, to: queue}]
)" + waiting +
         R"(  offered:
    holds: mode
    timers: {late: {after: 3d, to: gone}}
    on: {take: {by: guest, to: inside}}
  inside: {holds: mode, open_ended: true, on: {leave: {by: guest, to: gone}, stay: {by: host, to: stayed}}}
  stayed: {final: stayed}
  gone: {final: gone}
)";
}

using PackageText = std::map<std::string, std::string>;

std::vector<std::string> messages_of(const std::string& visit) {
  const Loaded<Package> loaded =
      load_package("workshop", {{"workshop.yaml", checked_workshop}, {"visit.yaml", visit}});
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    messages.push_back(diagnostic.message);
  if (!loaded.value) return messages;
  for (const Diagnostic& diagnostic : verify(*loaded.value))
    messages.push_back(diagnostic.message);
  return messages;
}

std::vector<std::string> checked_places(const std::string& waiting) {
  return messages_of(visit_with(waiting));
}

using Messages = std::vector<std::string>;

TEST(CheckedPlaces, BothWaysAreFoundWhereThereMayBeAPlaceOrNot) {
  EXPECT_EQ(
      checked_places("  queue: {waits_for: mode, open_ended: true, on: {offered.mode: offered}}\n"),
      Messages{});
}

TEST(CheckedPlaces, WhoWaitsAndHearsNoOfferIsStuck) {
  EXPECT_THAT(checked_places("  queue: {waits_for: mode, open_ended: true}\n"),
              testing::Contains("no end can be reached from `queue`"));
}

TEST(CheckedPlaces, OfferThatNobodyWaitsForIsNeverMade) {
  EXPECT_THAT(checked_places("  queue: {open_ended: true, on: {offered.mode: offered}}\n"),
              testing::Contains(testing::HasSubstr("offered.mode")));
}

// Each script, played as `accolade run` does; empty: all come to what they claim.
std::string objections_to(const std::string& visit) {
  const PackageText files = {{"workshop.yaml", checked_workshop}, {"visit.yaml", visit}};
  const Package package = load_package("workshop", files).value.value();
  const Workflow alone = load_workflow("visit.yaml", visit, Strictness::Run).value.value();
  std::string objections;
  for (const Diagnostic& finding : verify(package)) {
    if (finding.place.file == "visit.yaml") objections += objection(alone, finding);
  }
  return objections;
}

TEST(CheckedPlaces, WhoHasNotChosenAPlaceTakesNone) {
  const std::string visit = R"(
workflow: visit
people: {guest: creator, host: above}
fields: {mode: {type: place, of: parent.modes}}
sees: {guest: all, host: all}
states:
  draft:
    form: {guest: [mode]}
    timers: {late: {after: 7d, to: inside}}
    on: {go: {by: guest, ask: form, to: inside}}
  inside: {holds: mode, open_ended: true, on: {leave: {by: guest, to: gone}}}
  gone: {final: gone}
)";

  EXPECT_EQ(messages_of(visit), Messages{});
}

TEST(CheckedPlaces, ScriptChoosesAPlaceAlsoWhereItMayBeLeftOut) {
  const std::string visit = R"(
workflow: visit
people: {guest: creator, host: above}
fields: {mode: {type: place, of: parent.modes, optional: true}}
sees: {guest: all, host: all}
states:
  draft:
    form: {guest: [mode]}
    timers: {lapse: {after: 7d, to: gone}}
    on: {go: [{by: guest, ask: form, to: inside}, {by: guest, ask: form, to: outside}]}
  inside: {holds: mode, open_ended: true, on: {leave: {by: guest, to: gone}}}
  outside: {}
  gone: {final: gone}
)";

  EXPECT_EQ(messages_of(visit), (Messages{"no end can be reached from `outside`",
                                          "`outside` can wait for ever; add a timer, or say "
                                          "`open_ended: true`"}));
  EXPECT_EQ(objections_to(visit), "");
}

TEST(CheckedPlaces, WhoMayLeaveTheChoiceOutAndThenWaitsIsNeverOfferedAnything) {
  const std::string visit = R"(
workflow: visit
people: {guest: creator, host: above}
fields: {mode: {type: place, of: parent.modes, optional: true}}
sees: {guest: all, host: all}
states:
  draft:
    form: {guest: [mode]}
    timers: {lapse: {after: 7d, to: gone}}
    on: {go: {by: guest, ask: form, to: queue}}
  queue: {waits_for: mode, open_ended: true, on: {offered.mode: inside}}
  inside: {holds: mode, open_ended: true, on: {leave: {by: guest, to: gone}}}
  gone: {final: gone}
)";

  EXPECT_THAT(messages_of(visit), testing::Contains("no end can be reached from `queue`"));
  EXPECT_EQ(objections_to(visit), "");
}

TEST(CheckedPlaces, PromiseSaysWhatHappensWhileThereArePlacesAndWhenThereAreNone) {
  const auto promising = [](const std::string& while_free, const std::string& when_full) {
    return visit_with(
               "  queue: {waits_for: mode, open_ended: true, on: {offered.mode: offered}}\n") +
           "promises:\n  - {in: draft, free: mode, by: guest, can: go, to: " + while_free +
           "}\n  - {in: draft, full: mode, by: guest, can: go, to: " + when_full + "}\n";
  };

  EXPECT_EQ(messages_of(promising("inside", "queue")), Messages{});
  EXPECT_EQ(
      messages_of(promising("queue", "inside")),
      (Messages{
          "this promise is broken: guest cannot raise `go` and come to `queue` in `draft`",
          "this promise is broken: guest cannot raise `go` and come to `inside` in `draft`"}));
  EXPECT_EQ(objections_to(promising("queue", "inside")), "");
}

}  // namespace
}  // namespace accolade
