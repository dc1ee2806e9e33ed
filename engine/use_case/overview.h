// Everything at a glance, for whoever watches: the calls of which they see the whole history. What
// is counted is only what they may see one by one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/use_case/engine.h"

namespace accolade {

// One atomic state that instances of a call pass through.
struct StageFigures {
  std::string state, title;
  bool is_end = false;
  std::int64_t here = 0;     // that are in it now
  std::int64_t entered = 0;  // that are or were in it
  std::optional<Duration> median,
      most;                            // how long half, and nine of ten, of those that left stayed
  std::optional<std::int64_t> likely;  // of those here: how many will have left by CallFigures::by
};

struct FlowFigures {
  std::string workflow, title;
  bool is_direct = false;            // children of the call itself
  std::vector<StageFigures> stages;  // in the order of the file; without those nothing ever was in
};

struct CallFigures {
  ListRow call;
  std::optional<Instant> by;  // when the call itself goes on; what is likely is likely by then
  std::vector<FlowFigures> flows;
};

// An instance that should have gone on, and has not.
struct LateRow {
  ListRow row;                   // its states say who owes
  Instant since{};               // in this state
  Instant expected{};            // to have left it
  bool may_be_reminded = false;  // somebody owes, and was not just reminded
  std::optional<Instant> reminded = {};
};

struct UndeliveredLetter {
  Letter letter;
  std::string title;  // of its instance
};

// What the clock will do by itself.
struct ComingRow {
  Instant at{};
  InstanceId instance;
  std::string title, kind;       // of the instance; kind: the workflow's title
  std::string from_state, then;  // titles; `then` empty: nothing but the timer's event
  bool is_for_many = false;      // children of the instance, of that kind, in that state
};

struct Overview {
  std::vector<CallFigures> calls;  // newest first
  InstanceId next;                 // older ones are below it; 0: the end
  std::vector<LateRow> late;       // the longest overdue first
  std::vector<UndeliveredLetter> letters;
  std::vector<ComingRow> coming;  // of the next 14 days
};

// Whether anything at all is theirs to watch: a call of which they see the whole history.
bool watches(Ports& ports, PersonId person);
// As many calls as a page shows, below `before` unless it is 0. Nothing for a visitor.
Overview overview(Ports& ports, PersonId viewer, InstanceId before = {});
// Refuses NotFound for whoever does not watch it, and for what is no root.
Outcome<CallFigures> figures_of_call(Ports& ports, InstanceId call, PersonId viewer);

// Writes to whoever has to act there. Refuses as remind of engine/machine/reminding.h, and NotFound
// for what the actor does not see.
Outcome<Applied> remind(Ports& ports, InstanceId id, PersonId actor,
                        std::optional<IdempotencyKey> idempotency = {});

}  // namespace accolade
