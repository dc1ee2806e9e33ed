// Reads a map against the two versions that it is about.
#include <algorithm>

#include "engine/condition/suggestion.h"
#include "engine/definition/report.h"
#include "engine/definition/words.h"
#include "engine/definition/yaml.h"
#include "engine/move/mapping.h"
#include "engine/move/old_scope.h"

namespace accolade {
namespace {

constexpr std::string_view dropped_word = "dropped";

using KnownNames = std::vector<std::string>;

KnownNames state_names(const Workflow& workflow) {
  KnownNames names;
  for (const State& state : workflow.states) {
    if (!state.name.empty()) names.push_back(state.name);
  }
  return names;
}

KnownNames field_names_of(const Workflow& workflow) {
  KnownNames names;
  for (const Field& field : workflow.fields)
    names.push_back(field.name);
  return names;
}

KnownNames role_names_of(const Workflow& workflow) {
  KnownNames names;
  for (const auto& [role, source] : workflow.people)
    names.push_back(role);
  return names;
}

KnownNames outcomes_of(const Workflow& workflow) {
  KnownNames names;
  for (const State& state : workflow.states) {
    const bool is_end = state.kind == State::Kind::Final && state.parent == root_state;
    if (is_end) names.push_back(state.outcome.empty() ? state.name : state.outcome);
  }
  return names;
}

void collect_sends(const Actions& actions, KnownNames& names) {
  for (const Action& action : actions) {
    if (const auto* send = std::get_if<Send>(&action.what)) names.push_back(send->event);
    if (const auto* branch = std::get_if<Branch>(&action.what)) {
      if (branch->then) collect_sends(*branch->then, names);
      if (branch->otherwise) collect_sends(*branch->otherwise, names);
    }
  }
}

// `reminder`, and `draft.reminder` for the one of that state alone.
KnownNames timer_names(const Workflow& workflow) {
  KnownNames names;
  for (const State& state : workflow.states) {
    for (const TimerRule& rule : state.timers) {
      names.push_back(rule.name);
      names.push_back((state.name.empty() ? "/" : state.name) + "." + rule.name);
    }
    collect_sends(state.entry, names);
    collect_sends(state.exit, names);
    if (state.initial) collect_sends(state.initial->actions, names);
    for (const Transition& transition : state.transitions) {
      collect_sends(transition.actions, names);
    }
  }
  return names;
}

// What something of the new version can be called as the target of a timer.
KnownNames timer_targets(const Workflow& workflow) {
  KnownNames names = timer_names(workflow);
  for (const State& state : workflow.states) {
    for (const Transition& transition : state.transitions)
      names.push_back(transition.descriptor);
  }
  return names;
}

// The two sides of one word of the map, and what its entries are called in messages.
struct Sides {
  std::string what;
  KnownNames old_names, new_names;
  bool may_drop = true;
};

class MapReader {
 public:
  MapReader(const Package& from, const Package& to, Report& report)
      : from_(from), to_(to), report_(report) {}

  Mapping read(const YamlNode& root) {
    Mapping mapping;
    if (!is_map(&root, report_)) return mapping;
    for (std::size_t i = 0; i < root.items.size(); ++i) {
      const std::string& name = root.keys[i].text;
      const Workflow* before = from_.workflow(name);
      const Workflow* after = to_.workflow(name);
      if (before == nullptr || after == nullptr) {
        KnownNames names;
        for (const auto& [known, workflow] : from_.workflows)
          names.push_back(known);
        report_.error(root.keys[i].place,
                      "`" + name + "` is no workflow of both versions" + did_you_mean(name, names));
        continue;
      }
      mapping.workflows[name] = read_workflow(*before, *after, root.items[i]);
    }
    return mapping;
  }

 private:
  WorkflowMap read_workflow(const Workflow& before, const Workflow& after, const YamlNode& node) {
    WorkflowMap map;
    Words words(node, "the map of a workflow", report_);
    map.states = read_states(words.take("states"), before, after);
    map.fields =
        read_names(words.take("fields"), {"field", field_names_of(before), field_names_of(after)});
    map.values = read_values(words.take("values"), before, after);
    map.timers =
        read_names(words.take("timers"), {"timer", timer_names(before), timer_targets(after)});
    map.roles =
        read_names(words.take("roles"), {"role", role_names_of(before), role_names_of(after)});
    map.outcomes = read_names(words.take("outcomes"),
                              {"outcome", outcomes_of(before), outcomes_of(after), false});
    words.refuse_others();
    return map;
  }

