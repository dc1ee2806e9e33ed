// Answers, as they came from a form or the API, to typed fields.
#pragma once

#include <vector>

#include "engine/definition/field.h"
#include "engine/machine/decide.h"
#include "engine/value/outcome.h"
#include "engine/value/value.h"

namespace accolade {

enum class Completeness {
  Whole,    // every field that is not optional needs an answer, and only asked ones may have one
  AsTyped,  // what is missing is left out, what was not asked for is ignored
};

struct FormContext {
  const Fields& own;  // what the instance holds: for `of: questions` beside the parent's
  Completeness completeness = Completeness::Whole;
};

// The typed values of the asked fields. Text is trimmed, its line ends are "\n"; an empty answer
// counts as none; an optional field answered with nothing comes out as its default, or absent, and
// one that is not mentioned is left out. Refuses Invalid with one problem a field, in the order of
// `asked`; a problem inside scores, answers or a rubric is named "scores.impact.reason",
// "answers.why", "rubric.2.weight" (rows from 1).
//
// Accepted: strings as a browser sends them, or typed JSON. Numbers "4.5" or 4.5; yes and no as
// "yes", "no", true, false; a consent also as "on"; dates "2026-03-02" or {day, month, year};
// instants RFC 3339; durations "48h" or ISO 8601; ids as strings; a file as the record {id, name,
// type, bytes} of its upload; scores {criterion: {score, reason}}; answers {question: text}.
// Limits: text 1,000 characters and long text 50,000 where the field sets none; 100 rows or
// persons.
Outcome<Fields> bind(const std::vector<const Field*>& asked, const Answers& answers,
                     const Facts& facts, const FormContext& context);

// Whether a row of places is open to whoever answers `field` and holds `own`: it is kept for
// nobody, or for the group that the field `from:` names.
bool may_have(const Record& row, const Field& field, const Fields& own);

}  // namespace accolade
