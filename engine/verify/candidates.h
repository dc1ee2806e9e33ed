// Values to try: one of each class that constants cut a type into.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/definition/field.h"
#include "engine/value/value.h"
#include "engine/verify/variables.h"

namespace accolade {

// `field` has a say where it is known: its choices, its smallest and largest value. Instants are
// left out: they are chosen as seen from the clock (instants_around).
std::vector<Value> candidates_of(const Variable& variable, const Field* field);

// Records, and lists of other things than text: there are no classes to try.
bool is_opaque(const Type& type);

// Ascending, each once. Values order by their kinds first.
void order(std::vector<Value>& values);
void order(std::vector<Duration>& spans);

// The class of a value among the constants: 2k+1 for constant k itself, 2k between it and the one
// before. For numbers, days and spans alone.
std::size_t class_of(const std::vector<Value>& constants, const Value& value);
bool is_ordered(const Type& type);
// More than a few steps below the smallest constant or above the greatest.
bool is_far(const Variable& variable, const Value& value);

}  // namespace accolade
