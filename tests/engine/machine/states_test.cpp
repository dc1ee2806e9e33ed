// Entering, leaving and finishing states: SCXML 3.3 to 3.7 and Appendix D.
#include <gtest/gtest.h>

#include "tests/support/chart.h"

namespace accolade {
namespace {

TEST(States, TheFirstChildIsEnteredWhereNoInitialIsWritten) {
  EXPECT_EQ(Chart("states: {a: {}, b: {}}").begin_with().here(), "a");
}

TEST(States, InitialNamesTheFirstState) {
  EXPECT_EQ(Chart("initial: b\nstates: {a: {}, b: {}}").begin_with().here(), "b");
}

TEST(States, InitialMayLeadDeepIntoAState) {
  EXPECT_EQ(
      Chart("initial: b2\nstates: {a: {}, b: {states: {b1: {}, b2: {}}}}").begin_with().here(),
      "b2");
}

TEST(States, InitialMayNameSeveralRegions) {
  Chart chart(R"(
initial: [p2, q2]
states:
  c:
    parallel: true
    states:
      p: {states: {p1: {}, p2: {}}}
      q: {states: {q1: {}, q2: {}}}
      r: {states: {r1: {}, r2: {}}}
)");
  EXPECT_EQ(chart.begin_with().here(), "p2 q2 r1");
}

TEST(States, InitialActionsRunBetweenTheEntryOfParentAndChild) {
  Chart chart(R"(
entry: [+root]
initial: {to: a, do: [+initial]}
states:
  a:
    entry: [+a]
    initial: {to: a1, do: [+inner]}
    states: {a1: {entry: [+a1]}}
)");
  EXPECT_EQ(chart.begin_with().log(), "root initial a inner a1");
}

TEST(States, InitialActionsDoNotRunWhenTheTargetIsNamed) {
  Chart chart(R"(
states:
  o: {on: {e: a2}}
  a:
    entry: [+a]
    initial: {to: a1, do: [+inner]}
    states: {a1: {}, a2: {entry: [+a2]}}
)");
  EXPECT_EQ(chart.raise("e").log(), "a a2");
}

TEST(States, AllRegionsOfAParallelStateAreActive) {
  EXPECT_EQ(Chart("states: {c: {parallel: true, states: {p: {}, q: {states: {q1: {}}}}}}")
                .begin_with()
                .here(),
            "p q1");
}

TEST(States, RegionsAreEnteredInDocumentOrderAndLeftInReverse) {
  Chart chart(R"(
states:
  c:
    parallel: true
    entry: [+c]
    exit: [+out_c]
    on: {e: z}
    states:
      p: {entry: [+p], exit: [+out_p], states: {p1: {entry: [+p1], exit: [+out_p1]}}}
      q: {entry: [+q], exit: [+out_q]}
  z: {entry: [+z]}
)");
  EXPECT_EQ(chart.begin_with().log(), "c p p1 q");
  EXPECT_EQ(chart.raise("e").log(), "out_q out_p1 out_p out_c z");
}

TEST(States, ExitThenTransitionThenEntry) {
  Chart chart(R"(
states:
  a: {exit: [+out_a], on: {e: {to: b, do: [+go]}}}
  b: {entry: [+in_b]}
)");
  EXPECT_EQ(chart.raise("e").log(), "out_a go in_b");
}

TEST(States, ATransitionToItselfLeavesAndEntersAgain) {
  Chart chart("states: {a: {entry: [+in], exit: [+out], on: {e: {to: a, do: [+go]}}}}");
  EXPECT_EQ(chart.raise("e").log(), "out go in");
}

TEST(States, WithoutTargetNothingIsLeft) {
  Chart chart("states: {a: {entry: [+in], exit: [+out], on: {e: {do: [+go]}}}}");
  EXPECT_EQ(chart.raise("e").log(), "go");
}

TEST(States, AnExternalTransitionToAChildLeavesTheParent) {
  Chart chart(R"(
states:
  a:
    entry: [+in_a]
    exit: [+out_a]
    on: {e: a2}
    states: {a1: {exit: [+out_a1]}, a2: {entry: [+in_a2]}}
)");
  EXPECT_EQ(chart.raise("e").log(), "out_a1 out_a in_a in_a2");
}

TEST(States, AnInternalTransitionToAChildDoesNot) {
  Chart chart(R"(
states:
  a:
    entry: [+in_a]
    exit: [+out_a]
    on: {e: {to: a2, internal: true}}
    states: {a1: {exit: [+out_a1]}, a2: {entry: [+in_a2]}}
)");
  EXPECT_EQ(chart.raise("e").log(), "out_a1 in_a2");
}

TEST(States, InternalOnAParallelStateIsExternal) {
  Chart chart(R"(
states:
  c:
    parallel: true
    entry: [+in_c]
    exit: [+out_c]
    on: {e: {to: p2, internal: true}}
    states: {p: {states: {p1: {}, p2: {}}}, q: {exit: [+out_q], entry: [+in_q]}}
)");
  EXPECT_EQ(chart.raise("e").log(), "out_q out_c in_c in_q");
  EXPECT_EQ(chart.here(), "p2 q");
}

TEST(States, InternalToAStateOutsideIsExternal) {
  Chart chart(R"(
states:
  a: {exit: [+out_a], on: {e: {to: b, internal: true}}, states: {a1: {}}}
  b: {}
)");
  EXPECT_EQ(chart.raise("e").log(), "out_a");
  EXPECT_EQ(chart.here(), "b");
}

TEST(States, ATransitionOfTheRootLeavesItsChildrenAndNotTheRoot) {
  Chart chart(R"(
entry: [+root]
exit: [+never]
on: {e: b}
states: {a: {exit: [+out_a]}, b: {}}
)");
  EXPECT_EQ(chart.raise("e").log(), "out_a");
  EXPECT_EQ(chart.here(), "b");
}

// The least common ancestor of p1 and q2 is the parallel state, which is passed over: the compound
// one around it is the domain, so everything inside is left.
TEST(States, TheDomainIsNeverAParallelState) {
  Chart chart(R"(
states:
  o:
    exit: [+out_o]
    states:
      c:
        parallel: true
        entry: [+in_c]
        exit: [+out_c]
        states:
          p: {states: {p1: {on: {e: q2}}}}
          q: {states: {q1: {}, q2: {}}}
)");
  EXPECT_EQ(chart.raise("e").log(), "out_c in_c");
  EXPECT_EQ(chart.here(), "p1 q2");
}

TEST(States, SeveralTargetsEnterTheirRegionsAndOthersByDefault) {
  Chart chart(R"(
states:
  a: {on: {e: [p2, q2]}}
  c:
    parallel: true
    states:
      p: {states: {p1: {}, p2: {}}}
      q: {states: {q1: {}, q2: {}}}
      r: {states: {r1: {}}}
)");
  EXPECT_EQ(chart.raise("e").here(), "p2 q2 r1");
}

TEST(States, AFinalChildRaisesDoneOfItsParent) {
  Chart chart(R"(
states:
  a:
    on: {done.state.a: {to: b, do: [+done]}}
    states: {a1: {on: {e: f}}, f: {final: finished, entry: [+in_f]}}
  b: {}
)");
  EXPECT_EQ(chart.raise("e").log(), "in_f done");
  EXPECT_EQ(chart.here(), "b");
  EXPECT_EQ(chart.snapshot.outcome, "");
}

TEST(States, AParallelStateIsDoneWhenAllItsRegionsAre) {
  Chart chart(R"(
states:
  c:
    parallel: true
    on: {done.state.p: {do: [+done_p]}, done.state.q: {do: [+done_q]}, done.state.c: z}
    states:
      p: {states: {p1: {on: {e: pf}}, pf: {final: p}}}
      q: {states: {q1: {on: {f: qf}}, qf: {final: q}}}
  z: {}
)");
  EXPECT_EQ(chart.raise("e").log(), "done_p");
  EXPECT_EQ(chart.here(), "pf q1");
  EXPECT_EQ(chart.raise("f").log(), "done_q");
  EXPECT_EQ(chart.here(), "z");
}

TEST(States, AFinalStateOfTheRootEndsTheInstanceWithItsMeaning) {
  Chart chart(R"(
on: {again: a}
states:
  a: {on: {e: {to: d, do: [{raise: again}]}}}
  d: {final: awarded}
)");
  chart.raise("e");
  EXPECT_EQ(chart.here(), "d");
  EXPECT_EQ(chart.snapshot.outcome, "awarded");
  EXPECT_EQ(chart.raise("again").refused(), "NotPossible: “Again” is not possible at “Awarded”.");
}

TEST(States, WhatIsLeftOfTheMicrostepIsDoneEvenWhenTheInstanceEnds) {
  Chart chart("states: {a: {on: {e: d}}, d: {final: over, entry: [+in_d, {raise: x}]}}");
  EXPECT_EQ(chart.raise("e").log(), "in_d");
}

TEST(States, InStateSeesTheConfigurationOfTheMoment) {
  Chart chart(R"y(
states:
  a:
    exit: [{if: "in_state('a1')", do: [+child_there], else: [+child_gone]}]
    states: {a1: {exit: [{if: "in_state('a')", do: [+parent_there]}], on: {e: b}}}
  b: {entry: [{if: "in_state('a')", do: [+still_a], else: [+no_a]}]}
)y");
  EXPECT_EQ(chart.raise("e").log(), "parent_there child_gone no_a");
}

}  // namespace
}  // namespace accolade
