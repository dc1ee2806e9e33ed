// A whole tree in another version: what a commit writes, and what a dry run shows. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/move/image.h"
#include "engine/ports/instances.h"

namespace accolade {

struct Arrival {
  Snapshot before;
  Facts facts;                   // now and what is above, in the new version
  Step step;                     // next: without chain and with the tallies of the new version
  std::vector<TallyPart> parts;  // of this child, for its parent: one for each that keeps parts
  std::map<std::string, std::string> renamed_fields;
  std::set<std::string> gone_fields;
  // Events that it has to hear afterwards, because the new version has conditions that may hold at
  // once: `children.review` where a quorum is another one, `moved` for eventless transitions.
  std::vector<std::string> news;
};

// Who moves it, and when.
struct Mover {
  PersonId person;
  std::set<std::string> roles = {};
  Instant now{};
};

// All of a tree, root first, as World::tree gives it; all of the result in the same order. Refuses
// with the first instance that has no image; Stale while a timer of the old version is overdue,
// which is delivered by the old rules first.
Outcome<std::vector<Arrival>> move_tree(const Move& move, const std::vector<Snapshot>& tree,
                                        const Mover& mover);

// Of all that happened in a tree: 64 hex digits, other ones after any step.
std::string digest_of(const std::vector<Snapshot>& tree);

// "ICPerMed_BPR_2026_01", or "nomination 4711".
std::string reference_of(const Snapshot& snapshot);

}  // namespace accolade
