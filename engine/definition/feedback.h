// What those who took part are asked without being known: what `feedback:` of a workflow says
// (workflows/DOCUMENTS.md). Data; no step reads it, and no answer is part of an instance.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/definition/document.h"
#include "engine/definition/field.h"

namespace accolade {

struct FeedbackRule {
  DocumentRule rule;  // who is asked, on the instance itself, and in which states
  std::string title, text;
  std::string until;                 // a deadline by the parent: answers before it, figures after
  std::int64_t fewest = 5;           // with fewer answers nothing is shown to anybody, ever
  std::vector<std::string> readers;  // roles on the parent that see the figures
  // Of type OneOf, SomeOf, WholeNumber with min and max (a scale), Text or LongText.
  std::vector<Field> questions;
};

// At least so many answers; a file cannot say less.
inline constexpr std::int64_t feedback_fewest_min = 3;
// Steps of a scale.
inline constexpr std::int64_t feedback_scale_max = 11;

}  // namespace accolade
