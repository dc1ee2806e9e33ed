// The writing half of a batch: each instance once, everything else in sets.
#pragma once

#include "db/apply/batch_memory.h"
#include "db/sql/connection.h"
#include "db/store.h"

namespace accolade::db {

// Writes what the asks decided, in the open transaction. Throws Overtaken if somebody else wrote
// first what this batch relies on, and std::logic_error if a decision's entries do not go on from
// the version that it was given.
void write_batch(Connection& connection, const BatchMemory& memory, IdBlocks& ids, Instant now);

}  // namespace accolade::db
