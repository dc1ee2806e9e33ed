// Writes the states as nested clusters, then the arrows.
#include "engine/definition/graph.h"

#include <map>

#include <fmt/format.h>

#include "engine/definition/naming.h"

namespace accolade {
namespace {

std::string quoted(std::string_view text) {
  std::string escaped = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c == '\n' ? ' ' : c;
  }
  return escaped + "\"";
}

class Graph {
 public:
  Graph(const Workflow& workflow, const std::set<std::string>& visited, const Configuration& here)
      : workflow_(workflow), visited_(visited) {
    for (const std::string& name : here)
      mark_here(workflow.state(name));
  }

  std::string text() {
    line("digraph " + quoted(workflow_.name) + " {");
    line(
        "  graph [compound=true, newrank=true, rankdir=TB, fontname=\"sans-serif\", nodesep=0.4, "
        "ranksep=0.5];");
    line("  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=12];");
    line("  edge [fontname=\"sans-serif\", fontsize=10, arrowsize=0.7];");
    line("  start [shape=point, width=0.15, label=\"\", class=\"start\"];");
    for (const StateIndex child : workflow_.states[root_state].children)
      write_state(child, "  ");
    const auto& initial = workflow_.states[root_state].initial;
    if (initial) {
      for (const StateIndex target : initial->targets)
        line(fmt::format("  start -> {} [{}class=\"arrow\"];", node(target), head(target)));
    }
    write_arrows();
    line("}");
    return std::move(text_);
  }

 private:
  const State& state(StateIndex index) const { return workflow_.states[index]; }

  void mark_here(std::optional<StateIndex> index) {
    for (; index && *index != root_state; index = state(*index).parent)
      here_.insert(*index);
  }

  void line(const std::string& written) { text_ += written + "\n"; }

  std::string classes(StateIndex index) const {
    std::string written = "state";
    if (state(index).kind == State::Kind::Final) written += " final";
    if (visited_.contains(state(index).name)) written += " visited";
    if (here_.contains(index)) written += " here";
    return written;
  }

  void write_state(StateIndex index, const std::string& indent) {
    const bool has_inside = !state(index).children.empty();
    const bool is_final = state(index).kind == State::Kind::Final;
    if (!has_inside) {
      return line(fmt::format("{}s{} [id=\"state-{}\", label={}, class=\"{}\"{}];", indent, index,
                              state(index).name, quoted(state(index).title), classes(index),
                              is_final ? ", peripheries=2" : ""));
    }
    const bool is_parallel = state(index).kind == State::Kind::Parallel;
    line(fmt::format("{}subgraph cluster_{} {{", indent, index));
    line(fmt::format("{}  id=\"state-{}\"; label={}; class=\"{}\"; style=\"{}\"; fontsize=12;",
                     indent, state(index).name, quoted(state(index).title), classes(index),
                     is_parallel ? "rounded,dashed" : "rounded"));
    for (const StateIndex history : state(index).history)
      line(fmt::format("{}  s{} [shape=circle, label=\"{}\", class=\"state\"];", indent, history,
                       state(history).kind == State::Kind::DeepHistory ? "H*" : "H"));
    for (const StateIndex child : state(index).children)
      write_state(child, indent + "  ");
    line(indent + "}");
  }

  // Arrows end at boxes: at the first one inside of a cluster, cut off at its border.
  std::string node(StateIndex index) const {
    while (!state(index).children.empty())
      index = state(index).children.front();
    return fmt::format("s{}", index);
  }
  std::string head(StateIndex index) const {
    return state(index).children.empty() ? "" : fmt::format("lhead=cluster_{}, ", index);
  }
  std::string tail(StateIndex index) const {
    const bool is_cluster = index != root_state && !state(index).children.empty();
    return is_cluster ? fmt::format("ltail=cluster_{}, ", index) : "";
  }

  static std::string label_of(const Transition& transition) {
    return transition.descriptor.empty() ? "" : transition.label;
  }

  // Several ways between the same two states are one arrow with a line of text each.
  void write_arrows() {
    std::map<std::pair<StateIndex, StateIndex>, std::vector<std::string>> arrows;
    for (const State& from : workflow_.states) {
      for (const Transition& transition : from.transitions) {
        for (const StateIndex target : transition.targets) {
          std::vector<std::string>& labels = arrows[{transition.source, target}];
          const std::string label = label_of(transition);
          if (labels.empty() || labels.back() != label) labels.push_back(label);
        }
      }
    }
    for (const auto& [ends, labels] : arrows) {
      std::string written;
      for (const std::string& label : labels)
        written += (written.empty() ? "" : " / ") + label;
      line(fmt::format("  {} -> {} [{}{}label={}, class=\"arrow\"];", node(ends.first),
                       node(ends.second), tail(ends.first), head(ends.second), quoted(written)));
    }
  }

  const Workflow& workflow_;
  const std::set<std::string>& visited_;
  std::set<StateIndex> here_;
  std::string text_;
};

}  // namespace

std::string graph_dot(const Workflow& workflow, const std::set<std::string>& visited,
                      const Configuration& here) {
  return Graph(workflow, visited, here).text();
}

}  // namespace accolade
