// What the loader says of what it does not understand, to the byte.
#include <gtest/gtest.h>

#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

TEST(Diagnostics, AnUnknownTargetIsNamedWithTheNearestState) {
  EXPECT_EQ(said_of("workflow: award\nstates:\n  open:\n    on:\n      close:\n        to: clsed\n"
                    "  closed: {}\n"),
            "a.yaml:6:13: error: `clsed` is no state of award; did you mean `closed`?\n"
            "   6 |         to: clsed\n"
            "     |             ^\n");
}

TEST(Diagnostics, QuestionsNeedNoQuotesBetweenBraces) {
  const Workflow workflow = loaded(
      "workflow: a\nfields: {x: {type: text, label: Who answers?, hint: \"Who?\"}}\nstates: {b: "
      "{}}\n");

  EXPECT_EQ(workflow.fields[0].label, "Who answers?");
  EXPECT_EQ(workflow.fields[0].hint, "Who?");
}

TEST(Diagnostics, AnUnknownWordIsNamedWithTheNearestWord) {
  EXPECT_EQ(said_of("workflow: a\nstates:\n  b: {tilte: Bee}\n"),
            "a.yaml:3:7: error: `tilte` is not a word of a state; did you mean `title`?\n"
            "   3 |   b: {tilte: Bee}\n"
            "     |       ^\n");
}

TEST(Diagnostics, AKeyWrittenTwiceIsRefused) {
  EXPECT_EQ(said_of("workflow: a\nstates:\n  b: {}\n  b: {}\n"),
            "a.yaml:4:3: error: `b` is written twice here\n"
            "   4 |   b: {}\n"
            "     |   ^\n");
}

TEST(Diagnostics, AConditionIsPointedIntoThoughItIsQuoted) {
  EXPECT_EQ(said_of("workflow: a\nfields: {score: {type: int, default: 0}}\n"
                    "states:\n  b: {on: {e: {if: \"score > 1 && scor < 3\", to: b}}}\n"),
            "a.yaml:4:34: error: `scor` is not known here; did you mean `score`?\n"
            "   4 |   b: {on: {e: {if: \"score > 1 && scor < 3\", to: b}}}\n"
            "     |                                  ^\n");
}

TEST(Diagnostics, ColumnsAreBytesAndTheCaretStandsUnderTheSign) {
  EXPECT_EQ(said_of("workflow: a\nfields: {x: {type: int, label: \"é→\", defalt: 0}}\n"
                    "states: {b: {}}\n"),
            "a.yaml:2:41: error: `defalt` is not a word of a field; did you mean `default`?\n"
            "   2 | fields: {x: {type: int, label: \"é→\", defalt: 0}}\n"
            "     |                                      ^\n");
}

TEST(Diagnostics, AnUnguardedFieldIsRefused) {
  EXPECT_EQ(said_of("workflow: a\nfields: {x: int}\nstates:\n  b: {on: {e: {if: x > 1, to: b}}}\n"),
            "a.yaml:4:20: error: `x` can be absent; guard it, as in `has(x) && ...`\n"
            "   4 |   b: {on: {e: {if: x > 1, to: b}}}\n"
            "     |                    ^\n");
}

TEST(Diagnostics, StatesAreUniqueInAFile) {
  EXPECT_EQ(said_of("workflow: a\nstates:\n  b: {states: {c: {}}}\n  c: {}\n"),
            "a.yaml:4:3: error: there is another state `c`; names are unique in a file\n"
            "   4 |   c: {}\n"
            "     |   ^\n");
}

TEST(Diagnostics, AFinalStateGoesNowhere) {
  EXPECT_EQ(said_of("workflow: a\nstates:\n  b: {final: done, on: {e: b}}\n"),
            "a.yaml:3:20: error: `on` is not a word of a state\n"
            "   3 |   b: {final: done, on: {e: b}}\n"
            "     |                    ^\n");
}

