// What is different about time, duties, forms and sight in one state.
#include <algorithm>

#include "engine/move/difference_parts.h"
#include "engine/move/phrases.h"

namespace accolade {
namespace {

const TimerRule* timer_named(const State& state, const std::string& name) {
  for (const TimerRule& rule : state.timers) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

// "48 h" where both come before the same deadline, or both some time later; else the whole phrase.
std::string instead(const TimerRule& before, const TimerRule& after) {
  const bool is_same_deadline = !after.deadline.empty() && before.deadline == after.deadline;
  const bool are_before = before.offset < Duration{} && after.offset < Duration{};
  if (is_same_deadline && are_before) return phrases::span(-before.offset);
  return phrases::moment(before);
}

void compare_timers(const State& before, const State& after, Sentences& out) {
  const std::string where = phrases::where(after);
  for (const TimerRule& rule : after.timers) {
    const TimerRule* old = timer_named(before, rule.name);
    const std::string what = "the " + rule.name + " " + where;
    if (old == nullptr) {
      out.push_back(what + " is new: it comes " + phrases::moment(rule));
      continue;
    }
    if (phrases::moment(*old) != phrases::moment(rule)) {
      out.push_back(what + " now comes " + phrases::moment(rule) + " instead of " +
                    instead(*old, rule));
    }
    if (old->late_fires != rule.late_fires) {
      out.push_back(what + (rule.late_fires ? " now comes even when it is late"
                                            : " is now left out when it is late"));
    }
  }
  for (const TimerRule& rule : before.timers) {
    if (timer_named(after, rule.name) == nullptr)
      out.push_back("the " + rule.name + " " + where + " is gone");
  }
}

std::string expected_words(const State& state) {
  if (state.expected_working_days)
    return std::to_string(*state.expected_working_days) + " working days";
  return state.expected ? phrases::span(*state.expected) : "";
}

void compare_duties(const State& before, const State& after, Sentences& out) {
  const std::string where = phrases::where(after);
  if (before.owes != after.owes) {
    const std::string now = after.owes.empty() ? "nobody" : after.owes;
    out.push_back(where + ", " + now + " has to act" +
                  (before.owes.empty() ? "" : " instead of " + before.owes));
  }
  const std::string was = expected_words(before);
  const std::string is = expected_words(after);
  if (was != is) {
    out.push_back(is.empty() ? where + ", nothing says any more how long it should take"
                             : where + ", it should now take " + is +
                                   (was.empty() ? "" : " instead of " + was));
  }
  const auto held = added(before.holds, after.holds);
  const auto freed = added(after.holds, before.holds);
  if (!held.empty()) out.push_back(where + ", it now holds a place of " + phrases::joined(held));
  if (!freed.empty())
    out.push_back(where + ", it no longer holds a place of " + phrases::joined(freed));
  const auto excluded = added(before.excludes, after.excludes);
  if (!excluded.empty())
    out.push_back(where + ", " + phrases::joined(excluded) + " no longer sees what is above");
  if (!before.is_public && after.is_public) out.push_back(where + ", it is now public");
  if (before.is_public && !after.is_public) out.push_back(where + ", it is no longer public");
}

std::string field_labels(const Workflow& workflow, const std::vector<std::string>& names) {
  std::vector<std::string> words;
  for (const std::string& name : names) {
    const Field* field = workflow.field(name);
    words.push_back(field == nullptr ? phrases::quoted(name) : phrases::label(*field));
  }
  return phrases::joined(words);
}

void compare_forms(const Workflow& from, const State& before, const Workflow& to,
                   const State& after, Sentences& out) {
  const std::string where = phrases::where(after);
  const auto form_of = [](const State& state, const std::string& role) {
    const auto found = state.form.find(role);
    return found == state.form.end() ? std::vector<std::string>() : found->second;
  };
  std::set<std::string> roles;
  for (const State* state : {&before, &after}) {
    for (const auto& [role, form] : state->form)
      roles.insert(role);
  }
  for (const std::string& role : roles) {
    const auto more = added(form_of(before, role), form_of(after, role));
    const auto fewer = added(form_of(after, role), form_of(before, role));
    if (!more.empty())
      out.push_back(where + ", " + role + " is now asked for " + field_labels(to, more));
    if (!fewer.empty())
      out.push_back(where + ", " + role + " is no longer asked for " + field_labels(from, fewer));
  }
}

std::vector<std::string> fields_seen(const Workflow& workflow, const Sight& sight) {
  std::vector<std::string> names(sight.fields.begin(), sight.fields.end());
  if (!sight.all_fields) return names;
  names.clear();
  for (const Field& field : workflow.fields)
    names.push_back(field.name);
  return names;
}

void compare_sights(const Workflow& from, const State& before, const Workflow& to,
                    const State& after, Sentences& out) {
  const std::string where = phrases::where(after);
  const auto sight_in = [](const State& state, const std::string& role) {
    const auto found = state.sees.find(role);
    return found == state.sees.end() ? Sight{} : found->second;
  };
  std::set<std::string> roles;
  for (const State* state : {&before, &after}) {
    for (const auto& [role, sight] : state->sees)
      roles.insert(role);
  }
  for (const std::string& role : roles) {
    const Sight was = sight_in(before, role);
    const Sight is = sight_in(after, role);
    const auto fields_before = fields_seen(from, was);
    const auto fields_after = fields_seen(to, is);
    // What is new or gone altogether is said of the field already.
    auto more = added(fields_before, fields_after);
    auto fewer = added(fields_after, fields_before);
    const auto is_seen_anyway = [](const Sight& sight, const Workflow& other) {
      return [&sight, &other](const std::string& name) {
        return sight.all_fields && other.field(name) == nullptr;
      };
    };
    std::erase_if(more, is_seen_anyway(is, from));
    std::erase_if(fewer, is_seen_anyway(was, to));
    const std::string subject = where + ", " + role;
    if (!more.empty()) out.push_back(subject + " now also sees " + field_labels(to, more));
    if (!fewer.empty()) out.push_back(subject + " no longer sees " + field_labels(from, fewer));
    if (was.all_history != is.all_history || was.history != is.history)
      out.push_back(subject + " sees another part of the history");
    if (was.all_names != is.all_names || was.names != is.names)
      out.push_back(subject + " sees other names");
  }
}

}  // namespace

void compare_rules(const Workflow& from, const State& before, const Workflow& to,
                   const State& after, Sentences& out) {
  compare_timers(before, after, out);
  compare_duties(before, after, out);
  compare_forms(from, before, to, after, out);
  compare_sights(from, before, to, after, out);
}

}  // namespace accolade
