// One drawing at a time: dot is a process, and its pictures are few.
#include "handlers/pages/diagrams.h"

#include <algorithm>

#include <fmt/format.h>

#include "handlers/http/log.h"

namespace accolade {
namespace {

// Graphviz writes a hyphen in an attribute as an entity.
std::string id_in_svg(const std::string& state) {
  std::string id = "id=\"state&#45;";
  for (const char c : state)
    c == '-' ? id += "&#45;" : id += c;
  return id + '"';
}

void add_class(std::string& svg, const std::string& state, std::string_view name) {
  constexpr std::string_view attribute = "class=\"";
  const std::size_t group = svg.find(id_in_svg(state));
  if (group == std::string::npos) return;
  const std::size_t end = svg.find('>', group);
  const std::size_t at = svg.find(attribute, group);
  if (at == std::string::npos || at > end) return;
  svg.insert(at + attribute.size(), std::string(name) + " ");
}

}  // namespace

std::string mark_path(std::string svg, const Path& path) {
  for (const std::string& state : path.visited) {
    const bool is_here = std::ranges::find(path.here, state) != path.here.end();
    if (!is_here) add_class(svg, state, "visited");
  }
  for (const std::string& state : path.here)
    add_class(svg, state, "here");
  return svg;
}

std::optional<std::string> Diagrams::with_path(const Package& package, const Workflow& workflow,
                                               const Path& path) {
  const std::lock_guard lock(mutex_);
  const Key key{package.hash, workflow.name};
  auto found = drawn_.find(key);
  if (found == drawn_.end()) {
    Outcome<std::string> svg = draw_(workflow);
    if (!svg) {
      http::log_note(fmt::format("no diagram of {}: {}", workflow.name, svg.refusal().sentence));
    }
    found = drawn_.emplace(key, svg ? std::optional(*svg) : std::nullopt).first;
  }
  if (!found->second) return std::nullopt;
  return mark_path(*found->second, path);
}

}  // namespace accolade
