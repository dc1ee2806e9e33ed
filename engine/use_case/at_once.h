// One event on all that a list shows: which instances these are, and what may be done with them.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "engine/use_case/engine.h"

namespace accolade {

inline constexpr std::size_t at_once_max = 10'000;

struct AtOnce {
  std::vector<InstanceId> ids;  // those that the viewer sees there, by id
  // Event -> its label: what the first of them offer without asking for an answer. A list of one
  // state offers much the same everywhere, and each is asked again when it is its turn.
  std::map<std::string, std::string> events;
};

// Whoever watches the whole acts on the whole.
bool acts_at_once(const Shown& above);

// Its children of this workflow in this state (empty: in any). NotFound for whoever may not act at
// once and for what is not there; NotPossible where there are more than at_once_max.
Outcome<AtOnce> at_once(Engine& engine, const Shown& above, const std::string& workflow,
                        const std::string& state, PersonId viewer);

}  // namespace accolade
