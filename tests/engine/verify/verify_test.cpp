// What `accolade check` finds in definitions that load.
#include "engine/verify/verify.h"

#include <gtest/gtest.h>

#include "tests/engine/definition/loading.h"
#include "tests/support/shipped_files.h"
#include "tests/support/zones.h"

namespace accolade {
namespace {

// One workflow as a package; `states` is YAML from the third line on.
std::string found_in(const std::string& states) {
  const std::string yaml = "workflow: w\npeople: {a: creator}\n" + states;
  const Loaded<Package> loaded = load_package("w", {{"w.yaml", yaml}});
  if (!loaded.value) return "not loaded:\n" + texts(loaded.diagnostics);
  return texts(verify(*loaded.value));
}

TEST(Verify, TheAwardIsSound) {
  EXPECT_EQ(
      texts(verify(load_package("award", shipped_files("award"), brussels_zone).value.value())),
      "");
}

TEST(Verify, TheFilesOfTheAwardAreSoundAlone) {
  for (const auto& [path, text] : shipped_files("award")) {
    if (!path.ends_with(".yaml") || path.starts_with("calendars/")) continue;
    EXPECT_EQ(texts(verify(load_workflow(path, text, Strictness::Run).value.value())), "") << path;
  }
}

TEST(Verify, AStateThatNothingLeadsToIsFound) {
  EXPECT_EQ(found_in("states:\n  b: {open_ended: true, on: {e: {by: a, to: d}}}\n  c: {}\n"
                     "  d: {final: done}\n"),
            "w.yaml:5:3: error: `c` is never reached\n"
            "   5 |   c: {}\n"
            "     |   ^\n");
}

TEST(Verify, StatesInsideOfParallelAndHistoryCountAsReached) {
  EXPECT_EQ(found_in(R"(open_ended: true
states:
  p: {parallel: true, states: {q: {states: {q1: {}}}, r: {states: {r1: {}, h: {history: deep, to: r1}}}}}
  b: {}
on: {out: {by: a, to: b}, back: {by: a, to: h}}
)"),
            "");
}

TEST(Verify, AWorkflowThatNeverEndsSaysSo) {
  EXPECT_EQ(found_in("states:\n  b: {open_ended: true, on: {e: {by: a, to: b}}}\n"),
            "w.yaml:1:1: error: w never ends: it reaches no `final:` state at the top; add one, or "
            "say `open_ended: true` of the workflow\n"
            "   1 | workflow: w\n"
            "     | ^\n"
            "     = What never ends stays on everybody's list.\n");
}

TEST(Verify, ATrapIsFound) {
  EXPECT_EQ(found_in("states:\n"
                     "  b: {open_ended: true, on: {e: {by: a, to: d}, f: {by: a, to: trap}}}\n"
                     "  trap: {open_ended: true}\n  d: {final: done}\n"),
            "w.yaml:5:3: error: no end can be reached from `trap`\n"
            "   5 |   trap: {open_ended: true}\n"
            "     |   ^\n"
            "     = Whatever people do from here, it is never finished.\n"
            "     = `accolade run w.yaml` comes to it with these lines:\n"
            R"({"start":{}})"
            "\n"
            R"({"event":"f","by":["a"]})"
            "\n");
}

// Of six whole numbers only a few combinations are tried, and none of these is the right one.
TEST(Verify, WhatWasNotTriedIsNotCalledImpossible) {
  const std::string said = found_in(
      "fields: {a: int, b: int, c: int, d: int, e: int, f: int}\n"
      "states:\n"
      "  b:\n"
      "    open_ended: true\n"
      "    on:\n"
      "      go: {by: a, ask: [a, b, c, d, e, f], to: done, if: 'has(event.a) && has(event.b) && "
      "has(event.c) && has(event.d) && has(event.e) && has(event.f) && event.a == 3 && event.b == "
      "3 "
      "&& event.c == 3 && event.d == 3 && event.e == 3 && event.f == 3'}\n"
      "  done: {final: done}\n");
  EXPECT_NE(said.find("warning: no end of w was found"), std::string::npos) << said;
  EXPECT_EQ(said.find("error"), std::string::npos) << said;
}

TEST(Verify, WaitingWithoutATimerIsFound) {
  EXPECT_EQ(found_in("states:\n  b: {on: {e: {by: a, to: c}}}\n"
                     "  c: {timers: {t: {after: 3d, to: d}}, states: {c1: {}}}\n"
                     "  d: {final: done}\n"),
            "w.yaml:4:3: error: `b` can wait for ever; add a timer, or say `open_ended: true`\n"
            "   4 |   b: {on: {e: {by: a, to: c}}}\n"
            "     |   ^\n"
            "     = If whoever has to act forgets it, nothing reminds anybody.\n"
            "     = `accolade run w.yaml` comes to it with these lines:\n"
            R"({"start":{}})"
            "\n");
}

TEST(Verify, AnEventThatNothingSendsIsFound) {
  EXPECT_EQ(found_in("open_ended: true\nstates:\n  b: {on: {e: {by: a, to: d}, lost: d}}\n"
                     "  d: {final: done}\n"),
            "w.yaml:5:31: error: nothing sends `lost`; say `by:` whom, or raise, send or tell it\n"
            "   5 |   b: {on: {e: {by: a, to: d}, lost: d}}\n"
            "     |                               ^\n");
}

TEST(Verify, TimersRaisesAndEndsInsideAreSenders) {
  EXPECT_EQ(found_in(R"(open_ended: true
states:
  b:
    timers: {t: {after: 3d}}
    initial: b1
    states: {b1: {entry: [{raise: r}, {send: {event: s.x, after: 1h}}], on: {e: {by: a, to: b2}}}, b2: {final: over}}
    on: {t: d, r: {}, s: {}, done.state.b: d}
  d: {final: done}
)"),
            "");
}

TEST(Verify, RaisesAndTimersThatNothingTakesAreWarnedOf) {
  EXPECT_EQ(
      found_in("open_ended: true\nstates:\n"
               "  b: {entry: [{raise: r}], timers: {t: {after: 3d}}, on: {e: {by: a, to: d}}}\n"
               "  d: {final: done}\n"),
      "w.yaml:5:15: warning: nothing takes `r`\n"
      "   5 |   b: {entry: [{raise: r}], timers: {t: {after: 3d}}, on: {e: {by: a, to: d}}}\n"
      "     |               ^\n"
      "w.yaml:5:37: warning: nothing takes `t`\n"
      "   5 |   b: {entry: [{raise: r}], timers: {t: {after: 3d}}, on: {e: {by: a, to: d}}}\n"
      "     |                                     ^\n");
}

TEST(Verify, TellsAreHeardAcrossFiles) {
  const std::map<std::string, std::string> files = {
      {"p.yaml",
       "workflow: p\npeople: {a: creator}\nopen_ended: true\nstates:\n  b: {on: {s: {by: a, start: "
       "c}, t: {by: a, tell: {children: c, event: wake}}}}\n"},
      {"c.yaml",
       "workflow: c\npeople: {a: creator}\nopen_ended: true\nstates:\n  b: {on: {woke: {}, e: {by: "
       "a, tell: {parent: told}}}}\n"}};
  EXPECT_EQ(
      texts(verify(load_package("w", files).value.value())),
      "c.yaml:5:12: error: nothing sends `woke`; say `by:` whom, or raise, send or tell it\n"
      "   5 |   b: {on: {woke: {}, e: {by: a, tell: {parent: told}}}}\n"
      "     |            ^\n"
      "c.yaml:5:39: error: nothing in p takes `told`\n"
      "   5 |   b: {on: {woke: {}, e: {by: a, tell: {parent: told}}}}\n"
      "     |                                       ^\n"
      "p.yaml:5:51: error: nothing in c takes `wake`\n"
      "   5 |   b: {on: {s: {by: a, start: c}, t: {by: a, tell: {children: c, event: wake}}}}\n"
      "     |                                                   ^\n");
}

TEST(Verify, AFieldThatIsReadAndNeverWrittenIsFound) {
  EXPECT_EQ(
      found_in("fields: {x: int, y: {type: int, default: 1}, z: int}\nopen_ended: true\nstates:\n"
               "  b: {on: {e: {by: a, if: has(x) && y > 0, to: d, reveals: true, ask: [z]},\n"
               "           f: {by: a, if: has(z), to: d, reveals: true}}}\n"
               "  d: {final: done}\n"),
      "w.yaml:6:12: error: `x` of w is read here, and nothing ever writes it\n"
      "   6 |   b: {on: {e: {by: a, if: has(x) && y > 0, to: d, reveals: true, ask: [z]},\n"
      "     |            ^\n"
      "w.yaml:6:12: error: `e` is never taken: `if: has(x) && y > 0` never holds when it could be\n"
      "   6 |   b: {on: {e: {by: a, if: has(x) && y > 0, to: d, reveals: true, ask: [z]},\n"
      "     |            ^\n"
      "     = It promises people a way that does not exist.\n"
      "     = `accolade run w.yaml` comes to it with these lines:\n"
      R"({"start":{}})"
      "\n"
      R"({"event":"e","by":["a"],"fields":{"z":1}})"
      "\n"
      "w.yaml:7:12: error: `f` is never taken: `if: has(z)` never holds when it could be\n"
      "   7 |            f: {by: a, if: has(z), to: d, reveals: true}}}\n"
      "     |            ^\n"
      "     = It promises people a way that does not exist.\n"
      "     = `accolade run w.yaml` comes to it with these lines:\n"
      R"({"start":{}})"
      "\n"
      R"({"event":"f","by":["a"]})"
      "\n"
      "w.yaml:8:3: error: `d` is never reached: what leads there is never taken\n"
      "   8 |   d: {final: done}\n"
      "     |   ^\n"
      "     = It promises people a way that does not exist.\n"
      "     = `accolade run w.yaml` comes to it with these lines:\n"
      R"({"start":{}})"
      "\n"
      R"({"event":"e","by":["a"],"fields":{"z":1}})"
      "\n");
}

TEST(Verify, AChoiceAfterOneThatIsAlwaysTakenIsDead) {
  EXPECT_EQ(
      found_in("open_ended: true\nstates:\n"
               "  b: {on: {e: [{by: a, to: d}, {by: a, to: c}]}}\n"
               "  c: {on: {f: {by: a, to: d}}}\n  d: {final: done}\n"),
      "w.yaml:5:32: warning: this is never taken: a choice before it always is, for it has no "
      "`if`\n"
      "   5 |   b: {on: {e: [{by: a, to: d}, {by: a, to: c}]}}\n"
      "     |                                ^\n"
      "     = It promises people a way that does not exist.\n"
      "w.yaml:6:3: error: `c` is never reached: what leads there is never taken\n"
      "   6 |   c: {on: {f: {by: a, to: d}}}\n"
      "     |   ^\n"
      "     = It promises people a way that does not exist.\n"
      "     = `accolade run w.yaml` comes to it with these lines:\n"
      R"({"start":{}})"
      "\n"
      R"({"event":"e","by":["a"]})"
      "\n");
}

TEST(Verify, NothingPersonalIsSaidOfWhomSomebodyWasReplacedBy) {
  EXPECT_EQ(
      found_in("headline: name\nfields: {name: {type: text, personal: true}, next: person}\n"
               "promises:\n  - {in: b, holds: has(name)}\n  - {in: c, holds: \"!has(name)\"}\n"
               "open_ended: true\nstates:\n"
               "  start: {on: {e: {by: a, ask: [name, next], to: b}}}\n"
               "  b: {on: {f: {by: a, do: [{appoint: {a: next}}], to: c}}}\n"
               "  c: {on: {e: {by: a, ask: [name, next], to: d}}}\n  d: {final: done}\n"),
      "");
}

TEST(Verify, InstantsThatAreComparedAreTriedOneAfterTheOther) {
  EXPECT_EQ(found_in("fields: {x: instant, y: instant, z: instant}\n"
                     "promises: [{in: b, by: a, can: e, to: d}]\n"
                     "open_ended: true\nstates:\n"
                     "  b: {on: {e: {by: a, ask: [x, y, z],\n"
                     "      if: event.x < event.y && event.y < event.z, to: d}}}\n"
                     "  d: {final: done}\n"),
            "");
}

}  // namespace
}  // namespace accolade
