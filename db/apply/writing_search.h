// Keeps the index of words in the commit of the step.
#pragma once

#include "db/apply/batch_memory.h"
#include "db/sql/set_writer.h"

namespace accolade::db {

void write_findable(const BatchMemory& memory, SetWrites& writes);

}  // namespace accolade::db
