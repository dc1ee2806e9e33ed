// Conditions and values out of YAML scalars.
#pragma once

#include <optional>

#include "engine/condition/condition.h"
#include "engine/definition/context.h"

namespace accolade {

struct Wanted {
  std::optional<Type> type = {};  // none: any
  Absence absence = Absence::Refused;
};

// Reports at the very byte of the scalar, and returns the default expression, what does not
// compile. In Run, a `parent.x` of which nothing is known is tried as decimal, int, text, bool and
// instant in turn; the first type that fits is taken and kept in ancestor_types.
Expression read_expression(const YamlNode& node, const Wanted& wanted, const Transition* transition,
                           const Context& context);

}  // namespace accolade
