// Children by classes of counts and of what is averaged; facts of ancestors; senders.
#include "engine/verify/families.h"

#include <algorithm>

#include <boost/json/object.hpp>

#include "engine/definition/walk.h"
#include "engine/play/world.h"
#include "engine/verify/candidates.h"
#include "engine/verify/checks.h"
#include "engine/verify/slice.h"
#include "engine/verify/usual.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::size_t families_max = 200;

// What is to be told apart about the children in one state.
struct Group {
  std::set<std::int64_t> counts{0};
  std::map<std::string, std::vector<Value>> fields;
  bool is_mixed = false;  // extremes and spreads: children that differ
};

json::array copies(const json::object& child, std::int64_t count) {
  json::array all;
  for (std::int64_t i = 0; i < count; ++i)
    all.push_back(child);
  return all;
}

json::object child_in(const std::string& state, const Workflow* workflow) {
  json::array configuration;
  if (!state.empty()) configuration.emplace_back(state);
  const std::optional<StateIndex> index =
      workflow == nullptr || state.empty() ? std::nullopt : workflow->state(state);
  if (index) {
    for (const StateIndex above : ancestors_of(*workflow, *index)) {
      if (above != root_state) configuration.emplace_back(workflow->states[above].name);
    }
  }
  return {{"configuration", std::move(configuration)}, {"fields", json::object()}};
}

json::object with(json::object child, const std::string& field, const Value& value) {
  child["fields"].as_object()[field] = to_json(value);
  return child;
}

void append(std::vector<json::array>& all, json::array family) {
  all.push_back(std::move(family));
}

std::vector<json::array> groups_in(const std::string& state, const Group& group,
                                   const Workflow* workflow) {
  const json::object plain = child_in(state, workflow);
  std::vector<json::array> all;
  for (const std::int64_t count : group.counts) {
    if (count == 0 || group.fields.empty()) {
      append(all, copies(plain, count));
      continue;
    }
    for (const auto& [field, values] : group.fields) {
      for (const Value& value : values)
        append(all, copies(with(plain, field, value), count));
    }
  }
  if (!group.is_mixed) return all;
  for (const auto& [field, values] : group.fields) {
    for (std::size_t i = 1; i < values.size(); ++i) {
      append(all, {with(plain, field, values[0]), with(plain, field, values[i])});
    }
  }
  return all;
}

bool can_be_in(const std::string& state, const Workflow* workflow) {
  if (workflow == nullptr || state.empty()) return true;
  const std::optional<StateIndex> index = workflow->state(state);
  return index && reached_states(*workflow).contains(*index);
}

std::vector<json::array> families(const std::map<std::string, Group>& groups,
                                  const Workflow* workflow) {
  std::vector<json::array> all{json::array()};
  for (const auto& [state, group] : groups) {
    if (!can_be_in(state, workflow)) continue;
    const std::vector<json::array> options = groups_in(state, group, workflow);
    std::vector<json::array> longer = all;
    for (const json::array& family : all) {
      for (const json::array& option : options) {
        if (longer.size() >= families_max || option.empty()) continue;
        json::array joined = family;
        joined.insert(joined.end(), option.begin(), option.end());
        longer.push_back(std::move(joined));
      }
    }
    all = std::move(longer);
  }
  return all;
}

bool is_lasting(const std::string& state, const Workflow* workflow) {
  if (workflow == nullptr) return false;
  if (state.empty()) return true;
  const std::optional<StateIndex> index = workflow->state(state);
  return index && workflow->states[*index].kind == State::Kind::Final &&
         workflow->states[*index].parent == root_state;
}

std::int64_t count_in(const json::array& children, const std::string& state) {
  return std::count_if(children.begin(), children.end(), [&](const json::value& child) {
    const json::array& configuration = child.at("configuration").as_array();
    return state.empty() || std::find(configuration.begin(), configuration.end(),
                                      json::value(state)) != configuration.end();
  });
}

