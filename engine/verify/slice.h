// A workflow cut down to what decides where it goes, for a fast search that is still the machine's.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/workflow.h"
#include "engine/verify/live.h"
#include "engine/verify/variables.h"

namespace accolade {

// States and transitions are those of the original, in the same places. Letters, what is put into
// fields that no condition reads, and answers to such fields are left out; each transition first
// sets a field of its own, so that a step tells which ones were taken. So does each letter that is
// promised. A field whose places are held has a stand-in beside it, which names the one pool as
// soon as the field would have a value.
struct Slice {
  Workflow workflow;
  std::vector<const Transition*> transitions;  // of the original, by number
  std::set<std::string> pools;                 // for each field of a place one
  LiveNames live;
};

// The field of the original whose places these are.
std::string field_of_pool(const std::string& pool);
std::string pool_for(const Slice& slice, const std::string& field);  // empty: it takes no place

// Whether the search tries it, too, that no place is chosen. Who has none is no worse off than who
// finds one free; but nobody offers one to whoever waits for none.
bool may_choose_none(const Workflow& original, const Field& field);

// What a stand-in says, and whether a field is one.
inline constexpr std::string_view usual_row = "here";
std::string place_stand_in(std::string_view field);
bool is_place_stand_in(std::string_view field);
std::string field_of_stand_in(std::string_view field);

Slice slice_of(const Workflow& original, const Variables& variables);

// The transitions that were taken, by number, and the promised letters that were sent.
struct Marks {
  std::vector<std::size_t> taken;
  std::set<std::string> letters;
};
// Takes the marks off the fields.
Marks take_marks(Fields& fields);

}  // namespace accolade
