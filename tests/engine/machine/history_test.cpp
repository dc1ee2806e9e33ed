// History states: SCXML 3.10.
#include <gtest/gtest.h>

#include "tests/support/chart.h"

namespace accolade {
namespace {

std::string chart_with(const std::string& depth) {
  return R"(
states:
  a:
    on: {leave: o}
    states:
      h: {history: )" +
         depth + R"(, to: a1, do: [+default]}
      a1: {on: {next: a2}}
      a2: {states: {a21: {on: {deeper: a22}}, a22: {}}}
  o: {on: {back: h}}
)";
}

TEST(History, WithoutAPastItsDefaultIsTakenWithItsActions) {
  Chart chart(
      "states: {o: {on: {e: h}}, a: {entry: [+in_a], states: {h: {history: shallow, to: a2, "
      "do: [+default]}, a1: {}, a2: {entry: [+in_a2]}}}}");
  EXPECT_EQ(chart.raise("e").log(), "in_a default in_a2");
  EXPECT_EQ(chart.here(), "a2");
}

TEST(History, ShallowRestoresTheChildAndItsDefaults) {
  Chart chart(chart_with("shallow"));
  chart.raise("next").raise("deeper").raise("leave").raise("back");
  EXPECT_EQ(chart.here(), "a21");
  EXPECT_EQ(chart.log(), "");
}

TEST(History, DeepRestoresTheWholeInside) {
  Chart chart(chart_with("deep"));
  chart.raise("next").raise("deeper").raise("leave");
  EXPECT_EQ(chart.snapshot.remembered, (std::map<std::string, Configuration>{{"h", {"a22"}}}));
  EXPECT_EQ(chart.raise("back").here(), "a22");
}

TEST(History, AroundAParallelStateRestoresAllRegions) {
  Chart chart(R"(
states:
  a:
    on: {leave: o}
    states:
      h: {history: deep, to: c}
      c:
        parallel: true
        states:
          p: {states: {p1: {on: {e: p2}}, p2: {}}}
          q: {states: {q1: {on: {f: q2}}, q2: {}}}
  o: {on: {back: h}}
)");
  chart.raise("e").raise("leave").raise("back");
  EXPECT_EQ(chart.here(), "p2 q1");
}

// Found by SCION's history/history3: SCXML 3.10 lets a parallel state have a history, too.
TEST(History, InsideAParallelStateRestoresItsRegions) {
  const std::string regions = R"(
      p: {states: {p1: {on: {e: p2}}, p2: {states: {p21: {on: {f: p22}}, p22: {}}}}}
      q: {states: {q1: {on: {e: q2}}, q2: {}}}
  o: {on: {back: h}}
)";
  for (const auto& [depth, restored] :
       {std::pair("deep", "p22 q2"), std::pair("shallow", "p1 q1")}) {
    Chart chart(std::string("states:\n  c:\n    parallel: true\n    on: {leave: o}\n") +
                "    states:\n      h: {history: " + depth + ", to: p2}" + regions);
    chart.raise("e").raise("f").raise("leave").raise("back");
    EXPECT_EQ(chart.here(), restored) << depth;
  }
}

TEST(History, InsideAParallelStateWithoutAPastEntersTheOtherRegionsByDefault) {
  Chart chart(
      "states: {o: {on: {e: h}}, c: {entry: [+in_c], parallel: true, states: {h: {history: deep, "
      "to: p2, do: [+default]}, p: {states: {p1: {}, p2: {entry: [+in_p2]}}}, q: {states: {q1: "
      "{entry: [+in_q1]}, q2: {}}}}}}");
  EXPECT_EQ(chart.raise("e").log(), "in_c default in_p2 in_q1");
  EXPECT_EQ(chart.here(), "p2 q1");
}

TEST(History, IsRecordedBeforeAnythingIsLeft) {
  Chart chart(R"(
states:
  a:
    states:
      h: {history: shallow, to: a1}
      a1: {on: {e: a2}}
      a2: {exit: [{raise: x}], on: {leave: o}}
  o: {on: {back: h}}
)");
  EXPECT_EQ(chart.raise("e").raise("leave").raise("back").here(), "a2");
}

TEST(History, TheLatestPastCounts) {
  Chart chart(chart_with("shallow"));
  chart.raise("leave").raise("back").raise("next").raise("leave").raise("back");
  EXPECT_EQ(chart.here(), "a21");
}

}  // namespace
}  // namespace accolade
