// The names of a file: fields, roles, deadlines and the tree of states.
#include "engine/definition/outline.h"

#include <array>

#include "engine/condition/suggestion.h"
#include "engine/definition/field_reader.h"
#include "engine/definition/naming.h"

namespace accolade {
namespace {

class StateTree {
 public:
  StateTree(Outline& outline, Report& report) : outline_(outline), report_(report) {}

  void read_root() {
    State root;
    root.kind = State::Kind::Compound;
    root.place = outline_.words[root_state].node().place;
    states().push_back(std::move(root));
    const YamlNode* children = outline_.words[root_state].take("states");
    if (children == nullptr)
      return report_.error(states()[root_state].place, "a workflow needs `states:`");
    read_children(root_state, *children);
  }

 private:
  std::vector<State>& states() { return outline_.workflow.states; }

  void read_children(StateIndex parent, const YamlNode& children) {
    if (children.keys.empty() && children.kind == YamlNode::Kind::Map)
      report_.error(children.place, "`states:` holds at least one state");
    if (children.kind == YamlNode::Kind::Null)
      report_.error(children.place, "`states:` holds at least one state");
    if (!is_map(&children, report_)) return;
    for (std::size_t i = 0; i < children.items.size(); ++i)
      read_state(parent, children.keys[i], children.items[i]);
  }

  void read_state(StateIndex parent, const YamlKey& key, const YamlNode& node) {
    if (states().size() > states_max) return;
    const StateIndex index = states().size();
    if (index == states_max) report_.error(key.place, "a workflow has at most 2,000 states");
    if (!is_state_name(key.text))
      report_.error(key.place, "`" + key.text + "` cannot be the name of a state");
    if (!outline_.states.emplace(key.text, index).second)
      report_.error(key.place,
                    "there is another state `" + key.text + "`; names are unique in a file");

    State state;
    state.name = key.text;
    state.parent = parent;
    state.depth = states()[parent].depth + 1;
    state.place = key.place;
    states().push_back(std::move(state));
    outline_.words.emplace_back(node, "a state", report_);
    read_kind(index);

    const State::Kind kind = states()[index].kind;
    const bool is_history = kind == State::Kind::ShallowHistory || kind == State::Kind::DeepHistory;
    State& above = states()[parent];
    (is_history ? above.history : above.children).push_back(index);
    if (const YamlNode* children = outline_.words[index].take("states")) {
      if (kind == State::Kind::Compound || kind == State::Kind::Parallel)
        read_children(index, *children);
      else
        report_.error(children->place, "a final or history state has no states inside");
    }
  }

  void read_kind(StateIndex index) {
    Words& words = outline_.words[index];
    State& state = states()[index];
    const YamlNode* final = words.take("final");
    const YamlNode* history = words.take("history");
    const bool is_parallel = truth_of(words.take("parallel"), report_);
    if ((final != nullptr) + (history != nullptr) + static_cast<int>(is_parallel) > 1)
      report_.error(state.place, "a state is only one of `final`, `history` and `parallel`");

    if (words.has("states")) state.kind = State::Kind::Compound;
    if (is_parallel) state.kind = State::Kind::Parallel;
    if (is_parallel && !words.has("states"))
      report_.error(state.place, "a parallel state needs `states:`");
    if (history != nullptr) state.kind = history_kind(*history);
    if (final != nullptr) read_final(*final, state);
  }

  State::Kind history_kind(const YamlNode& node) {
    if (node.text == "deep") return State::Kind::DeepHistory;
    if (node.text != "shallow") report_.error(node.place, "`shallow` or `deep` is expected here");
    return State::Kind::ShallowHistory;
  }

  void read_final(const YamlNode& node, State& state) {
    state.kind = State::Kind::Final;
    state.outcome = text_of(&node, report_);
    if (state.outcome.empty() || state.outcome == "true" || state.outcome == "false")
      report_.error(node.place, "an end says what it means, as in `final: awarded`");
  }

