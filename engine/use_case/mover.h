// Moving all live trees of a package to another version: the plan, the dry run, the move.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/move/proof.h"
#include "engine/use_case/engine.h"
#include "engine/use_case/moving.h"

namespace accolade {

// Hashes may be unambiguous beginnings. `from` empty: the one other version that has live trees.
struct MoveRequest {
  std::string package, to, from;
  std::string map_file, map;  // as it is named in diagnostics, and its text
};

struct MovePlan {
  std::shared_ptr<const Package> from, to;
  std::string map;
  std::vector<std::string> difference;   // plain sentences
  std::vector<Diagnostic> map_problems;  // then nothing was proved
  Proof proof;
  std::vector<InstanceId> trees;  // live ones of `from`, by id
  // Of a proof that is not complete: instances in situations that were not reached.
  struct Unproved {
    InstanceId id;
    std::string reference, stands;  // "nomination 4711", the titles of its states
    bool operator==(const Unproved&) const = default;
  };
  std::vector<Unproved> unproved;  // reference: empty where it is not for the person to see

  // Total; or not decided within the limits of the search, with every live instance in a situation
  // that was proved.
  bool is_possible() const {
    return map_problems.empty() && proof.gaps.empty() && (proof.is_complete || unproved.empty());
  }
};

// What an instance newly owes: a sentence, and when.
struct Owed {
  std::string what;
  std::optional<Instant> at;
  bool is_from_now = false;  // at: counted from the moment of the move
  bool operator==(const Owed&) const = default;
};
struct PreviewRow {
  InstanceId id;
  std::string reference, title;  // of the instance; of its workflow
  std::string before, after;     // the titles of its states
  std::string headline = {};     // filled in for a person who may see it
  std::vector<Owed> owes;
};
struct Preview {
  std::string digest;              // of the tree as it is shown here
  std::vector<PreviewRow> rows;    // live instances
  std::size_t ended = 0;           // that move along
  std::optional<Refusal> refusal;  // then there are no rows: the tree would stay as it is
};

// Refuses NotFound for what was never published, Invalid for an ambiguous beginning, NotPossible
// where several old versions have live trees and none is named.
Outcome<MovePlan> plan_move(Ports& ports, const MoveRequest& request);
// The same for one tree, to the current version of its package; none if it has that already.
std::optional<MovePlan> plan_move(Ports& ports, InstanceId root, const std::string& map);

// "Under review, Asked for more"
std::string state_titles(const Workflow& workflow, const Configuration& configuration);

// Writes nothing.
Preview preview(Ports& ports, const MovePlan& plan, InstanceId root);

// What the store is asked for one tree.
Ask ask_for_move(const MovePlan& plan, InstanceId root, PersonId actor);

// One tree in one commit. What is due is delivered by the old rules first; done again, it changes
// nothing. Refuses NotPossible where an instance has no image; then nothing of the tree is moved.
Outcome<Done> move_tree(Engine& engine, const MovePlan& plan, InstanceId root, PersonId actor);

}  // namespace accolade
