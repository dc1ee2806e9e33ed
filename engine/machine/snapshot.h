// All there is to know about one instance: the state that `decide` steps from. Data, never
// replayed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/value/ids.h"
#include "engine/value/value.h"

namespace accolade {

// The active atomic states by name, sorted.
using Configuration = std::vector<std::string>;

struct Member {
  std::string role;
  PersonId person;
  auto operator<=>(const Member&) const = default;
};

// A timer of an active state. Its key is (state, name, entry): one made by an earlier entry is
// stale.
struct Timer {
  std::string name;               // the event it raises
  std::string state;              // dies with it
  std::int64_t entry = 0;         // the version at which the state was entered
  std::optional<Instant> due;     // none: its deadline has no instant yet
  bool follows_deadline = false;  // computed again from the facts when due
  bool operator==(const Timer&) const = default;
};

// A delayed `send`: lives until delivered or cancelled.
struct PendingSend {
  std::string id, event;
  std::int64_t number = 0;  // order of sending
  Instant due{};
  bool operator==(const PendingSend&) const = default;
};

// What the children amount to, for one tally of the workflow.
struct TallyFigures {
  std::int64_t count = 0;
  Decimal total;
  std::optional<Decimal> min, max;  // kept for min, max and spread only
  bool operator==(const TallyFigures&) const = default;
};

// How much of a pool of places (machine/places.h) the children have taken.
struct PoolFigures {
  std::int64_t held = 0, waiting = 0;
  std::int64_t last_number = 0;  // that was given in its queue
  bool operator==(const PoolFigures&) const = default;
};

struct Snapshot {
  InstanceId id, root, parent;  // parent is 0 for a root
  int depth = 0;
  std::string workflow;
  std::string package;       // the hash that the tree is pinned to
  std::int64_t version = 0;  // number of history entries
  Configuration configuration;
  std::map<std::string, Configuration> remembered;  // history state -> what it restores
  Fields fields;
  std::vector<Member> people;  // roles by creator and assigned; sorted
  std::vector<Timer> timers;
  std::vector<PendingSend> sends;
  std::map<std::string, Instant> entered;  // active atomic states: since when (staying.h)
  std::optional<Instant> expected;         // when it should have gone on
  std::optional<Instant> reminded;         // whoever owes, the last time (reminding.h)
  std::map<std::string, Instant> since;  // fields that deadlines below read: when each last changed
  std::set<std::string> forgotten;       // fields that were deleted after their time (keeping.h)
  std::string outcome;                   // of the top-level final state; empty while running
  std::string reference;
  std::map<std::string, std::int64_t> next_numbers;  // child workflow -> the next {number}
  std::map<std::string, TallyFigures>
      tallies;                                 // by Tally::text(); a row of its own in the database
  std::map<std::string, PoolFigures> pools;    // "modes.on_site"; a row of its own in the database
  std::map<std::string, std::int64_t> queued;  // pools that it waits for -> its number there
  std::string chain;  // hash of the last history entry, 64 hex digits; empty before the first
  Instant created{}, changed{};

  bool operator==(const Snapshot&) const = default;
};

}  // namespace accolade
