// Delivers what is due: timers that have come, events that wait in an inbox.
#pragma once

#include "engine/use_case/engine.h"

namespace accolade {

// How long a request that was received in time may be on its way to the store: a deadline is not
// delivered by the clock before that has passed. It holds for persons from its very instant on.
inline constexpr Duration late_arrival_max = std::chrono::seconds(2);

// One round of at most 200 instances, each in a step of its own; many at once, so that they meet in
// the batches of the store and whoever asks meanwhile waits for one batch at most. True if it found
// a full round's worth. An instance that breaks is logged and does not hold up others.
bool deliver_due(Engine& engine, Duration patience);

}  // namespace accolade
