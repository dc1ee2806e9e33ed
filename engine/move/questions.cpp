// Finds what is gone, what may take its place, and what is most like it.
#include "engine/move/questions.h"

#include <algorithm>
#include <set>

#include "engine/condition/suggestion.h"
#include "engine/definition/naming.h"
#include "engine/machine/sentences.h"
#include "engine/move/fields.h"
#include "engine/move/phrases.h"

namespace accolade {
namespace {

// Names with the titles that people know, in document order.
using Titles = std::vector<MapOption>;

const MapOption* option_named(const Titles& options, const std::string& value) {
  const auto found = std::ranges::find(options, value, &MapOption::value);
  return found == options.end() ? nullptr : &*found;
}

// The one of the same title, else of a name that is the same but for two letters; empty: none.
std::string nearest(const MapOption& gone, const Titles& options) {
  const auto titled = std::ranges::find(options, gone.text, &MapOption::text);
  if (titled != options.end()) return titled->value;
  for (const MapOption& option : options) {
    const std::vector<std::string> names{option.value};
    if (!did_you_mean(gone.value, names).empty()) return option.value;
  }
  return "";
}

// Two things of one title are told apart by their names.
Titles told_apart(Titles options) {
  std::map<std::string, int> times;
  for (const MapOption& option : options)
    ++times[option.text];
  for (MapOption& option : options) {
    if (times[option.text] > 1) option.text += " (" + option.value + ")";
  }
  return options;
}

// `gone` in a workflow that both versions have, and everything that is asked about it.
class Asking {
 public:
  Asking(const Workflow& from, const Workflow& to, const std::vector<Gap>& gaps,
         const MapAnswers& answers)
      : from_(from), to_(to) {
    for (const Gap& gap : gaps) {
      if (gap.workflow == from.name) lacking_.insert({gap.lacks.word, gap.lacks.name});
    }
    for (const auto& [key, answer] : answers) {
      if (!key.starts_with(from.name + ".")) continue;
      const std::string rest = key.substr(from.name.size() + 1);
      const std::size_t dot = rest.find('.');
      if (dot != std::string::npos) lacking_.insert({rest.substr(0, dot), rest.substr(dot + 1)});
    }
  }

  std::vector<MapQuestion> run() {
    ask_states();
    ask_fields();
    ask_timers();
    ask_roles();
    ask_outcomes();
    return std::move(asked_);
  }

 private:
  bool is_lacking(const std::string& word, const std::string& name) const {
    return lacking_.contains({word, name});
  }

  void ask(const std::string& word, const MapOption& gone, Titles options,
           const std::string& otherwise = "") {
    MapQuestion question{from_.name, {word, gone.value, nearest(gone, options)}, gone.text, {}};
    if (question.entry.value.empty()) question.entry.value = otherwise;
    question.options = told_apart(std::move(options));
    if (otherwise == dropped_name) question.options.push_back({dropped_name, ""});
    asked_.push_back(std::move(question));
  }

  // Where one alone is gone and one alone is new, the one took the place of the other.
  std::string only_new_state(const Titles& options) const {
    const auto are_gone = std::ranges::count_if(from_.states, [&](const State& state) {
      return !state.name.empty() && may_matter(state) && !to_.state(state.name);
    });
    Titles fresh;
    std::ranges::copy_if(options, std::back_inserter(fresh),
                         [&](const MapOption& option) { return !from_.state(option.value); });
    return are_gone == 1 && fresh.size() == 1 ? fresh.front().value : "";
  }

  // Something can stand here, or its timers run while something stands inside.
  static bool may_matter(const State& state) {
    return is_history(state) || state.children.empty() || !state.timers.empty();
  }

  void ask_states() {
    for (const State& state : from_.states) {
      if (state.name.empty()) continue;
      const bool is_gone = !to_.state(state.name) && may_matter(state);
      if (!is_gone && !is_lacking("states", state.name)) continue;
      Titles options;
      for (const State& after : to_.states) {
        const bool is_alike =
            is_history(state) == is_history(after) &&
            (state.kind == State::Kind::Final) == (after.kind == State::Kind::Final);
        if (!after.name.empty() && is_alike) options.push_back({after.name, phrases::title(after)});
      }
      const std::string instead = is_history(state) ? dropped_name : only_new_state(options);
      ask("states", {state.name, phrases::title(state)}, std::move(options), instead);
    }
  }

