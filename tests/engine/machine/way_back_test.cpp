// What can be undone by later steps, and what not.
#include "engine/machine/way_back.h"

#include <gtest/gtest.h>

#include "engine/definition/loader.h"

namespace accolade {
namespace {

Workflow chart_of(const std::string& states) {
  Loaded<Workflow> loaded =
      load_workflow("x.yaml", "workflow: x\nstates:\n" + states, Strictness::Run);
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << to_text(diagnostic);
  return std::move(loaded.value.value());
}

TEST(WayBack, ThereIsNoneFromACallThatWasClosed) {
  const Workflow call = chart_of(
      "  open: {on: {close: judging, pause: paused, look: {}}}\n"
      "  paused: {on: {resume: open}}\n"
      "  judging: {on: {announce: over}}\n"
      "  over: {final: over}\n");
  EXPECT_TRUE(is_one_way(call, {"open"}, "close"));
  EXPECT_FALSE(is_one_way(call, {"open"}, "pause"));
  EXPECT_FALSE(is_one_way(call, {"open"}, "look"));
  EXPECT_FALSE(is_one_way(call, {"open"}, "announce"));
}

TEST(WayBack, OverACompoundStateItGoesOnlyByWhatItIsEnteredBy) {
  const Workflow nomination = chart_of(
      "  draft: {on: {send: deciding}}\n"
      "  deciding:\n"
      "    on: {withdraw: draft}\n"
      "    states: {sent: {on: {accept: accepted}}, accepted: {}}\n");
  EXPECT_FALSE(is_one_way(nomination, {"draft"}, "send"));
  EXPECT_FALSE(is_one_way(nomination, {"sent"}, "accept"));  // withdrawn and sent in again
  const Workflow without = chart_of(
      "  deciding: {states: {sent: {on: {accept: accepted}}, accepted: {on: {note: accepted}}}}\n");
  EXPECT_TRUE(is_one_way(without, {"sent"}, "accept"));
  EXPECT_FALSE(is_one_way(without, {"accepted"}, "note"));
}

TEST(WayBack, RegionsAndHistoriesAreWaysToo) {
  const Workflow both = chart_of(
      "  work:\n"
      "    parallel: true\n"
      "    states:\n"
      "      left: {states: {a: {on: {go: b, halt: stopped}}, b: {}, h: {history: deep, to: a}}}\n"
      "      right: {states: {c: {on: {next: d}}, d: {}}}\n"
      "  stopped: {on: {resume: h}}\n");
  EXPECT_TRUE(is_one_way(both, {"a", "c"}, "go"));
  EXPECT_FALSE(is_one_way(both, {"a", "c"}, "next"));  // halted and resumed
  EXPECT_FALSE(is_one_way(both, {"b", "c"}, "go"));
  EXPECT_FALSE(is_one_way(both, {"a", "c"}, "halt"));
}

}  // namespace
}  // namespace accolade