  bool expect_name(const std::string& name, const Place& place, const KnownNames& known,
                   const std::string& what) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return true;
    if (!report_.is_full())
      report_.error(place, "`" + name + "` is no " + what + did_you_mean(name, known));
    return false;
  }

  std::map<std::string, std::string> read_names(const YamlNode* node, const Sides& sides) {
    std::map<std::string, std::string> names;
    if (node == nullptr || !is_map(node, report_)) return names;
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      const YamlKey& key = node->keys[i];
      const YamlNode& target = node->items[i];
      if (!expect_name(key.text, key.place, sides.old_names, sides.what + " of the old version"))
        continue;
      const std::string name = text_of(&target, report_);
      const bool is_dropped = sides.may_drop && name == dropped_word;
      if (is_dropped ||
          expect_name(name, target.place, sides.new_names, sides.what + " of the new version")) {
        names[key.text] = is_dropped ? "" : name;
      }
    }
    return names;
  }

  std::map<std::string, std::vector<std::string>> read_states(const YamlNode* node,
                                                              const Workflow& before,
                                                              const Workflow& after) {
    std::map<std::string, std::vector<std::string>> states;
    if (node == nullptr || !is_map(node, report_)) return states;
    const KnownNames old_names = state_names(before);
    const KnownNames new_names = state_names(after);
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      const YamlKey& key = node->keys[i];
      if (!expect_name(key.text, key.place, old_names, "state of the old version")) continue;
      std::vector<std::string>& targets = states[key.text];
      const State::Kind kind = before.states[*before.state(key.text)].kind;
      const bool is_history =
          kind == State::Kind::ShallowHistory || kind == State::Kind::DeepHistory;
      for (const YamlNode* target : scalars_of(&node->items[i], report_)) {
        if (is_history && target->text == dropped_word) continue;
        if (expect_name(target->text, target->place, new_names, "state of the new version"))
          targets.push_back(target->text);
      }
    }
    return states;
  }

  std::map<std::string, Expression> read_values(const YamlNode* node, const Workflow& before,
                                                const Workflow& after) {
    std::map<std::string, Expression> values;
    if (node == nullptr || !is_map(node, report_)) return values;
    const KnownNames new_names = field_names_of(after);
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      const YamlKey& key = node->keys[i];
      if (!expect_name(key.text, key.place, new_names, "field of the new version")) continue;
      read_value(node->items[i], before, *after.field(key.text), values);
    }
    return values;
  }

  void read_value(const YamlNode& node, const Workflow& before, const Field& field,
                  std::map<std::string, Expression>& values) {
    const std::string text = text_of(&node, report_);
    if (node.kind != YamlNode::Kind::Scalar) return;
    Compiled compiled =
        compile(text, OldScope(from_, before), condition_type(field), Absence::Allowed);
    if (auto* expression = std::get_if<Expression>(&compiled)) {
      values.emplace(field.name, std::move(*expression));
      return;
    }
    const ConditionError& error = std::get<ConditionError>(compiled);
    report_.error(place_within(node, error.offset, report_), error.message);
  }

  const Package& from_;
  const Package& to_;
  Report& report_;
};

}  // namespace

Loaded<Mapping> read_mapping(const std::string& file, std::string_view yaml, const Package& from,
                             const Package& to) {
  const bool is_blank = yaml.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (is_blank) return {Mapping{}, {}};
  Report report;
  report.add_source(file, yaml);
  const std::optional<YamlNode> root = read_yaml(file, yaml, report);
  if (!root) return {std::nullopt, report.diagnostics()};
  Mapping mapping = MapReader(from, to, report).read(*root);
  if (report.has_errors()) return {std::nullopt, report.diagnostics()};
  return {std::move(mapping), report.diagnostics()};
}

}  // namespace accolade
