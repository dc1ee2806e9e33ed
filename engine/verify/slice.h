// A workflow cut down to what decides where it goes, for a fast search that is still the machine's.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "engine/definition/workflow.h"
#include "engine/verify/live.h"
#include "engine/verify/variables.h"

namespace accolade {

// States and transitions are those of the original, in the same places. Letters, what is put into
// fields that no condition reads, and answers to such fields are left out; each transition first
// sets a field of its own, so that a step tells which ones were taken.
struct Slice {
  Workflow workflow;
  std::vector<const Transition*> transitions;  // of the original, by number
  std::set<std::string> pools;  // for each field of a place one, which it always names
  LiveNames live;
};

// The field of the original whose places these are.
std::string field_of_pool(const std::string& pool);
std::string pool_for(const Slice& slice, const std::string& field);  // empty: it takes no place

Slice slice_of(const Workflow& original, const Variables& variables);

// The numbers of the transitions that were taken; takes the marks off the fields.
std::vector<std::size_t> take_marks(Fields& fields);

}  // namespace accolade
