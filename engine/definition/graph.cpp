// Writes the states as nested clusters, then the arrows.
#include "engine/definition/graph.h"

#include <cstdlib>
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

// Lines below each other, in quotes.
std::string quoted_lines(const std::vector<std::string>& lines) {
  std::string written = "\"";
  for (const std::string& line : lines) {
    const std::string one = quoted(line);
    written += (&line == &lines.front() ? "" : "\\n") + one.substr(1, one.size() - 2);
  }
  return written + "\"";
}

// "2 days", "90 minutes"; in ISO 8601 what is no whole number of anything.
std::string span_in_words(Duration span) {
  using namespace std::chrono;
  constexpr std::pair<Duration, const char*> units[] = {
      {days{1}, "day"}, {hours{1}, "hour"}, {minutes{1}, "minute"}, {seconds{1}, "second"}};
  for (const auto& [unit, name] : units) {
    if (span < unit || span % unit != Duration::zero()) continue;
    const auto count = span / unit;
    return fmt::format("{} {}{}", count, name, count == 1 ? "" : "s");
  }
  return to_text(span);
}

std::string time_in_words(const TimerRule& timer) {
  if (timer.working_days) return fmt::format("after {} working days", *timer.working_days);
  if (timer.after) return "after " + span_in_words(*timer.after);
  if (timer.offset_working_days != 0) {
    return fmt::format("{} working days {} {}", std::abs(timer.offset_working_days),
                       timer.offset_working_days < 0 ? "before" : "after", timer.deadline);
  }
  if (timer.offset == Duration::zero()) return "at " + timer.deadline;
  const bool is_before = timer.offset < Duration::zero();
  return span_in_words(is_before ? -timer.offset : timer.offset) +
         (is_before ? " before " : " after ") + timer.deadline;
}

const TimerRule* timer_of(const State& state, const std::string& event) {
  for (const TimerRule& timer : state.timers)
    if (timer.name == event) return &timer;
  return nullptr;
}

// A condition as far as there is room for it.
std::string condition_in_short(const std::string& text) {
  constexpr std::size_t bytes_max = 40;
  if (text.size() <= bytes_max) return "[" + text + "]";
  std::size_t end = bytes_max;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return "[" + text.substr(0, end) + "…]";
}

// "Send in (applicant)", "Lapse, at close", "[score > 3]"
std::string arrow_label(const Transition& transition, const State& source) {
  if (transition.descriptor.empty())
    return transition.condition ? condition_in_short(transition.condition->text()) : "";
  std::string label = transition.label;
  if (!transition.by.empty()) label += fmt::format(" ({})", fmt::join(transition.by, ", "));
  const TimerRule* timer = timer_of(source, transition.descriptor);
  return timer == nullptr ? label : label + ", " + time_in_words(*timer);
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
    text_ += beginnings_;
    write_defaults();
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
                              state(index).name, quoted_lines(box_lines(index)), classes(index),
                              is_final ? ", peripheries=2" : ""));
    }
    const bool is_parallel = state(index).kind == State::Kind::Parallel;
    line(fmt::format("{}subgraph cluster_{} {{", indent, index));
    line(fmt::format("{}  id=\"state-{}\"; label={}; class=\"{}\"; style=\"{}\"; fontsize=12;",
                     indent, state(index).name, quoted_lines(box_lines(index)), classes(index),
                     is_parallel ? "rounded,dashed" : "rounded"));
    write_beginning(index, indent + "  ");
    for (const StateIndex history : state(index).history)
      line(fmt::format("{}  s{} [shape=circle, label=\"{}\", class=\"state\"];", indent, history,
                       state(history).kind == State::Kind::DeepHistory ? "H*" : "H"));
    for (const StateIndex child : state(index).children)
      write_state(child, indent + "  ");
    line(indent + "}");
  }

  // A compound state begins at its first one, or where this point leads.
  void write_beginning(StateIndex index, const std::string& indent) {
    const State& around = state(index);
    const bool is_first = !around.initial || around.initial->targets.size() != 1 ||
                          around.initial->targets.front() == around.children.front();
    if (is_first) return;
    line(fmt::format("{}start{} [shape=point, width=0.1, label=\"\", class=\"start\"];", indent,
                     index));
    beginnings_ +=
        fmt::format("  start{} -> {} [{}class=\"arrow\"];\n", index,
                    node(around.initial->targets.front()), head(around.initial->targets.front()));
  }

  // Where a history state leads when nothing was active before.
  void write_defaults() {
    for (StateIndex index = root_state; index < workflow_.states.size(); ++index) {
      if (!is_history(state(index)) || !state(index).initial) continue;
      for (const StateIndex target : state(index).initial->targets)
        line(fmt::format("  s{} -> {} [{}style=dotted, class=\"arrow\"];", index, node(target),
                         head(target)));
    }
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

  // The title, and what time does here without leading anywhere: reminders.
  std::vector<std::string> box_lines(StateIndex index) const {
    std::vector<std::string> lines = {state(index).title};
    for (const TimerRule& timer : state(index).timers) {
      bool leads_on = false;
      for (const Transition& transition : state(index).transitions)
        leads_on =
            leads_on || (takes(transition.descriptor, timer.name) && !transition.targets.empty());
      if (!leads_on) lines.push_back(sentence_case(timer.name) + ", " + time_in_words(timer));
    }
    return lines;
  }

  // Several ways between the same two states are one arrow with a line of text each; broken where
  // time alone leads along it.
  void write_arrows() {
    std::map<std::pair<StateIndex, StateIndex>, std::vector<std::string>> arrows;
    for (const State& from : workflow_.states) {
      for (const Transition& transition : from.transitions) {
        for (const StateIndex target : transition.targets) {
          std::vector<std::string>& labels = arrows[{transition.source, target}];
          const std::string label = arrow_label(transition, from);
          if (!label.empty() && (labels.empty() || labels.back() != label)) labels.push_back(label);
          if (timer_of(from, transition.descriptor) == nullptr || !transition.by.empty())
            walked_.insert({transition.source, target});
        }
      }
    }
    for (const auto& [ends, labels] : arrows) {
      line(fmt::format("  {} -> {} [{}{}label={}, class=\"arrow\"{}];", node(ends.first),
                       node(ends.second), tail(ends.first), head(ends.second), quoted_lines(labels),
                       walked_.contains(ends) ? "" : ", style=dashed"));
    }
  }

  const Workflow& workflow_;
  const std::set<std::string>& visited_;
  std::set<StateIndex> here_;
  std::set<std::pair<StateIndex, StateIndex>> walked_;  // not by time alone
  std::string text_, beginnings_;
};

}  // namespace

std::string graph_dot(const Workflow& workflow, const std::set<std::string>& visited,
                      const Configuration& here) {
  return Graph(workflow, visited, here).text();
}

}  // namespace accolade