TEST(Diagnostics, AnEndSaysWhatItMeans) {
  EXPECT_EQ(said_of("workflow: a\nstates: {b: {final: true}}\n"),
            "a.yaml:2:21: error: an end says what it means, as in `final: awarded`\n"
            "   2 | states: {b: {final: true}}\n"
            "     |                     ^\n");
}

TEST(Diagnostics, InitialsLeadInside) {
  EXPECT_EQ(said_of("workflow: a\nstates:\n  b: {initial: d, states: {c: {}}}\n  d: {}\n"),
            "a.yaml:3:16: error: `d` is not inside `b`\n"
            "   3 |   b: {initial: d, states: {c: {}}}\n"
            "     |                ^\n");
}

TEST(Diagnostics, TwoStatesOfOneCompoundAreNeverActiveTogether) {
  EXPECT_EQ(said_of("workflow: a\ninitial: [b, c]\nstates: {b: {}, c: {}}\n"),
            "a.yaml:2:14: error: `b` and `c` are never active together\n"
            "   2 | initial: [b, c]\n"
            "     |              ^\n");
}

TEST(Diagnostics, ServeWantsEveryRoleAndEveryChild) {
  EXPECT_EQ(said_of("workflow: a\npeople: {chair: above}\nstates:\n"
                    "  b: {on: {e: {by: char, start: nomination}}}\n",
                    Strictness::Serve),
            "a.yaml:4:20: error: `char` is no role of a; did you mean `chair`?\n"
            "   4 |   b: {on: {e: {by: char, start: nomination}}}\n"
            "     |                    ^\n"
            "a.yaml:4:33: error: `nomination` is no workflow of this package\n"
            "   4 |   b: {on: {e: {by: char, start: nomination}}}\n"
            "     |                                 ^\n");
}

TEST(Diagnostics, FieldsHaveTypesAndDefaultsOfThem) {
  EXPECT_EQ(said_of("workflow: a\nfields:\n  x: {type: itn}\n  y: {type: int, default: one}\n"
                    "  z: {type: choice, choices: {a: A, b: B}, default: c}\nstates: {b: {}}\n"),
            "a.yaml:3:13: error: `itn` is not a type of field; did you mean `int`?\n"
            "   3 |   x: {type: itn}\n"
            "     |             ^\n"
            "a.yaml:4:27: error: a whole number is expected here\n"
            "   4 |   y: {type: int, default: one}\n"
            "     |                           ^\n"
            "a.yaml:5:53: error: `c` is not a choice of `z`\n"
            "   5 |   z: {type: choice, choices: {a: A, b: B}, default: c}\n"
            "     |                                                     ^\n");
}

TEST(Diagnostics, TimersKnowTheirDeadlines) {
  EXPECT_EQ(said_of("workflow: a\nfields: {at: instant}\ndeadlines: {close: at}\nstates:\n"
                    "  b: {timers: {t: {at: clsoe - 48h, to: b}, u: {at: close / 2}}}\n"),
            "a.yaml:5:24: error: `clsoe` is no deadline of a; did you mean `close`?\n"
            "   5 |   b: {timers: {t: {at: clsoe - 48h, to: b}, u: {at: close / 2}}}\n"
            "     |                        ^\n"
            "a.yaml:5:59: error: `- 48h` or `+ 3 working days` is expected after the deadline\n"
            "   5 |   b: {timers: {t: {at: clsoe - 48h, to: b}, u: {at: close / 2}}}\n"
            "     |                                                           ^\n");
}

TEST(Diagnostics, SentencesNameWhatExists) {
  EXPECT_EQ(said_of("workflow: a\nstates:\n  b: {on: {e: {says: \"{actr} did it\"}}}\n"),
            "a.yaml:3:24: error: `actr` is not known here; did you mean `actor`?\n"
            "   3 |   b: {on: {e: {says: \"{actr} did it\"}}}\n"
            "     |                        ^\n");
}

}  // namespace
}  // namespace accolade
