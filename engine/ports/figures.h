// What the store counts as it goes, so that looking at everything costs the same whatever there is.
#pragma once

#include <string>
#include <vector>

#include "engine/figures/waits.h"
#include "engine/value/ids.h"
#include "engine/value/instant.h"

namespace accolade {

// One atomic state of one workflow of a tree.
struct StateFigures {
  std::string workflow, state;
  std::int64_t here = 0;     // instances that are in it now
  std::int64_t entered = 0;  // that are or were in it
  Waits waits;               // of those that left it: how long they had been in it
};

// An instance that should have gone on by `due`.
struct Overdue {
  InstanceId instance;
  Instant due{};
};

// A timer of `instance`; or of many children of `owner`, one of which is `instance`.
struct Upcoming {
  InstanceId instance, owner;  // owner 0: it is the instance's own
  std::string timer, state;
  Instant due{};
};

// Thread-safe.
class Figures {
 public:
  virtual ~Figures() = default;

  // By workflow and state; those in which nothing ever was are left out. Exact at one instant.
  virtual std::vector<StateFigures> of_tree(InstanceId root) = 0;
  // What the viewer may see, the longest overdue first; at most `limit`.
  virtual std::vector<Overdue> overdue(PersonId viewer, int limit) = 0;
  // Timers due after now and until then of what the viewer may see, the nearest first.
  virtual std::vector<Upcoming> upcoming(PersonId viewer, Instant until, int limit) = 0;
  // Adds at most 5,000 changes to the figures; how many they were. Several programs may do it at
  // once.
  virtual int fold() = 0;
};

}  // namespace accolade