  Outline& outline_;
  Report& report_;
};

struct Source {
  std::string_view name;
  RoleSource source;
};
constexpr std::array<Source, 4> sources = {
    {{"creator", RoleSource::Creator},
     {"assigned", RoleSource::Assigned},
     {"above", RoleSource::Above},
     {"head of organisation", RoleSource::HeadOfOrganisation}}};

// `{elsewhere: [editor, head]}`, or `{told_by: nomination}`
void read_others(const std::string& role, const YamlNode& how, Workflow& workflow, Report& report) {
  Words words(how, "a role", report);
  if (const YamlNode* told_by = words.take("told_by")) {
    workflow.people[role] = RoleSource::Told;
    workflow.told_by[role] = text_of(told_by, report);
    words.refuse_others();
    return;
  }
  workflow.people[role] = RoleSource::Elsewhere;
  const YamlNode* elsewhere = words.take("elsewhere");
  workflow.elsewhere[role] = texts_of(elsewhere, report);
  if (workflow.elsewhere[role].empty())
    report.error(how.place,
                 "say which roles, as in `{elsewhere: [editor]}` or `{told_by: nomination}`");
  words.refuse_others();
}

// A role held elsewhere is one that this workflow has, too: else it would be held below as well,
// and nobody could tell which is meant.
void check_elsewhere(const YamlNode* people, const Workflow& workflow, Report& report) {
  for (const auto& [role, others] : workflow.elsewhere) {
    for (const std::string& other : others) {
      const auto found = workflow.people.find(other);
      if (found != workflow.people.end() && found->second != RoleSource::Elsewhere) continue;
      report.error(people->place, "`" + other + "` is no role of " + workflow.name +
                                      " itself, which `elsewhere` needs");
    }
  }
}

void read_people(const YamlNode* people, Workflow& workflow, Report& report) {
  if (!is_map(people, report)) return;
  for (std::size_t i = 0; i < people->items.size(); ++i) {
    const YamlKey& role = people->keys[i];
    const YamlNode& how = people->items[i];
    if (!is_name(role.text) || role.text == "anyone")
      report.error(role.place, "`" + role.text + "` cannot be the name of a role");
    if (how.kind == YamlNode::Kind::Map) {
      read_others(role.text, how, workflow, report);
      continue;
    }
    std::vector<std::string> names;
    bool is_known = false;
    for (const Source& candidate : sources) {
      names.emplace_back(candidate.name);
      if (candidate.name != how.text) continue;
      workflow.people[role.text] = candidate.source;
      is_known = true;
    }
    if (!is_known)
      report.error(how.place, "`" + how.text + "` is not a way to get a role: " + listed(names));
  }
  check_elsewhere(people, workflow, report);
}

void read_deadline_names(const YamlNode* deadlines, Workflow& workflow, Report& report) {
  if (!is_map(deadlines, report)) return;
  for (const YamlKey& key : deadlines->keys) {
    if (!is_field_name(key.text))
      report.error(key.place, "`" + key.text + "` cannot be the name of a deadline");
    Deadline deadline;
    deadline.name = key.text;
    deadline.place = key.place;
    workflow.deadlines.emplace(key.text, std::move(deadline));
  }
}

void read_head(Words& words, Outline& outline, Report& report) {
  Workflow& workflow = outline.workflow;
  const YamlNode* name = words.take("workflow");
  workflow.name = text_of(name, report);
  if (name == nullptr) report.error(words.node().place, "a file begins with `workflow: NAME`");
  if (name != nullptr && !is_name(workflow.name))
    report.error(name->place, "`" + workflow.name + "` cannot be the name of a workflow");
  workflow.title = sentence_case(workflow.name);
  if (const YamlNode* title = words.take("title")) workflow.title = text_of(title, report);
  workflow.about = text_of(words.take("about"), report);
  if (const YamlNode* calendar = words.take("calendar")) {
    workflow.calendar_name = text_of(calendar, report);
    workflow.calendar_place = calendar->place;
    if (!is_name(workflow.calendar_name))
      report.error(calendar->place, "the name of a file in `calendars/` is expected here");
  }
  const YamlNode* parent = words.take("parent");
  workflow.parent = text_of(parent, report);
  if (parent != nullptr) outline.parent_place = parent->place;
}

}  // namespace

const Field* Outline::field(std::string_view name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? nullptr : &workflow.fields[found->second];
}

std::optional<StateIndex> Outline::state(std::string_view name) const {
  const auto found = states.find(name);
  if (found == states.end()) return std::nullopt;
  return found->second;
}

Outline read_outline(const std::string& file, const YamlNode& yaml, Report& report) {
  Outline outline;
  outline.workflow.file = file;
  outline.words.emplace_back(yaml, "a workflow", report);
  {
    Words& words = outline.words[root_state];
    read_head(words, outline, report);
    outline.workflow.fields = read_fields(words.take("fields"), report);
    for (std::size_t i = 0; i < outline.workflow.fields.size(); ++i)
      outline.fields.emplace(outline.workflow.fields[i].name, i);
    for (Field& field : read_fields(words.take("parent_fields"), report)) {
      std::string name = field.name;
      outline.parent_fields.emplace(std::move(name), std::move(field));
    }
    read_people(words.take("people"), outline.workflow, report);
    const YamlNode* deadlines = words.take("deadlines");
    read_deadline_names(deadlines, outline.workflow, report);
  }
  StateTree(outline, report).read_root();
  return outline;
}

}  // namespace accolade
