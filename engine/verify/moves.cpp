// Lists moves; the machine refuses those that are not possible.
#include "engine/verify/moves.h"

#include <algorithm>

#include "engine/definition/naming.h"
#include "engine/definition/walk.h"
#include "engine/machine/asking.h"
#include "engine/machine/chart.h"
#include "engine/machine/selection.h"
#include "engine/verify/candidates.h"
#include "engine/verify/combinations.h"
#include "engine/verify/families.h"
#include "engine/verify/usual.h"

namespace accolade {
namespace {

constexpr std::size_t combinations_max = 400;
constexpr Duration later_by = std::chrono::days(30);
constexpr Duration just_before = std::chrono::seconds(1);

bool is_for_persons(const Workflow& workflow, const Transition& transition) {
  return workflow.for_everyone || !transition.by.empty();
}

// Every role that may take one of them; and all of these at once.
std::vector<std::set<std::string>> actors_for(const std::vector<const Transition*>& heard) {
  std::set<std::string> roles;
  for (const Transition* transition : heard)
    roles.insert(transition->by.begin(), transition->by.end());
  if (roles.empty()) return {{}};
  std::vector<std::set<std::string>> actors;
  for (const std::string& role : roles)
    actors.push_back({role});
  if (roles.size() > 1) actors.push_back(roles);
  return actors;
}

bool can_follow(const Snapshot& before, const Siblings& family) {
  return std::all_of(family.lasting.begin(), family.lasting.end(), [&](const auto& lasting) {
    const auto known = before.tallies.find(lasting.first);
    return known == before.tallies.end() || known->second.count <= lasting.second;
  });
}

}  // namespace

Moves::Moves(const Workflow& original, const Slice& slice, const Variables& variables,
             const Package* package)
    : original_(original), slice_(slice), variables_(variables) {
  for_each_action(original, [&](const Action& action, StateIndex) {
    if (const Start* start = std::get_if<Start>(&action.what)) starts_here_.insert(start->workflow);
  });
  find_events();
  find_told(package);
  children_ = families_of(variables, package);
  given_ = fields_given_at_start(original, variables, package);
  // The rest is said in scripts alone: see scripts.cpp.
  usual_above_ = usual_facts(original);
  std::erase_if(usual_above_, [&](const auto& fact) {
    return std::none_of(original.fields.begin(), original.fields.end(), [&](const Field& field) {
      return field.of == fact.first && variables.reads_field(field.name);
    });
  });
  may_wait_ = has_two_clocks(original);
}

void Moves::find_events() {
  std::set<std::string> events;
  for_each_transition(original_, [&](const Transition& transition) {
    const std::string event = plain_event(transition.descriptor);
    if (!transition.descriptor.empty() && is_for_persons(original_, transition) &&
        !(original_.for_everyone && is_sent_inside(event)))
      events.insert(event);
  });
  events_.assign(events.begin(), events.end());
}

bool Moves::is_sent_inside(const std::string& event) const {
  return events_sent_inside(original_).contains(event);
}

void Moves::find_told(const Package* package) {
  if (original_.for_everyone && package == nullptr) return;
  if (package == nullptr) {
    const std::set<std::string> inside = events_sent_inside(original_);
    std::set<std::string> said;
    for_each_transition(original_, [&](const Transition& transition) {
      const std::string event = plain_event(transition.descriptor);
      if (transition.descriptor.empty() || !transition.by.empty()) return;
      if (!inside.contains(event) && said.insert(event).second) told_.push_back({event, false, ""});
    });
    return;
  }
  for (const auto& [name, other] : package->workflows) {
    for_each_action(other, [&, child = name](const Action& action, StateIndex) {
      const Tell* tell = std::get_if<Tell>(&action.what);
      if (tell == nullptr) return;
      if (tell->to_parent && other.parent == original_.name)
        told_.push_back({tell->event, true, child});
      if (!tell->to_parent && tell->children == original_.name)
        told_.push_back({tell->event, false, tell->in_state});
    });
  }
  for_each_action(original_, [&](const Action& action, StateIndex) {
    const Tell* tell = std::get_if<Tell>(&action.what);
    if (tell != nullptr && tell->must) told_.push_back({"refused." + tell->event, false, ""});
  });
  for (const State& state : original_.states) {
    if (!state.waits_for.empty())
      told_.push_back(
          {"offered." + state.waits_for, false, state.name, pool_for(slice_, state.waits_for)});
  }
}

// One that is compared with others is tried later than all of them, too.
Instant Moves::latest(const Situation& situation) const {
  Instant latest = later_instant(variables_, situation.now);
  const auto consider = [&](const std::map<std::string, Variable>& variables,
                            const Fields& values) {
    for (const auto& [name, variable] : variables) {
      const Instant* instant = at(values, name).as<Instant>();
      if (instant != nullptr && variable.is_related && *instant < instant_max - later_by)
        latest = std::max(latest, *instant + later_by);
    }
  };
  consider(variables_.fields, situation.snapshot.fields);
  consider(variables_.above, situation.above);
  return latest;
}

// Each of those that are compared has an instant of its own, so that they can come one after the
// other.
int Moves::rank_of(const Variable& wanted) const {
  int rank = 0;
  for (const auto* variables : {&variables_.fields, &variables_.above}) {
    for (const auto& [name, variable] : *variables) {
      if (&variable == &wanted) return rank;
      if (variable.is_related && variable.type.kind == Type::Kind::Timestamp) ++rank;
    }
  }
  return rank;
}

std::vector<Value> Moves::values_for(const Variable& variable, const Situation& situation) const {
  if (variable.type.kind != Type::Kind::Timestamp) return variable.candidates;
  std::vector<Value> values;
  for (const Instant instant : instants_around(variable, situation.now))
    values.emplace_back(instant);
  if (variable.is_related) values.emplace_back(latest(situation) + rank_of(variable) * later_by);
  for (const Value& constant : variable.constants) {
    const Instant* cut = constant.as<Instant>();
    if (cut == nullptr) continue;
    constexpr Duration day = std::chrono::days(1);
    for (const Instant instant : {*cut - day, *cut, *cut + day})
      values.emplace_back(instant);
  }
  return values;
}

std::vector<Stimulus> Moves::starts() const {
  std::vector<Options> choices;
  for (const auto& [path, variable] : variables_.above) {
    std::vector<Value> values = values_for(variable, Situation());
    if (variable.can_be_absent || values.empty()) values.emplace_back();
    choices.push_back({path, std::move(values)});
  }
  std::vector<Stimulus> moves;
  bool is_all = true;
  for (const Fields& above : combinations(choices, combinations_max, is_all)) {
    Stimulus move;
    move.kind = Stimulus::Kind::Start;
    move.above = usual_above_;
    for (const auto& [path, value] : above)
      move.above.insert_or_assign(path, value);
    moves.push_back(move);
    for (const std::string& name : given_) {
      for (const Value& value : values_of(name, Situation())) {
        moves.push_back(move);
        moves.back().answers.insert_or_assign(name, to_json(value));
      }
    }
  }
  are_all_ = are_all_ && is_all;
  return moves;
}

std::vector<Stimulus> Moves::from(const Situation& situation) const {
  std::vector<Stimulus> moves;
  if (!situation.snapshot.outcome.empty()) return moves;
  const StateSet active = expand(slice_.workflow, situation.snapshot.configuration);
  add_persons(situation, active, moves);
  add_told(situation, active, moves);
  add_children(situation, moves);
  add_above(situation, active, moves);
  add_full(situation, active, moves);
  add_time(situation, moves);
  return moves;
}

void Moves::add_persons(const Situation& situation, const StateSet& active,
                        std::vector<Stimulus>& moves) const {
  for (const std::string& event : events_) {
    std::vector<const Transition*> heard;
    for (const StateIndex index : active) {
      for (const Transition& transition : slice_.workflow.states[index].transitions) {
        const bool is_heard = !transition.descriptor.empty() &&
                              is_for_persons(original_, transition) &&
                              takes(transition.descriptor, event);
        if (is_heard) heard.push_back(&transition);
      }
    }
    if (heard.empty()) continue;
    for (const std::set<std::string>& roles : actors_for(heard)) {
      Stimulus move;
      move.kind = Stimulus::Kind::Person;
      move.event = event;
      move.roles = roles;
      add_answered(situation, move, heard, moves);
    }
  }
}

void Moves::add_answered(const Situation& situation, const Stimulus& move,
                         const std::vector<const Transition*>& heard,
                         std::vector<Stimulus>& moves) const {
  const Actor actor{PersonId{}, move.roles};
  struct Asked {
    std::size_t by = 0;            // transitions
    bool may_be_left_out = false;  // where it is asked
  };
  std::map<std::string, Asked> asked;
  std::size_t takers = 0;
  for (const Transition* transition : heard) {
    if (!may_take(slice_.workflow, *transition, Event::Source::Person, actor)) continue;
    ++takers;
    for (const Field* field : asked_by(slice_.workflow, *transition, actor)) {
      const bool is_kept = transition->asks_form && situation.snapshot.fields.contains(field->name);
      Asked& one = asked[field->name];
      ++one.by;
      one.may_be_left_out = one.may_be_left_out || field->optional || is_kept;
    }
  }
  std::vector<Options> choices;
  const auto follows_answer = [&](const std::string& name) {
    return is_place_stand_in(name) && variables_.reads_field(field_of_stand_in(name));
  };
  for (const auto& [name, one] : asked) {
    if (follows_answer(name)) continue;
    std::vector<Value> values = values_of(name, situation);
    if (values.empty()) continue;
    if (one.may_be_left_out || one.by < takers) values.insert(values.begin(), Value());
    choices.push_back({name, std::move(values)});
  }
  bool is_all = true;
  const Value row{std::string(usual_row)};
  for (const Fields& answers : combinations(choices, combinations_max, is_all)) {
    moves.push_back(move);
    for (const auto& [name, value] : answers) {
      moves.back().answers.insert_or_assign(name, to_json(value));
      const std::string place = place_stand_in(name);
      if (asked.contains(place)) moves.back().answers.insert_or_assign(place, to_json(row));
    }
  }
  are_all_ = are_all_ && is_all;
}

// An answer, or that a place was chosen.
std::vector<Value> Moves::values_of(const std::string& name, const Situation& situation) const {
  if (is_place_stand_in(name)) return {Value(std::string(usual_row))};
  return values_for(variables_.fields.at(name), situation);
}

void Moves::add_told(const Situation& situation, const StateSet& active,
                     std::vector<Stimulus>& moves) const {
  const Workflow& workflow = slice_.workflow;
  const auto is_active = [&](const std::string& name) {
    return std::any_of(active.begin(), active.end(),
                       [&](StateIndex index) { return workflow.states[index].name == name; });
  };
  for (const Told& told : told_) {
    // A place is offered when there is one, to whoever waits for it.
    const bool is_offer = !told.pool.empty();
    const bool waits =
        is_offer && situation.snapshot.fields.contains(place_stand_in(field_of_pool(told.pool)));
    if (is_offer && (!waits || situation.full.contains(told.pool))) continue;
    const bool can_be =
        told.needs.empty() ||
        (told.is_from_child ? situation.started.contains(told.needs) : is_active(told.needs));
    const bool is_heard =
        can_be && std::any_of(active.begin(), active.end(), [&](StateIndex index) {
          const std::vector<Transition>& all = workflow.states[index].transitions;
          return std::any_of(all.begin(), all.end(), [&](const Transition& transition) {
            return !transition.descriptor.empty() && transition.by.empty() &&
                   takes(transition.descriptor, told.event);
          });
        });
    if (!is_heard) continue;
    Stimulus move;
    move.kind = Stimulus::Kind::Told;
    move.event = told.event;
    move.is_from_child = told.is_from_child;
    moves.push_back(std::move(move));
  }
}

// To the next timer, or to the next instant at which a condition changes its mind; and, where
// several clocks run, to the moment before, and to each of those that come later.
void Moves::add_time(const Situation& situation, std::vector<Stimulus>& moves) const {
  std::optional<Instant> next;
  const auto consider = [&](Instant instant) {
    if (instant > situation.now && (!next || instant < *next)) next = instant;
  };
  std::set<Instant> later;
  for (const Pending& pending : pending_in(slice_, situation)) {
    if (!pending.due) continue;
    const Instant due = std::max(*pending.due, situation.now + Duration(1));
    consider(due);
    constexpr std::size_t later_max = 8;
    if (later.size() < later_max) later.insert(due);
  }
  const auto consider_all = [&](const std::map<std::string, Variable>& variables,
                                const Fields& fields) {
    for (const auto& [name, variable] : variables) {
      const Instant* instant = at(fields, name).as<Instant>();
      if (instant == nullptr) continue;
      for (const Duration threshold : variable.thresholds)
        consider(*instant - threshold);
    }
  };
  consider_all(variables_.fields, situation.snapshot.fields);
  consider_all(variables_.above, situation.above);
  if (!next) return;
  const auto wait_until = [&](Instant instant) {
    if (instant > instant_max) return;
    Stimulus move;
    move.kind = Stimulus::Kind::Advance;
    move.by = instant - situation.now;
    moves.push_back(std::move(move));
  };
  wait_until(*next);
  if (may_wait_ && *next - situation.now > 2 * just_before) wait_until(*next - just_before);
  later.erase(*next);
  for (const Instant instant : later)
    wait_until(instant);
}

void Moves::add_children(const Situation& situation, std::vector<Stimulus>& moves) const {
  for (const auto& [child, families] : children_) {
    const bool has_some = situation.started.contains(child) || !starts_here_.contains(child);
    if (!has_some) continue;
    for (const Siblings& family : families) {
      if (!can_follow(situation.snapshot, family)) continue;
      Stimulus move;
      move.kind = Stimulus::Kind::Children;
      move.event = child;
      move.children = family.children;
      moves.push_back(std::move(move));
    }
  }
}

// Others come and go: there are places, or there are none.
void Moves::add_full(const Situation& situation, const StateSet& active,
                     std::vector<Stimulus>& moves) const {
  for (const std::string& pool : slice_.pools) {
    if (!is_live(slice_.live, active, pool)) continue;
    Stimulus move;
    move.kind = Stimulus::Kind::Full;
    move.full = situation.full;
    if (move.full.erase(pool) == 0) move.full.insert(pool);
    moves.push_back(std::move(move));
  }
}

void Moves::add_above(const Situation& situation, const StateSet& active,
                      std::vector<Stimulus>& moves) const {
  for (const auto& [path, variable] : variables_.above) {
    if (!is_live(slice_.live, active, path)) continue;
    std::vector<Value> values = values_for(variable, situation);
    if (variable.can_be_absent) values.emplace_back();
    for (const Value& value : values) {
      if (value == at(situation.above, path)) continue;
      Stimulus move;
      move.kind = Stimulus::Kind::Above;
      move.above = situation.above;
      move.above.erase(path);
      if (!value.is_absent()) move.above.insert_or_assign(path, value);
      moves.push_back(std::move(move));
    }
  }
}

}  // namespace accolade
