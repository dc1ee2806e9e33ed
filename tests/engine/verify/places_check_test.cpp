// What is checked of places: that people can come in, wait, and get out of the queue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/definition/loader.h"
#include "engine/verify/verify.h"

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

std::vector<std::string> checked_places(const std::string& waiting) {
  const Loaded<Package> loaded = load_package(
      "workshop", {{"workshop.yaml", checked_workshop}, {"visit.yaml", visit_with(waiting)}});
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    messages.push_back(diagnostic.message);
  if (!loaded.value) return messages;
  for (const Diagnostic& diagnostic : verify(*loaded.value))
    messages.push_back(diagnostic.message);
  return messages;
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

}  // namespace
}  // namespace accolade
