// The text that Graphviz draws.
#include "engine/definition/graph.h"

#include <gtest/gtest.h>

#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

TEST(Graph, StatesAreBoxesClustersAndClasses) {
  const Workflow workflow = loaded(R"(
workflow: w
states:
  a: {title: 'The "first"', on: {go: c, skip: {label: Skip it, to: c1}}}
  c: {states: {c1: {on: {end: d}}, h: {history: shallow, to: c1}}}
  d: {final: done}
)");
  EXPECT_EQ(graph_dot(workflow, {"a"}, {"c1"}),
            R"dot(digraph "w" {
  graph [compound=true, newrank=true, rankdir=TB, fontname="sans-serif", nodesep=0.4, ranksep=0.5];
  node [shape=box, style=rounded, fontname="sans-serif", fontsize=12];
  edge [fontname="sans-serif", fontsize=10, arrowsize=0.7];
  start [shape=point, width=0.15, label="", class="start"];
  s1 [id="state-a", label="The \"first\"", class="state visited"];
  subgraph cluster_2 {
    id="state-c"; label="C"; class="state here"; style="rounded"; fontsize=12;
    s4 [shape=circle, label="H", class="state"];
    s3 [id="state-c1", label="C1", class="state here"];
  }
  s5 [id="state-d", label="Done", class="state final", peripheries=2];
  start -> s1 [class="arrow"];
  s4 -> s3 [style=dotted, class="arrow"];
  s1 -> s3 [lhead=cluster_2, label="Go", class="arrow"];
  s1 -> s3 [label="Skip it", class="arrow"];
  s3 -> s5 [label="End", class="arrow"];
}
)dot");
}

TEST(Graph, ArrowsSayWhoAndWhen) {
  const Workflow workflow = loaded(R"(
workflow: w
people: {chair: creator, author: assigned}
fields: {ends: instant, x: {type: int, default: 0}}
deadlines: {close: ends}
states:
  a:
    timers: {lapse: {at: close, to: z}, warn: {at: close - 48h}, slow: {after: 10 working days, to: z}}
    on: {send: {by: [author, chair], to: c}, news: c}
  c:
    initial: c2
    states:
      c1: {always: [{if: "x > 3", to: c2}, c2], timers: {t: {after: 90m, to: z}}}
      c2: {on: {t: {by: chair, to: z}}, timers: {t: {after: 1d}}}
  z: {final: done}
)");
  const std::string dot = graph_dot(workflow, {}, {});
  EXPECT_EQ(dot.substr(dot.find("  start ->")), R"dot(  start -> s1 [class="arrow"];
  start2 -> s4 [class="arrow"];
  s1 -> s3 [lhead=cluster_2, label="Send (author, chair)\nNews", class="arrow"];
  s1 -> s5 [label="Lapse, at close\nSlow, after 10 working days", class="arrow", style=dashed];
  s3 -> s4 [label="[x > 3]", class="arrow"];
  s3 -> s5 [label="T, after 90 minutes", class="arrow", style=dashed];
  s4 -> s5 [label="T (chair), after 1 day", class="arrow"];
}
)dot");
  EXPECT_NE(dot.find(R"(label="A\nWarn, 2 days before close", class="state")"), dot.npos) << dot;
}

TEST(Graph, TitlesWithSignsOfGraphvizStayText) {
  const Workflow workflow = loaded("workflow: w\nstates: {a: {title: \"x\\\"];y\\\\n<b>\"}}\n");

  EXPECT_NE(graph_dot(workflow, {}, {}).find(R"(label="x\"];y\\n<b>")"), std::string::npos);
}

}  // namespace
}  // namespace accolade
