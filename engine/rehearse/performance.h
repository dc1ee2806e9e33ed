// A rehearsal from the first visit to the last: time goes from one due timer or visit to the next.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/rehearse/players.h"

namespace accolade {

struct Rehearsal {
  std::uint64_t seed = 1;
  int cases = 100;
  std::function<void(Instant)> set_clock;  // of the store; until then it stands at rehearsal_begins
  // Told after each visit and each timer how far it is.
  std::function<void(Instant now, std::int64_t steps)> progress = {};
};

// A Monday morning.
inline constexpr Instant rehearsal_begins{std::chrono::sys_days{std::chrono::year{2026} / 1 / 5} +
                                          std::chrono::hours(9)};

// Plays on an empty store whose current package is `package`, and whose decisions `journal` is told
// (watched). Goes on until nothing is due and nobody comes any more; gives up after 30 years, or
// when people went round in circles. Refuses NotAllowed if nobody may begin.
Outcome<Account> perform(Engine& engine, const Package& package, Journal& journal,
                         const Rehearsal& rehearsal);

}  // namespace accolade
