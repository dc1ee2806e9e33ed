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

inline constexpr Duration work_lease = std::chrono::seconds(10);

}  // namespace accolade
