// The checks that verify() is made of.
#pragma once

#include <set>
#include <string>

#include "engine/definition/report.h"
#include "engine/definition/workflow.h"

namespace accolade {

// A workflow and what is around it; no package: nothing is known of that.
struct Surroundings {
  const Workflow& workflow;
  const Package* package = nullptr;

  const Workflow* relative(const std::string& name) const;  // null if unknown
  bool starts_something() const;
  bool may_be_told_anything() const;
};

// States that can become active. Conditions count as satisfiable.
std::set<StateIndex> reached_states(const Workflow& workflow);
// The ancestors, nearest first, the root last; not the state itself.
std::vector<StateIndex> ancestors_of(const Workflow& workflow, StateIndex index);
// Whose transitions can move `index`: itself, its ancestors, and all that is inside of a parallel
// ancestor.
std::vector<StateIndex> movers_of(const Workflow& workflow, StateIndex index);

// An earlier choice of its state, without an `if`, always takes its event.
bool is_overtaken(const Workflow& workflow, const Transition& later);
// All that can come without a person.
std::set<std::string> events_sent_to(const Surroundings& around);

void check_reachability(const Surroundings& around, Report& report);
// By states alone: for workflows that are too large to search.
void check_ends(const Surroundings& around, Report& report);
void check_waiting(const Surroundings& around, Report& report);
void check_events(const Surroundings& around, Report& report);
void check_fields(const Surroundings& around, Report& report);
void check_choices(const Surroundings& around, Report& report);
void check_leftovers(const Surroundings& around, Report& report);
void check_field_uses(const Surroundings& around, Report& report);
void check_children(const Surroundings& around, Report& report);

// While the state is active: by it, by what is around and beside it, or by what is inside.
bool is_heard_in(const Workflow& workflow, StateIndex state, const std::string& event);

// Fields that have a default, or are asked for, set, or given with a start.
std::set<std::string> fields_written(const Workflow& workflow, const Package& package);

}  // namespace accolade
