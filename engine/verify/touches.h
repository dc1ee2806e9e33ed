// What a part of a workflow has to do with the rest of it.
#pragma once

#include <set>
#include <string>

#include "engine/definition/workflow.h"

namespace accolade {

struct Touches {
  std::set<std::string> reads, writes;   // fields, ids of sends, "in_state x"
  std::set<std::string> hears, says;     // descriptors; events of timers, raises, sends
  std::set<StateIndex> targets, states;  // states: those that are part of it
  bool starts = false;                   // children

  void add(const Workflow& workflow, StateIndex state);
};

// One cannot be searched without the other.
bool are_coupled(const Touches& one, const Touches& other);
// What the region does decides what happens outside of it.
bool depends_on(const Touches& outside, const Touches& region);
// What a promise asks about.
Touches touches_of(const Workflow& workflow, const Promise& promise);

}  // namespace accolade
