// Copies a workflow without what the search does not need, and with marks.
#include "engine/verify/slice.h"

#include <algorithm>
#include <charconv>

#include "engine/condition/node.h"

namespace accolade {
namespace {

// No field can be called so, nor so.
constexpr std::string_view letter_prefix = "!";
constexpr std::string_view mark_prefix = "#";
constexpr std::string_view place_prefix = "@";

// Has no value: it reads what nothing is called.
Expression nothing() {
  Node node;
  node.operation = Operation::Read;
  node.kind = Type::Kind::String;
  node.may_be_absent = true;
  Type type;
  type.kind = Type::Kind::String;
  return {std::make_shared<const Node>(std::move(node)),
          std::move(type),
          {Reading{Reading::Kind::Path, std::string(place_prefix), {}}},
          "nothing"};
}

Expression row() {
  Type type;
  type.kind = Type::Kind::String;
  return {std::make_shared<const Node>(
              constant_node(Value(std::string(usual_row)), Type::Kind::String)),
          std::move(type),
          {},
          std::string(usual_row)};
}

class Slicing {
 public:
  Slicing(const Workflow& original, const Variables& variables)
      : original_(original), variables_(variables), places_(original.place_fields()) {
    for (const Promise& promise : original.promises)
      letters_.insert(promise.letter);
  }

  Actions cut(const Actions& actions) const {
    Actions kept;
    for (const Action& action : actions) {
      if (std::optional<Action> cut = cut_one(action)) kept.push_back(std::move(*cut));
    }
    return kept;
  }

  void cut(std::vector<std::string>& fields) const {
    std::vector<std::string> kept;
    for (std::string& name : fields) {
      if (places_.contains(name)) kept.push_back(place_stand_in(name));
      if (variables_.reads_field(name)) kept.push_back(std::move(name));
    }
    fields = std::move(kept);
  }

 private:
  std::optional<Action> cut_letter(const Mail& mail, const Place& place) const {
    if (!letters_.contains(mail.letter)) return std::nullopt;
    Assign sent;
    sent.fields.emplace_back(std::string(letter_prefix) + mail.letter, Expression());
    return Action{std::move(sent), place};
  }

  std::optional<Action> forget_person(const Place& place) const {
    Assign emptied;
    for (const Field& field : original_.fields) {
      if (!field.personal) continue;
      if (variables_.reads_field(field.name)) emptied.fields.emplace_back(field.name, nothing());
      if (places_.contains(field.name))
        emptied.fields.emplace_back(place_stand_in(field.name), nothing());
    }
    if (emptied.fields.empty()) return std::nullopt;
    return Action{std::move(emptied), place};
  }

  std::optional<Action> cut_one(const Action& action) const {
    if (const Mail* mail = std::get_if<Mail>(&action.what)) return cut_letter(*mail, action.place);
    if (std::holds_alternative<Appoint>(action.what)) return forget_person(action.place);
    if (const Assign* assign = std::get_if<Assign>(&action.what)) {
      Assign kept;
      for (const auto& [name, expression] : assign->fields) {
        if (variables_.reads_field(name)) kept.fields.emplace_back(name, expression);
        if (places_.contains(name)) kept.fields.emplace_back(place_stand_in(name), row());
      }
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
  std::set<std::string> places_;
  std::set<std::string> letters_;  // that are promised
};

Action mark(std::size_t number) {
  Assign assign;
  assign.fields.emplace_back(std::string(mark_prefix) + std::to_string(number), Expression());
  return {std::move(assign), {}};
}

// Which place it is does not matter to where it goes, but whether there is one does.
void name_places(const Workflow& original, Slice& slice) {
  for (const std::string& name : original.place_fields()) {
    Field field;
    field.name = place_stand_in(name);
    field.type = FieldType::Text;
    field.optional = may_choose_none(original, *original.field(name));
    field.of = "parent." + field.name;
    if (original.field(name)->initial) field.initial = Value(std::string(usual_row));
    slice.pools.insert(field.name + "." + std::string(usual_row));
    slice.workflow.fields.push_back(std::move(field));
  }
  for (State& state : slice.workflow.states) {
    for (std::string& name : state.holds)
      name = place_stand_in(name);
    if (!state.waits_for.empty()) state.waits_for = place_stand_in(state.waits_for);
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
  name_places(original, slice);
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

bool may_choose_none(const Workflow& original, const Field& field) {
  return field.optional &&
         std::any_of(original.states.begin(), original.states.end(),
                     [&](const State& state) { return state.waits_for == field.name; });
}

std::string place_stand_in(std::string_view field) {
  return std::string(place_prefix) + std::string(field);
}

bool is_place_stand_in(std::string_view field) {
  return field.starts_with(place_prefix);
}

std::string field_of_stand_in(std::string_view field) {
  return std::string(field.substr(place_prefix.size()));
}

Marks take_marks(Fields& fields) {
  Marks marks;
  auto field = fields.begin();
  for (; field != fields.end() && field->first.starts_with(letter_prefix);
       field = fields.erase(field))
    marks.letters.insert(field->first.substr(letter_prefix.size()));
  for (; field != fields.end() && field->first.starts_with(mark_prefix);
       field = fields.erase(field)) {
    std::size_t number = 0;
    const char* begin = field->first.data();
    std::from_chars(begin + mark_prefix.size(), begin + field->first.size(), number);
    marks.taken.push_back(number);
  }
  return marks;
}

}  // namespace accolade
