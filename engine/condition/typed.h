// A checked part of a condition, and how a value of one type becomes one of another.
#pragma once

#include <optional>

#include "engine/condition/node.h"
#include "engine/condition/syntax.h"

namespace accolade {

struct Typed {
  Node node = {};
  Type type = {};
  bool can_be_absent = false;
  const Syntax* syntax = nullptr;
};

// Whether `from` can stand where a `wanted` is needed: the same type, a whole number for a decimal,
// a quoted text for a choice, an empty list for any list. Which choice it is, is not asked here.
bool can_become(const Typed& from, const Type& wanted);

// Makes it one. Precondition: can_become. Errs when a quoted text is none of the choices, or a
// number is too large for a decimal.
std::optional<ConditionError> become(Typed& from, const Type& wanted);

// The type that both can become, if there is one.
std::optional<Type> common_type(const Typed& a, const Typed& b);

}  // namespace accolade
