// Does the long work that waits, one after the other.
#pragma once

#include <functional>

#include "handlers/pages/pages.h"

namespace accolade {

struct WorkRoom {
  Pages& pages;
  std::function<bool()> is_ending;  // the program: what is under way is left for the next
};

// Takes the oldest work that nobody has and does it until its end, or until the program ends. True:
// there may be more. A lease that lapses (its node died) is taken over within work_lease.
bool do_long_work(const WorkRoom& room);

// Deletes what ended so long ago, with its files.
void forget_long_work(Ports& ports);

inline constexpr Duration work_lease = std::chrono::seconds(10);
inline constexpr Duration long_work_kept = std::chrono::hours(24 * 30);  // after its end

}  // namespace accolade
