// Small pure rules of a commit: references, the people of a new child, the first N of a tell,
// letters' words.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/use_case/facts.h"

namespace accolade {

// "ICPerMed_BPR_{parent.edition}_{number}" -> "ICPerMed_BPR_2026_07". Without a pattern: empty.
std::string reference_for(const Workflow& workflow, const Snapshot& born, std::int64_t number,
                          const FactSource& source);

// Roles that the start left unnamed are the child's assigned role (`each`) or its creator's.
std::vector<Member> people_of(const Workflow& child, const StartEffect& start, PersonId actor);

// Those that the tell reaches. Refuses NotPossible when equal values straddle the cut and `ties:
// refuse`.
Outcome<std::vector<InstanceId>> first_of(const Tell& tell, const Workflow& child,
                                          std::vector<Snapshot> children);

// What the fields hold together, as one text; empty where they hold nothing.
std::string key_of(const Fields& fields, const std::vector<std::string>& names);

// Of `limit: one per FIELD`; `row` of a table from 1, 0 if there is none.
Refusal already_there(const Package& package, const StartEffect& start, std::size_t row);

void set_extremes(const std::map<InstanceId, Decimal>& parts, TallyFigures& figures);

// Adds what a letter may say beside the fields: reference, state, and the fields above that the
// role sees there, as "parent.title".
void add_letter_words(const Package& package, const Workflow& workflow, const Snapshot& snapshot,
                      const std::string& role, const FactSource& source, Fields& words);

}  // namespace accolade
