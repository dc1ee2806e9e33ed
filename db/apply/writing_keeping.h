// Deletes what is kept no longer from everywhere but the snapshot, which is written without it.
#pragma once

#include "db/apply/batch_memory.h"
#include "db/sql/connection.h"

namespace accolade::db {

// Of each field that a step has forgotten: what entries say of it, its draft, its files, what
// letters took from it; and the hashes of requests, from which a guess could be confirmed. After
// everything else of the batch was written.
void forget_fields(Connection& connection, const BatchMemory& memory);

}  // namespace accolade::db