  void ask_fields() {
    for (const Field& field : from_.fields) {
      const Field* same = to_.field(field.name);
      // A gap says of the new field that its values would have to be computed.
      const bool is_lacking_value = same != nullptr && is_lacking("values", field.name);
      if (same != nullptr && !is_lacking_value && !is_lacking("fields", field.name)) continue;
      Titles options;
      for (const Field& after : to_.fields) {
        const bool is_free = from_.field(after.name) == nullptr || after.name == field.name;
        if (is_free && goes_into(field, after))
          options.push_back(
              {after.name, after.label.empty() ? sentence_case(after.name) : after.label});
      }
      ask("fields", {field.name, field.label.empty() ? sentence_case(field.name) : field.label},
          std::move(options), dropped_name);
    }
  }

  static Titles timers_of(const Workflow& workflow) {
    Titles timers;
    for (const State& state : workflow.states) {
      for (const TimerRule& rule : state.timers) {
        if (!option_named(timers, rule.name))
          timers.push_back({rule.name, label_of(workflow, rule.name)});
      }
    }
    return timers;
  }

  void ask_timers() {
    const Titles after = timers_of(to_);
    Titles before = timers_of(from_);
    // Events that were sent to come later are no timers, and lack a place like them.
    for (const auto& [word, name] : lacking_) {
      if (word == "timers" && !option_named(before, name))
        before.push_back({name, label_of(from_, name)});
    }
    for (const MapOption& timer : before) {
      const bool is_gone = !option_named(after, timer.value);
      if (is_gone || is_lacking("timers", timer.value)) ask("timers", timer, after, dropped_name);
    }
  }

  void ask_roles() {
    const auto is_own = [](RoleSource source) {
      return source == RoleSource::Creator || source == RoleSource::Assigned;
    };
    for (const auto& [role, source] : from_.people) {
      const auto same = to_.people.find(role);
      const bool is_gone = is_own(source) && same == to_.people.end();
      if (!is_gone && !is_lacking("roles", role)) continue;
      Titles options;
      for (const auto& [after, how] : to_.people) {
        if (how != RoleSource::Above) options.push_back({after, sentence_case(after)});
      }
      ask("roles", {role, sentence_case(role)}, std::move(options), dropped_name);
    }
  }

  static Titles outcomes_of(const Workflow& workflow) {
    Titles outcomes;
    for (const State& state : workflow.states) {
      if (state.kind != State::Kind::Final || state.parent != root_state) continue;
      const std::string& outcome = state.outcome.empty() ? state.name : state.outcome;
      if (!option_named(outcomes, outcome)) outcomes.push_back({outcome, phrases::title(state)});
    }
    return outcomes;
  }

  void ask_outcomes() {
    const Titles after = outcomes_of(to_);
    for (const MapOption& outcome : outcomes_of(from_)) {
      const bool is_gone = !option_named(after, outcome.value);
      if (is_gone || is_lacking("outcomes", outcome.value)) ask("outcomes", outcome, after);
    }
  }

  const Workflow& from_;
  const Workflow& to_;
  std::set<std::pair<std::string, std::string>> lacking_;
  std::vector<MapQuestion> asked_;
};

std::string in_yaml(const std::string& name) {
  return "\"" + name + "\"";  // names have no quotes and no backslashes
}

}  // namespace

std::string key_of(const MapQuestion& question) {
  return question.workflow + "." + question.entry.word + "." + question.entry.name;
}

std::vector<MapQuestion> questions(const Package& from, const Package& to,
                                   const std::vector<Gap>& gaps, const MapAnswers& answers) {
  std::vector<MapQuestion> all;
  for (const auto& [name, before] : from.workflows) {
    const Workflow* after = to.workflow(name);
    if (after == nullptr || after->parent != before.parent) continue;
    for (MapQuestion& question : Asking(before, *after, gaps, answers).run())
      all.push_back(std::move(question));
  }
  return all;
}

std::string answer_to(const MapQuestion& question, const MapAnswers& answers) {
  const auto given = answers.find(key_of(question));
  if (given == answers.end()) return question.entry.value;
  return option_named(question.options, given->second) ? given->second : "";
}

std::string map_of(const std::vector<MapQuestion>& questions, const MapAnswers& answers) {
  std::map<std::string, std::map<std::string, std::string>> words;
  for (const MapQuestion& question : questions) {
    const std::string answer = answer_to(question, answers);
    if (answer.empty()) continue;
    std::string& entries = words[question.workflow][question.entry.word];
    entries +=
        (entries.empty() ? "" : ", ") + in_yaml(question.entry.name) + ": " + in_yaml(answer);
  }
  std::string yaml;
  for (const auto& [workflow, lines] : words) {
    yaml += in_yaml(workflow) + ":\n";
    for (const auto& [word, entries] : lines)
      yaml += "  " + word + ": {" + entries + "}\n";
  }
  return yaml;
}

}  // namespace accolade
