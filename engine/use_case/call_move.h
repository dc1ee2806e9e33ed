// Moving one call from its page: what the secretariat is asked, shown and told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/move/questions.h"
#include "engine/use_case/mover.h"

namespace accolade {

// Whether the person may begin a call of this kind and sees all of this one: fields, history,
// names.
bool may_move(Engine& engine, const Shown& shown, PersonId person);
// Whether there is a newer version for a call that may_move lets this person move.
bool is_movable(Engine& engine, const Shown& shown, PersonId person);

struct CallMove {
  Shown shown;
  std::vector<PublishedVersion> versions;  // the current one first
  std::optional<MovePlan> plan;  // with the answers; none: it has the current version, or has ended
  std::vector<MapQuestion> questions;
};
// Refuses NotFound where may_move says no, as for what is absent.
Outcome<CallMove> ask_to_move(Engine& engine, InstanceId root, PersonId person,
                              const MapAnswers& answers);

// As preview(), with the rows that the person may see, and their headlines. A refusal names no
// other ones either.
Preview preview_for(Engine& engine, const MovePlan& plan, InstanceId root, PersonId person);

// What was shown, for changes_since() to compare: a line a row, without what is counted from now.
std::string seen_of(const Preview& shown);
// "Nomination 4711 was at “Draft” and is now at “Sent in”": one sentence for each row that is not
// as `seen` has it. None: what would be moved is what was seen.
std::vector<std::string> changes_since(const std::string& seen, const Preview& now);

struct CallMoveRequest {
  InstanceId root;
  PersonId actor;
  PackageHash from, to;  // of the page
  MapAnswers answers;
  std::string seen;  // seen_of the page
  std::optional<IdempotencyKey> idempotency = {};
};
// One commit, of exactly what was seen. Refuses NotFound as ask_to_move; NotPossible where it was
// moved already (saying by whom) or an instance has no image; Stale with one problem for each
// change since it was seen; Invalid while the answers leave something open.
Outcome<Applied> move_call(Engine& engine, const CallMoveRequest& request);

}  // namespace accolade
