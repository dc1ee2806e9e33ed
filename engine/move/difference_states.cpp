// What is different about the states and what may be done in them.
#include <algorithm>
#include <map>

#include "engine/move/difference_parts.h"
#include "engine/move/phrases.h"

namespace accolade {
namespace {

bool is_shown(const State& state) {
  return !state.name.empty();
}

std::string outcome_words(const State& state) {
  return phrases::quoted(state.outcome.empty() ? state.name : state.outcome);
}

std::string parent_words(const Workflow& workflow, const State& state) {
  return state.parent == root_state ? "" : phrases::title(workflow.states[state.parent]);
}

void compare_kind(const Workflow& from, const State& before, const Workflow& to, const State& after,
                  Sentences& out) {
  const std::string title = phrases::quoted(phrases::title(after));
  if (phrases::title(before) != phrases::title(after))
    out.push_back("the state " + phrases::quoted(phrases::title(before)) + " is now called " +
                  title);
  const bool was_end = before.kind == State::Kind::Final;
  const bool is_end = after.kind == State::Kind::Final;
  if (!was_end && is_end) out.push_back(title + " is now an end");
  if (was_end && !is_end) out.push_back(title + " is no longer an end");
  if (was_end && is_end && outcome_words(before) != outcome_words(after)) {
    out.push_back(title + " now ends with " + outcome_words(after) + " instead of " +
                  outcome_words(before));
  }
  if (parent_words(from, before) != parent_words(to, after)) {
    const std::string parent = parent_words(to, after);
    out.push_back(parent.empty() ? title + " is no longer part of " +
                                       phrases::quoted(parent_words(from, before))
                                 : title + " is now part of " + phrases::quoted(parent));
  }
}

std::string targets_of(const Workflow& workflow, const Transition& transition) {
  std::vector<std::string> titles;
  for (const StateIndex target : transition.targets)
    titles.push_back(phrases::quoted(phrases::title(workflow.states[target])));
  return phrases::joined(titles);
}

std::vector<std::string> target_names(const Workflow& workflow, const Transition& transition) {
  std::vector<std::string> names;
  for (const StateIndex target : transition.targets)
    names.push_back(workflow.states[target].name);
  return names;
}

// One event in one state: its transitions in document order.
using Choices = std::vector<const Transition*>;

std::map<std::string, Choices> by_event(const State& state) {
  std::map<std::string, Choices> events;
  for (const Transition& transition : state.transitions)
    events[transition.descriptor].push_back(&transition);
  return events;
}

std::vector<std::string> roles_of_choices(const Choices& choices) {
  std::vector<std::string> roles;
  for (const Transition* choice : choices) {
    for (const std::string& role : added(roles, choice->by))
      roles.push_back(role);
  }
  return roles;
}

void say_roles(const std::string& where, const std::string& event,
               const std::vector<std::string>& before, const std::vector<std::string>& after,
               Sentences& out) {
  const auto more = added(before, after);
  const auto fewer = added(after, before);
  if (!more.empty()) out.push_back(where + ", " + phrases::joined(more) + " can now also " + event);
  if (!fewer.empty())
    out.push_back(where + ", " + phrases::joined(fewer) + " can no longer " + event);
}

std::string condition_words(const Transition& transition) {
  return transition.condition ? "if `" + transition.condition->text() + "`" : "always";
}

void compare_choice(const Workflow& from, const Transition& before, const Workflow& to,
                    const Transition& after, const std::string& what, Sentences& out) {
  if (condition_words(before) != condition_words(after)) {
    out.push_back(what + " is now possible " + condition_words(after) + " instead of " +
                  condition_words(before));
  }
  const std::string was = targets_of(from, before);
  const std::string is = targets_of(to, after);
  // A state that is only called otherwise is said of the state.
  if (target_names(from, before) != target_names(to, after)) {
    const std::string now = is.empty() ? "no longer leads anywhere" : "now leads to " + is;
    out.push_back(what + " " + now + (was.empty() ? "" : " instead of " + was));
  }
  const auto ask = added(before.ask, after.ask);
  const auto unasked = added(after.ask, before.ask);
  const auto labels = [](const Workflow& workflow, const std::vector<std::string>& names) {
    std::vector<std::string> words;
    for (const std::string& name : names) {
      const Field* field = workflow.field(name);
      words.push_back(field == nullptr ? phrases::quoted(name) : phrases::label(*field));
    }
    return phrases::joined(words);
  };
  if (!ask.empty()) out.push_back(what + " now asks for " + labels(to, ask));
  if (!unasked.empty()) out.push_back(what + " no longer asks for " + labels(from, unasked));
  if (after.asks_form && !before.asks_form) out.push_back(what + " now asks for the whole form");
  if (before.asks_form && !after.asks_form)
    out.push_back(what + " no longer asks for the whole form");
  const auto doings_before = phrases::doings(before.actions);
  const auto doings_after = phrases::doings(after.actions);
  const auto more = added(doings_before, doings_after);
  const auto fewer = added(doings_after, doings_before);
  if (!more.empty()) out.push_back(what + " now also " + phrases::joined(more));
  if (!fewer.empty()) out.push_back(what + " no longer " + phrases::joined(fewer));
}

void say_new(const Workflow& to, const std::string& where, const Choices& choices, Sentences& out) {
  const std::string event = phrases::event(*choices.front());
  const auto roles = roles_of_choices(choices);
  if (!roles.empty()) return say_roles(where, event, {}, roles, out);
  const std::string target = targets_of(to, *choices.front());
  out.push_back(where + ", " + event + " is now heard" +
                (target.empty() ? "" : " and leads to " + target));
}

}  // namespace

void compare_transitions(const Workflow& from, const State& before, const Workflow& to,
                         const State& after, Sentences& out) {
  const std::string where = phrases::where(after);
  const auto old_events = by_event(before);
  const auto new_events = by_event(after);
  for (const auto& [descriptor, choices] : new_events) {
    const auto old = old_events.find(descriptor);
    if (old == old_events.end()) {
      say_new(to, where, choices, out);
      continue;
    }
    const std::string event = phrases::event(*choices.front());
    say_roles(where, event, roles_of_choices(old->second), roles_of_choices(choices), out);
    const std::string what = event + " " + where;
    if (old->second.size() != choices.size()) {
      out.push_back(what + " now has " + std::to_string(choices.size()) + " ways instead of " +
                    std::to_string(old->second.size()));
      continue;
    }
    for (std::size_t i = 0; i < choices.size(); ++i)
      compare_choice(from, *old->second[i], to, *choices[i], what, out);
  }
  for (const auto& [descriptor, choices] : old_events) {
    if (new_events.contains(descriptor)) continue;
    const std::string event = phrases::event(*choices.front());
    const auto roles = roles_of_choices(choices);
    if (roles.empty()) out.push_back(where + ", " + event + " is no longer heard");
    say_roles(where, event, roles, {}, out);
  }
}

void compare_states(const Workflow& from, const Workflow& to, Sentences& out) {
  for (const State& after : to.states) {
    if (is_shown(after) && !from.state(after.name))
      out.push_back("the state " + phrases::quoted(phrases::title(after)) + " is new");
  }
  for (const State& before : from.states) {
    if (is_shown(before) && !to.state(before.name))
      out.push_back("the state " + phrases::quoted(phrases::title(before)) + " is gone");
  }
  for (StateIndex index = 0; index < to.states.size(); ++index) {
    const State& after = to.states[index];
    const auto same = index == root_state ? std::optional(root_state) : from.state(after.name);
    if (!same) continue;
    const State& before = from.states[*same];
    if (is_shown(after)) compare_kind(from, before, to, after, out);
    compare_transitions(from, before, to, after, out);
    compare_rules(from, before, to, after, out);
  }
}

}  // namespace accolade
