// What the search may look at, and for whom.
//
// A hit must tell nobody more than the page of the instance does. So the unit of the index is not
// the instance but its piece: the reference, each field that is searched, the names behind each
// role; and each row by which somebody sees the instance (SightRow) says as bits which pieces it
// shows. A piece is found by whoever has a row that shows it, and by nobody else:
//
// - The bits are computed from the same `sees` of the active states as the cut (sight.h), and are
//   written whenever a step changes the configuration, in its commit. What is visible in one state
//   and hidden in the next is not found from that commit on. Nothing is searched that the page does
//   not show to the same person at the same instant; tests/trees/search_test.cpp compares both.
// - Several words have to be found in pieces that the viewer sees, each in one of them. No word is
//   ever looked for in a hidden piece, so no combination of words tests one.
// - Hits come by call and age alone. There is no relevance: it would be computed from how often a
//   word stands in everything, hidden pieces included. Counts are of hits that the viewer sees; the
//   text beside a hit is taken from the instance as it was cut for the viewer, and a hit that the
//   cut does not bear out is not shown.
// - Limits (hits, pages) count visible hits, so that hidden ones never crowd out others.
// - Time: a hidden piece with the word costs one look at the sights of its instance, about a
//   microsecond, far below what varies from answer to answer. Where many thousand hidden pieces
//   hold a word, that a word is common there could be measured with patience; no piece, and no
//   person, could. This is the price of one index; an index for each person would cost a step a
//   write each.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"

namespace accolade {

// Pieces of one workflow are numbered: the reference, the searched fields in the order of the file,
// then the names behind each role of `people:`, by role. A number is a bit of a mask; the loader
// refuses a workflow with more than search_pieces_max.
inline constexpr int reference_piece = 0;

std::int64_t piece_bit(int piece);

// The pieces that are shown by `sight`, of whoever sees the instance at all.
std::int64_t pieces_shown(const Workflow& workflow, const Sight& sight);
// The bit of the names behind this role; 0 for a role that nobody holds on the instance itself.
std::int64_t names_bit(const Workflow& workflow, const std::string& role);

// The texts of the snapshot by piece, without names, which the directory knows. Of a cut one: what
// its viewer sees. Empty ones left out.
std::map<int, std::string> texts_of(const Workflow& workflow, const Snapshot& snapshot);

// From one snapshot to the next: what each piece that differs is kept as (search/words.h); empty:
// nothing any more.
std::map<int, std::string> changed_pieces(const Workflow& workflow, const Snapshot& before,
                                          const Snapshot& next);

}  // namespace accolade
