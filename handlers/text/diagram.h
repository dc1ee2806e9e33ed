// A graph as a picture for a page.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "engine/value/outcome.h"

namespace accolade {

// The SVG element of a graph in the DOT language, to stand inside an HTML page: no prolog or
// comments, no fixed size (viewBox alone, so it scales).
// Runs Graphviz's `dot` once as a process of its own, because its library is not thread-safe: once
// a package, not once a page. Refuses as Failed, the sentence for the operator: `dot` is not
// installed, does not understand the graph (with its words), takes longer than `limit`, or draws
// something that could run in a browser (a script, a link that is neither #, / nor http).
Outcome<std::string> svg_from_dot(std::string_view dot,
                                  std::chrono::milliseconds limit = std::chrono::seconds(10));

}  // namespace accolade
