// Moves as the lines that `accolade run` reads.
#include <algorithm>

#include <boost/json/serialize.hpp>

#include "engine/definition/naming.h"
#include "engine/machine/asking.h"
#include "engine/permission/sight.h"
#include "engine/verify/regions.h"
#include "engine/verify/search.h"
#include "engine/verify/usual.h"

namespace accolade {
namespace {

namespace json = boost::json;

// With all that answers are read against, whether the search needs it or not.
json::object parent_of(const Workflow& workflow, const Fields& above) {
  Fields all = above;
  for (auto& [path, value] : usual_facts(workflow))
    all.try_emplace(path, std::move(value));
  json::object parent;
  for (const auto& [path, value] : all)
    put_above(parent, path, to_json(value));
  return parent;
}

json::object object_of(const Answers& answers) {
  json::object fields;
  for (const auto& [name, answer] : answers)
    fields[name] = answer;
  return fields;
}

// Without those of stand-ins.
Answers own_answers(const Stimulus& move) {
  Answers answers = move.answers;
  std::erase_if(answers, [](const auto& answer) { return is_place_stand_in(answer.first); });
  return answers;
}

// With an answer to everything that is asked for and makes no difference; where places are held,
// the search takes it that one was chosen.
json::object person_line(const Workflow& workflow, const Stimulus& move,
                         const std::vector<const Transition*>& taken) {
  Answers answers = own_answers(move);
  const std::set<std::string> places = workflow.place_fields();
  const Actor actor{PersonId{}, move.roles};
  for (const Transition* transition : taken) {
    if (transition->descriptor.empty() || !takes(transition->descriptor, move.event)) continue;
    for (const Field* field : asked_by(workflow, *transition, actor)) {
      const bool is_place =
          places.contains(field->name) && (!may_choose_none(workflow, *field) ||
                                           move.answers.contains(place_stand_in(field->name)));
      if (!field->optional || is_place)
        answers.try_emplace(field->name, usual_answer(workflow, *field));
    }
  }
  json::object line{{"event", move.event}};
  json::array roles;
  for (const std::string& role : move.roles)
    roles.emplace_back(role);
  if (!roles.empty()) line["by"] = std::move(roles);
  if (!answers.empty()) line["fields"] = object_of(answers);
  return line;
}

json::object start_line(const Workflow& workflow, const Stimulus& move) {
  json::object words;
  Answers answers = own_answers(move);
  for (const std::string& name : workflow.place_fields()) {
    if (move.answers.contains(place_stand_in(name)))
      answers.try_emplace(name, usual_answer(workflow, *workflow.field(name)));
  }
  if (!answers.empty()) words["fields"] = object_of(answers);
  json::object parent = parent_of(workflow, move.above);
  if (!parent.empty()) words["parent"] = std::move(parent);
  return {{"start", std::move(words)}};
}

// The pools that the usual answers name.
json::object full_line(const Workflow& workflow, const std::set<std::string>& full) {
  constexpr std::string_view step = "parent.";
  json::array pools;
  for (const std::string& pool : full) {
    const Field& field = *workflow.field(field_of_pool(pool));
    const std::string answer(usual_answer(workflow, field).as_string());
    pools.emplace_back(field.of.substr(step.size()) + "." + answer);
  }
  return {{"full", std::move(pools)}};
}

}  // namespace

std::string line_of(const Workflow& workflow, const Stimulus& move,
                    const std::vector<const Transition*>& taken) {
  switch (move.kind) {
    case Stimulus::Kind::Start:
      return json::serialize(start_line(workflow, move));
    case Stimulus::Kind::Person:
      return json::serialize(person_line(workflow, move, taken));
    case Stimulus::Kind::Told:
      return json::serialize(
          json::object{{"event", move.event}, {"from", move.is_from_child ? "child" : "parent"}});
    case Stimulus::Kind::Advance:
      return json::serialize(json::object{{"advance", to_text(move.by)}});
    case Stimulus::Kind::Children:
      return json::serialize(json::object{{"children", json::object{{move.event, move.children}}}});
    case Stimulus::Kind::Above:
      return json::serialize(json::object{{"parent", parent_of(workflow, move.above)}});
    case Stimulus::Kind::Full:
      return json::serialize(full_line(workflow, move.full));
  }
  return {};
}

std::vector<const Transition*> Search::transitions_of(
    const std::vector<std::size_t>& numbers) const {
  std::vector<const Transition*> transitions;
  for (const std::size_t number : numbers)
    transitions.push_back(slice.transitions[number]);
  return transitions;
}

std::vector<std::string> Search::script_to(std::size_t index) const {
  std::vector<std::string> lines;
  for (; index != no_situation; index = reached[index].before) {
    if (stands_for_others(reached[index].move.event)) continue;
    lines.push_back(line_of(original, reached[index].move, transitions_of(reached[index].taken)));
  }
  std::reverse(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> Search::script_along(std::size_t from, const Edge& edge,
                                              const Package* package) const {
  std::vector<std::string> lines;
  if (from != no_situation) lines = script_to(from);
  if (is_apart()) return lines;  // each part had moves of its own
  const Moves moves(original, slice, variables, package);
  const std::vector<Stimulus> all =
      from == no_situation ? moves.starts() : moves.from(reached[from].situation);
  lines.push_back(line_of(original, all.at(edge.move), transitions_of(edge.taken)));
  return lines;
}

// What is refused was taken by nobody; every transition that hears it may have asked.
std::vector<std::string> Search::script_to(const SearchFault& fault) const {
  std::vector<std::string> lines = script_to(fault.before);
  std::vector<const Transition*> heard;
  if (fault.before != no_situation) {
    const Configuration& here = reached[fault.before].situation.snapshot.configuration;
    for (const StateIndex index : active_states(original, here))
      for (const Transition& transition : original.states[index].transitions)
        heard.push_back(&transition);
  }
  lines.push_back(line_of(original, fault.move, heard));
  return lines;
}

}  // namespace accolade
