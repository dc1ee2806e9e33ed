// One small package a kind of finding, and the script of each, played as `accolade run` does.
#include <algorithm>

#include <gtest/gtest.h>

#include "engine/verify/verify.h"
#include "tests/engine/definition/loading.h"
#include "tests/support/replaying.h"

namespace accolade {
namespace {

struct FindingCase {
  const char* name;
  BadEnd end;
  const char* message;  // a part of it
  std::map<std::string, std::string> files;
};

std::map<std::string, std::string> one_file(const std::string& states) {
  return {{"w.yaml",
           "workflow: w\npeople: {a: creator, b: creator}\nsees: {a: all, b: all}\n" + states}};
}

const std::string going_child = R"(workflow: c
people: {x: creator}
states:
  going: {open_ended: true, on: {finish: {by: x, to: over}}}
  over: {final: over}
)";

const std::vector<FindingCase>& finding_cases() {
  static const std::vector<FindingCase> all = {
      {"Trap", BadEnd::NeverOver, "no end can be reached from `trap`",
       one_file("states:\n  s: {open_ended: true, on: {e: {by: a, to: d}, f: {by: a, to: trap}}}\n"
                "  trap: {open_ended: true, on: {g: {by: a, to: trap}}}\n  d: {final: done}\n")},
      {"NoTimer", BadEnd::WaitsForEver, "`s` can wait for ever",
       one_file("states:\n  r: {timers: {t: {after: 3d, to: s}}}\n"
                "  s: {on: {e: {by: a, to: d}}}\n  d: {final: done}\n")},
      {"Quorum",
       BadEnd::WaitsForOthers,
       "is left only when enough children have come",
       {{"w.yaml",
         "workflow: w\npeople: {a: creator}\nstates:\n"
         "  s: {open_ended: true, on: {e: {by: a, start: c, to: t}}}\n"
         "  t: {open_ended: true, on: {children.c: {if: count(c in over) >= 2, to: d}}}\n"
         "  d: {final: done}\n"},
        {"c.yaml", going_child}}},
      {"LeftBehind",
       BadEnd::LeftWaiting,
       "once the w is in `d`",
       {{"w.yaml",
         "workflow: w\npeople: {a: creator}\nstates:\n"
         "  s: {open_ended: true, on: {e: {by: a, start: c},\n"
         "      f: {by: a, tell: {children: c, in: told, event: end}, to: d}}}\n"
         "  d: {final: done}\n"},
        {"c.yaml",
         "workflow: c\npeople: {x: creator}\nstates:\n"
         "  going: {open_ended: true, on: {hand: {by: x, to: told}}}\n"
         "  told: {open_ended: true, on: {end: over}}\n  over: {final: over}\n"}}},
      {"NeverTaken", BadEnd::NotTaken, "`e` is never taken",
       one_file("fields: {n: {type: int, default: 1}}\nstates:\n"
                "  s: {open_ended: true, on: {e: {by: a, if: n > 1, reveals: true, to: d},\n"
                "      f: {by: a, to: d}}}\n  d: {final: done}\n")},
      {"NeverReached", BadEnd::NotReached, "`t` is never reached",
       one_file("fields: {n: {type: int, default: 1}}\nstates:\n"
                "  s: {open_ended: true, on: {e: {by: a, if: n > 1, reveals: true, to: t},\n"
                "      f: {by: a, to: d}}}\n  t: {final: other}\n  d: {final: done}\n")},
      {"PassedThrough", BadEnd::PassedThrough, "which a timer that is due already leaves at once",
       one_file("deadlines: {past: timestamp(\"2020-01-01T00:00:00Z\")}\nstates:\n"
                "  s: {open_ended: true, on: {e: {by: a, to: t}}}\n"
                "  t: {timers: {late: {at: past, to: d}}}\n  d: {final: done}\n")},
      {"Round", BadEnd::GoesRound, "goes round and round",
       one_file("states:\n  s: {open_ended: true, on: {e: {by: a, to: t}, f: {by: a, to: d}}}\n"
                "  t: {always: [{to: u}]}\n  u: {always: [{to: t}]}\n  d: {final: done}\n")},
      {"Undecided", BadEnd::Undecided, "this cannot always be decided",
       one_file("fields: {n: int}\nstates:\n  s: {open_ended: true, on: {e: {by: a, ask: [n],\n"
                "      if: event.n * 9000000000000000000 > 1, to: d}}}\n  d: {final: done}\n")},
      {"PromisedTooLittle", BadEnd::Broken, "b may raise `e`, too",
       one_file("promises: [{by: b, may: f}]\nstates:\n"
                "  s: {open_ended: true, on: {e: {by: [a, b], to: d}, f: {by: b, to: d}}}\n"
                "  d: {final: done}\n")},
      {"PromisedTooMuch", BadEnd::Broken, "a cannot raise `e` and come to `d` in `t`",
       one_file("promises: [{in: [s, t], by: a, can: e, to: d}]\nstates:\n"
                "  s: {open_ended: true, on: {e: {by: a, to: d}, f: {by: a, to: t}}}\n"
                "  t: {open_ended: true, on: {e: {by: a, to: s}}}\n  d: {final: done}\n")},
      {"PromisedOtherwise", BadEnd::Broken, "this promise is broken: `n < 2` is not true in `s`",
       one_file(
           "fields: {n: {type: int, default: 0}}\npromises: [{in: s, holds: n < 2}]\nstates:\n"
           "  s: {open_ended: true, on: {e: {by: a, do: [{set: {n: n + 1}}]}, f: {by: a, to: d}}}\n"
           "  d: {final: done}\n")},
      {"PassedThroughByATimer", BadEnd::PassedThrough,
       "`due` leads to `t`, which a timer that is due already leaves at once",
       one_file("deadlines: {past: timestamp(\"2020-01-01T00:00:00Z\")}\nstates:\n"
                "  s: {timers: {due: {after: 3d, to: t}}, on: {e: {by: a, to: d}}}\n"
                "  t: {timers: {late: {at: past, to: d}}}\n  d: {final: done}\n")},
      {"PromisedToAsk", BadEnd::Broken, "a cannot raise `e` with an answer to `n` and `m` in `s`",
       one_file("fields: {n: int, m: int}\npromises: [{in: s, by: a, can: e, asks: [n, m]}]\n"
                "states:\n  s: {open_ended: true, on: {e: {by: a, ask: [n], to: d},\n"
                "      f: {by: a, ask: [m], to: d}}}\n  d: {final: done}\n")},
      {"PromisedToHide", BadEnd::Broken, "this promise is broken: b sees `n` in `s`",
       one_file("fields: {n: {type: int, default: 0}}\npromises: [{in: s, by: b, hides: n}]\n"
                "states:\n  s: {open_ended: true, on: {e: {by: a, to: d}}}\n  d: {final: done}\n")},
      {"PromisedHistory",
       BadEnd::Broken,
       "this promise is broken: b does not see all history in `s`",
       {{"w.yaml",
         "workflow: w\npeople: {a: creator, b: creator}\nfields: {n: {type: int, default: 0}}\n"
         "promises: [{in: s, by: b, sees: [n, history]}]\nsees: {a: all}\nstates:\n"
         "  s:\n    open_ended: true\n    sees: {b: {fields: [n], history: [e]}}\n"
         "    on: {e: {by: a, to: d}}\n  d: {final: done}\n"}}},
      {"PromisedToAppoint", BadEnd::Broken, "a cannot raise `e` and appoint `b` in `s`",
       one_file("fields: {p: person}\npromises: [{in: s, by: a, can: e, appoints: b}]\n"
                "states:\n  s: {open_ended: true, on: {e: {by: a, ask: [p], to: d}}}\n  d: {final: "
                "done}\n")},
      {"RefusedBelowAParallelState", BadEnd::GoesRound,
       "this goes round and round without an event",
       one_file(
           "fields: {n: int, m: text}\nstates:\n"
           "  s:\n    parallel: true\n    open_ended: true\n"
           "    on: {e: {by: a, ask: [n, m], internal: true}, f: {by: a, to: d}}\n    states:\n"
           "      x: {initial: y, states: {y: {always: [{if: has(n) && n > 3, to: z}]}, "
           "z: {always: [{if: has(n) && n > 3, to: y}]}}}\n"
           "  d: {final: done}\n")},
      {"PromisedLetter",
       BadEnd::Broken,
       "this promise is broken: nothing sends the letter `welcome` in `t`",
       {{"w.yaml",
         "workflow: w\npeople: {a: creator}\nfields: {n: {type: int, default: 0}}\n"
         "promises: [{in: t, sends: welcome}]\nstates:\n"
         "  s: {open_ended: true, on: {e: {by: a, ask: [n], to: t}}}\n"
         "  t:\n    entry: [{if: n > 3, do: [{mail: {welcome: a}}]}]\n"
         "    open_ended: true\n    on: {f: {by: a, to: d}}\n  d: {final: done}\n"},
        {"letters/welcome.md", "Subject: Welcome\n\nHere you are.\n"}}},
      {"PromisedToStart",
       BadEnd::Broken,
       "a cannot raise `e` and start a `c`, one per person, in `s`",
       {{"w.yaml",
         "workflow: w\npeople: {a: creator}\n"
         "promises: [{in: s, by: a, can: e, starts: c, limit: one per person}]\nstates:\n"
         "  s: {open_ended: true, on: {e: {by: a, start: c}, f: {by: a, to: d}}}\n"
         "  d: {final: done}\n"},
        {"c.yaml", going_child}}},
  };
  return all;
}

class EveryFinding : public testing::TestWithParam<FindingCase> {};

TEST_P(EveryFinding, HasAScriptThatComesToItsBadEnd) {
  const Loaded<Package> loaded = load_package("w", GetParam().files);
  ASSERT_TRUE(loaded.value) << texts(loaded.diagnostics);
  const std::vector<Diagnostic> found = verify(*loaded.value);

  const auto finding = std::find_if(found.begin(), found.end(), [&](const Diagnostic& one) {
    return one.message.find(GetParam().message) != one.message.npos;
  });
  ASSERT_NE(finding, found.end()) << texts(found);
  EXPECT_EQ(finding->evidence.end, GetParam().end);
  EXPECT_FALSE(finding->evidence.why.empty());
  EXPECT_FALSE(finding->evidence.script.empty());
  for (const Diagnostic& one : found) {
    const Workflow file =
        load_workflow(one.place.file, GetParam().files.at(one.place.file), Strictness::Run)
            .value.value();
    EXPECT_EQ(objection(file, one), "") << to_text(one);
  }
}

INSTANTIATE_TEST_SUITE_P(Verify, EveryFinding, testing::ValuesIn(finding_cases()),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(Replay, AScriptThatDoesNotComeToItsEndIsObjectedTo) {
  const std::map<std::string, std::string> files = finding_cases().front().files;
  const Package package = load_package("w", files).value.value();
  Diagnostic finding = verify(package).front();
  const Workflow file = load_workflow("w.yaml", files.at("w.yaml"), Strictness::Run).value.value();
  finding.evidence.script.back() = R"({"event":"e","by":["a"]})";

  EXPECT_EQ(objection(file, finding),
            R"(came to {"configuration":["d"],"fields":{},"effects":[],"refusal":null,)"
            R"("outcome":"done"})");
}

TEST(Replay, WhatTheParentDidMeanwhileIsAScriptOfItsOwn) {
  const FindingCase& left = finding_cases()[3];
  const Package package = load_package("w", left.files).value.value();
  const Diagnostic finding = verify(package).front();

  EXPECT_EQ(to_text(finding),
            "c.yaml:5:3: warning: no end can be reached from `told` once the w is in `d`: what it "
            "waits for is no longer told\n"
            "   5 |   told: {open_ended: true, on: {end: over}}\n"
            "     |   ^\n"
            "     = It stays open for ever under a w that has gone on.\n"
            "     = `accolade run c.yaml` comes to it with these lines:\n"
            R"({"start":{}})"
            "\n"
            R"({"event":"hand","by":["x"]})"
            "\n"
            "     = `accolade run w.yaml` has by then come so far with these lines:\n"
            R"({"start":{}})"
            "\n"
            R"({"event":"e","by":["a"]})"
            "\n"
            R"({"event":"f","by":["a"]})"
            "\n");
}

}  // namespace
}  // namespace accolade
