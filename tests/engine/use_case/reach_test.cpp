// How many instances above a step may write, found from the definitions alone.
#include <gtest/gtest.h>

#include "engine/definition/loader.h"
#include "engine/use_case/transact.h"

namespace accolade {
namespace {

// A series counts its busy workshops; a workshop is busy while a place is offered.
const char* const series_above = R"(
workflow: series
people: {host: above}
states:
  calm:
    open_ended: true
    on: {add: {by: host, start: workshop}, stop: {by: host, to: over}}
    always: [{if: "count(workshop in busy) > 0", to: over}]
  over: {final: over}
)";

const char* const workshop_between = R"(
workflow: workshop
people: {host: above}
fields: {modes: {type: places, default: [{name: hall, label: Hall, capacity: 1}]}, note: text}
states:
  quiet:
    open_ended: true
    on:
      come: {by: anyone, start: visit}
      write: {by: host, ask: [note]}
      stop: {by: host, to: over}
    always: [{if: "count(visit in offered) > 0", to: busy}]
  busy: {open_ended: true, on: {stop: {by: host, to: over}}}
  over: {final: over}
)";

const char* const visit_below = R"(
workflow: visit
people: {guest: creator}
fields: {mode: {type: place, of: parent.modes}, note: {type: text, default: ""}}
states:
  draft:
    open_ended: true
    on:
      go: [{by: guest, ask: [mode], to: inside}, {by: guest, ask: [mode], to: queue}]
      note: {by: guest, to: draft}
  queue: {waits_for: mode, open_ended: true, on: {offered.mode: offered}}
  offered: {holds: mode, open_ended: true, on: {take: {by: guest, to: inside}}}
  inside: {holds: mode, open_ended: true, on: {leave: {by: guest, to: gone}}}
  gone: {final: gone}
)";

Package visits(const std::string& visit_yaml) {
  Loaded<Package> loaded = load_package("series", {{"series.yaml", series_above},
                                                   {"workshop.yaml", workshop_between},
                                                   {"visit.yaml", visit_yaml}});
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << to_text(diagnostic);
  return loaded.value.value();
}

TEST(Reach, WhoMayWaitIsLockedWithItsParentAndWhatTheParentMoves) {
  const Package package = visits(visit_below);
  EXPECT_EQ(locks_above(package, *package.workflow("visit"), "leave"), 2);
  EXPECT_EQ(locks_above(package, *package.workflow("visit"), "note"), 2);
}

// A place may become free by it, and an offer be counted.
TEST(Reach, ParentThatOffersPlacesIsLockedWithWhatItMoves) {
  const Package package = visits(visit_below);
  EXPECT_EQ(locks_above(package, *package.workflow("workshop"), "write"), 1);
  EXPECT_EQ(locks_above(package, *package.workflow("series"), "add"), 0);
}

TEST(Reach, WithoutPlacesOnlyWhatIsCountedIsLocked) {
  std::string plain = visit_below;
  for (const std::string word : {"waits_for: mode, ", "holds: mode, "}) {
    for (std::size_t at = plain.find(word); at != plain.npos; at = plain.find(word))
      plain.erase(at, word.size());
  }
  const Package package = visits(plain);
  EXPECT_EQ(locks_above(package, *package.workflow("visit"), "note"), 0);
  EXPECT_EQ(locks_above(package, *package.workflow("visit"), "leave"), 0);
  EXPECT_EQ(locks_above(package, *package.workflow("visit"), "take"), 2);
}

}  // namespace
}  // namespace accolade
