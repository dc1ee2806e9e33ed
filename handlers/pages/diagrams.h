// Pictures of workflows for pages: drawn once a package, marked for each instance.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "engine/use_case/engine.h"

namespace accolade {

// Adds the class `visited` or `here` to the groups of the states of `path`. The SVG is Graphviz's
// of graph_dot: the group of a state has the id state-NAME, followed by its class.
std::string mark_path(std::string svg, const Path& path);

// Thread-safe.
class Diagrams {
 public:
  // SVG for inside a page; a refusal is for the operator.
  using Draw = std::function<Outcome<std::string>(const Workflow&)>;

  explicit Diagrams(Draw draw) : draw_(std::move(draw)) {}

  // None when it cannot be drawn, which is logged once a workflow: the page does without.
  std::optional<std::string> with_path(const Package& package, const Workflow& workflow,
                                       const Path& path);

 private:
  using Key = std::pair<PackageHash, std::string>;

  const Draw draw_;
  std::mutex mutex_;
  std::map<Key, std::optional<std::string>> drawn_;
};

}  // namespace accolade
