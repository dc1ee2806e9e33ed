// What becomes of the fields of an instance: which types go into which, and the values.
#pragma once

#include <optional>
#include <string>

#include "engine/machine/reading.h"
#include "engine/move/configuration.h"

namespace accolade {

// Whether every value of the one is a value of the other: the same type (and for a choice no code
// fewer), whole numbers as decimals, any text as text, one person as several, consent as yes or no.
bool goes_into(const Field& from, const Field& to);
// Precondition: goes_into. Absent stays absent.
Value as_value_of(const Field& from, const Field& to, const Value& value);

// Of the fields in `present`: those without a place in the new version, and those whose type does
// not go into their new field's while the map gives no value.
std::vector<MoveFault> field_faults(const WorkflowMove& move, const std::set<std::string>& present);

// The fields as the new version has them: renamed, converted, computed, and where nothing is there
// the `default:` of the new field, as a new instance has it. `old` reads the old instance. Refuses
// Failed when an expression overflows.
Outcome<Fields> image_of_fields(const WorkflowMove& move, const Sources& old);

}  // namespace accolade
