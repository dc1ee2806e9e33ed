// Parallel regions that have nothing to do with each other: they are searched one after the other,
// 15 + 15 + 15 + 15 situations in place of 15 x 15 x 15 x 15.
#pragma once

#include <string_view>
#include <vector>

#include "engine/definition/workflow.h"

namespace accolade {

struct Regions {
  StateIndex parallel = root_state;
  // Each group shares something inside: an event, a field, a target, `in_state`. No two groups do.
  std::vector<std::vector<StateIndex>> groups;
  // Regions that what is outside of the parallel state depends on: part of every search.
  std::vector<StateIndex> always;
};

// Of the parallel state with the most combinations that is in no other one; fewer than two groups:
// there is nothing to take apart.
Regions independent_regions(const Workflow& workflow);

// What stands for all other regions: it waits, and then is over, by a move that is nobody's.
inline constexpr std::string_view others_are_over = "#others_over";
inline constexpr std::string_view others_end = "#others_end";
inline bool stands_for_others(std::string_view name) {
  return name.starts_with('#');
}

// The workflow with these regions of the parallel state alone, and one that stands for the others.
// States and transitions keep their numbers; those of the other regions are never entered, and read
// and write nothing. What is new comes last.
Workflow with_only(const Workflow& workflow, const Regions& regions,
                   const std::vector<StateIndex>& group);

}  // namespace accolade
