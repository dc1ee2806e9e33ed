// Instances that moved to another version of their package.
#pragma once

#include "db/apply/batch_memory.h"
#include "db/sql/connection.h"

namespace accolade::db {

// Pins them to their new version and takes away all rows that follow from the definition: the other
// writers then write them as if they were new.
void write_moves(Connection& connection, const BatchMemory& memory);
// Drafts and files under the new names of their fields; two names may change places. After the
// drafts that are gone.
void rename_fields(Connection& connection, const BatchMemory& memory);

}  // namespace accolade::db