std::vector<Siblings> with_lasting(std::vector<json::array> all, const std::string& child,
                                   const Variables& variables, const Workflow* workflow) {
  std::vector<Siblings> siblings;
  for (json::array& family : all) {
    Siblings one{std::move(family), {}};
    for (const auto& [tally, variable] : variables.figures) {
      if (tally.child == child && is_lasting(tally.state, workflow))
        one.lasting[tally.text()] = count_in(one.children, tally.state);
    }
    siblings.push_back(std::move(one));
  }
  return siblings;
}

}  // namespace

std::map<std::string, std::vector<Siblings>> families_of(const Variables& variables,
                                                         const Package* package) {
  std::map<std::string, std::map<std::string, Group>> groups;
  for (const auto& [tally, variable] : variables.figures) {
    Group& group = groups[tally.child][tally.state];
    if (tally.figure != Figure::Count) {
      group.counts.insert({1, 2});
      group.fields[tally.field] = variable.candidates;
      group.is_mixed = group.is_mixed || tally.figure == Figure::Min ||
                       tally.figure == Figure::Max || tally.figure == Figure::Spread;
      continue;
    }
    for (const Value& value : variable.candidates) {
      const auto* count = value.as<std::int64_t>();
      if (count != nullptr && *count >= 0 && *count <= children_max) group.counts.insert(*count);
    }
  }
  std::map<std::string, std::vector<Siblings>> all;
  for (const auto& [child, by_state] : groups) {
    const Workflow* workflow = package == nullptr ? nullptr : package->workflow(child);
    all[child] = with_lasting(families(by_state, workflow), child, variables, workflow);
  }
  return all;
}

std::set<std::string> fields_given_at_start(const Workflow& workflow, const Variables& variables,
                                            const Package* package) {
  std::set<std::string> given;
  const bool is_child = package != nullptr && !workflow.parent.empty();
  if (is_child) {
    for (const auto& [name, other] : package->workflows) {
      for_each_action(other, [&](const Action& action, StateIndex) {
        const Start* start = std::get_if<Start>(&action.what);
        if (start == nullptr || start->workflow != workflow.name) return;
        given.merge(fields_given(*start));
      });
    }
  } else if (package != nullptr) {
    for (const State& state : workflow.states) {
      for (const auto& [role, fields] : state.form)
        given.insert(fields.begin(), fields.end());
    }
  } else {
    for (const Field& field : workflow.fields)
      given.insert(field.name);
  }
  std::set<std::string> read;
  const std::set<std::string> places = workflow.place_fields();
  for (const std::string& name : given) {
    if (variables.reads_field(name)) read.insert(name);
    if (places.contains(name)) read.insert(place_stand_in(name));
  }
  return read;
}

std::set<std::string> events_sent_inside(const Workflow& workflow) {
  std::set<std::string> events;
  for (const State& state : workflow.states) {
    for (const TimerRule& timer : state.timers)
      events.insert(timer.name);
    if (!state.children.empty()) events.insert("done.state." + state.name);
  }
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    if (const Raise* raise = std::get_if<Raise>(&action.what)) events.insert(raise->event);
    if (const Send* send = std::get_if<Send>(&action.what)) events.insert(send->event);
  });
  for (const Tally& tally : workflow.tallies)
    events.insert("children." + tally.child);
  return events;
}

std::string plain_event(const std::string& descriptor) {
  if (descriptor == "*") return "anything";
  if (descriptor.ends_with(".*")) return descriptor.substr(0, descriptor.size() - 2);
  return descriptor;
}

bool has_two_clocks(const Workflow& workflow) {
  std::size_t sends = 0;
  std::size_t clocks = 0;
  bool is_nested = false;
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    const Send* send = std::get_if<Send>(&action.what);
    if (send != nullptr && send->after) ++sends;
  });
  for (const State& state : workflow.states) {
    clocks += state.timers.size();
    const bool holds_others = state.kind == State::Kind::Compound ||
                              state.kind == State::Kind::Parallel || state.depth == 0;
    is_nested = is_nested || (holds_others && !state.timers.empty()) ||
                (state.kind == State::Kind::Parallel);
  }
  return (sends > 0 && sends + clocks > 1) || (is_nested && clocks > 1);
}

}  // namespace accolade
