// Copies a workflow without what the search does not need, and with marks.
#include "engine/verify/slice.h"

#include <algorithm>
#include <charconv>

namespace accolade {
namespace {

// No field can be called so, nor so.
constexpr std::string_view mark_prefix = "#";
constexpr std::string_view place_prefix = "@";

class Slicing {
 public:
  Slicing(const Workflow& original, const Variables& variables)
      : original_(original), variables_(variables) {}

  Actions cut(const Actions& actions) const {
    Actions kept;
    for (const Action& action : actions) {
      if (std::optional<Action> cut = cut_one(action)) kept.push_back(std::move(*cut));
    }
    return kept;
  }

  void cut(std::vector<std::string>& fields) const {
    std::erase_if(fields, [&](const std::string& name) { return !variables_.reads_field(name); });
  }

 private:
  std::optional<Action> forget_person(const Place& place) const {
    Assign emptied;
    for (const Field& field : original_.fields) {
      if (field.personal && variables_.reads_field(field.name))
        emptied.fields.emplace_back(field.name, Expression());
    }
    if (emptied.fields.empty()) return std::nullopt;
    return Action{std::move(emptied), place};
  }

  std::optional<Action> cut_one(const Action& action) const {
    if (std::holds_alternative<Mail>(action.what)) return std::nullopt;
    if (std::holds_alternative<Appoint>(action.what)) return forget_person(action.place);
    if (const Assign* assign = std::get_if<Assign>(&action.what)) {
      Assign kept = *assign;
      std::erase_if(kept.fields,
                    [&](const auto& field) { return !variables_.reads_field(field.first); });
      if (kept.fields.empty()) return std::nullopt;
      return Action{std::move(kept), action.place};
    }
    if (const Branch* branch = std::get_if<Branch>(&action.what)) {
      Branch kept = *branch;
      if (branch->then) kept.then = std::make_shared<const Actions>(cut(*branch->then));
      if (branch->otherwise)
        kept.otherwise = std::make_shared<const Actions>(cut(*branch->otherwise));
      return Action{std::move(kept), action.place};
    }
    if (const Start* start = std::get_if<Start>(&action.what)) {
      Start kept;
      kept.workflow = start->workflow;
      return Action{std::move(kept), action.place};
    }
    return action;
  }

  const Workflow& original_;
  const Variables& variables_;
};

Action mark(std::size_t number) {
  Assign assign;
  assign.fields.emplace_back(std::string(mark_prefix) + std::to_string(number), Expression());
  return {std::move(assign), {}};
}

// Which place it is does not matter to where it goes, but whether there is one does.
void name_places(Slice& slice) {
  const std::set<std::string> names = slice.workflow.place_fields();
  const auto stand_in = [](const std::string& name) { return std::string(place_prefix) + name; };
  for (const std::string& name : names) {
    Field field;
    field.name = stand_in(name);
    field.type = FieldType::OnePlace;
    field.of = "parent." + field.name;
    field.initial = Value("here");
    slice.pools.insert(field.name + ".here");
    slice.workflow.fields.push_back(std::move(field));
  }
  for (State& state : slice.workflow.states) {
    for (std::string& name : state.holds)
      name = stand_in(name);
    if (!state.waits_for.empty()) state.waits_for = stand_in(state.waits_for);
  }
}

// Steps count for conditions alone; a search counts for promises, too.
void count_what_is_promised(const Workflow& original, Workflow& workflow) {
  const auto add = [&](const std::optional<Expression>& expression) {
    if (!expression) return;
    for (const Reading& reading : expression->readings()) {
      const std::vector<Tally>& known = workflow.tallies;
      if (reading.kind != Reading::Kind::Tally) continue;
      if (std::find(known.begin(), known.end(), reading.tally) == known.end())
        workflow.tallies.push_back(reading.tally);
    }
  };
  for (const Promise& promise : original.promises) {
    add(promise.condition);
    add(promise.claim);
    add(promise.then);
  }
}

}  // namespace

Slice slice_of(const Workflow& original, const Variables& variables) {
  const Slicing slicing(original, variables);
  Slice slice{original, {}, {}, {}};
  Workflow& workflow = slice.workflow;
  std::erase_if(workflow.fields,
                [&](const Field& field) { return !variables.reads_field(field.name); });
  workflow.pages.clear();
  workflow.lists.clear();
  count_what_is_promised(original, workflow);
  name_places(slice);
  for (StateIndex index = 0; index < workflow.states.size(); ++index) {
    State& state = workflow.states[index];
    state.sees.clear();
    state.entry = slicing.cut(state.entry);
    state.exit = slicing.cut(state.exit);
    if (state.initial) state.initial->actions = slicing.cut(state.initial->actions);
    for (auto& [role, fields] : state.form)
      slicing.cut(fields);
    for (std::size_t number = 0; number < state.transitions.size(); ++number) {
      Transition& transition = state.transitions[number];
      slicing.cut(transition.ask);
      transition.actions = slicing.cut(transition.actions);
      transition.actions.insert(transition.actions.begin(), mark(slice.transitions.size()));
      slice.transitions.push_back(&original.states[index].transitions[number]);
    }
  }
  slice.live = live_names(workflow);
  return slice;
}

std::string field_of_pool(const std::string& pool) {
  return pool.substr(place_prefix.size(), pool.find('.') - place_prefix.size());
}

std::string pool_for(const Slice& slice, const std::string& field) {
  for (const std::string& pool : slice.pools)
    if (field_of_pool(pool) == field) return pool;
  return {};
}

std::vector<std::size_t> take_marks(Fields& fields) {
  std::vector<std::size_t> taken;
  for (auto field = fields.begin();
       field != fields.end() && field->first.starts_with(mark_prefix);) {
    std::size_t number = 0;
    const char* begin = field->first.data();
    std::from_chars(begin + mark_prefix.size(), begin + field->first.size(), number);
    taken.push_back(number);
    field = fields.erase(field);
  }
  return taken;
}

}  // namespace accolade
