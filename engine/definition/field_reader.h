// The `fields:` of a file.
#pragma once

#include <vector>

#include "engine/definition/field.h"
#include "engine/definition/report.h"
#include "engine/definition/yaml.h"

namespace accolade {

// In document order. `x: int` is short for `x: {type: int}`. Reports unknown types and words, words
// that do not fit the type, and defaults that are no value of it.
std::vector<Field> read_fields(const YamlNode* fields, Report& report);

// A value of the field's type as YAML writes it; reports and returns none for what is not.
std::optional<Value> value_in(const YamlNode& node, const Field& field, Report& report);

}  // namespace accolade
