// One transaction for many asks.
#pragma once

#include <vector>

#include "db/apply/batch_memory.h"
#include "db/apply/waiting.h"
#include "db/store.h"

namespace accolade::db {

// Locks, reads, decides one ask after the other, writes, commits; one answer an ask, in their
// order. A refusal writes nothing; an exception of `decide` is the answer of its own ask alone.
// Throws what the database throws: then nothing is written, for nobody.
std::vector<Answer> commit_batch(Connection& connection, Store& store, IdBlocks& ids,
                                 const Decide& decide, const std::vector<Waiting*>& batch);

}  // namespace accolade::db
