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
  s1 -> s3 [lhead=cluster_2, label="Go", class="arrow"];
  s1 -> s3 [label="Skip it", class="arrow"];
  s3 -> s5 [label="End", class="arrow"];
}
)dot");
}

TEST(Graph, TitlesWithSignsOfGraphvizStayText) {
  const Workflow workflow = loaded("workflow: w\nstates: {a: {title: \"x\\\"];y\\\\n<b>\"}}\n");

  EXPECT_NE(graph_dot(workflow, {}, {}).find(R"(label="x\"];y\\n<b>")"), std::string::npos);
}

}  // namespace
}  // namespace accolade
