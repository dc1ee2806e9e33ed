// What a batch adds to the figures: who came to which state, who left it after how long, and when
// each should go on.
#pragma once

#include "db/apply/batch_memory.h"
#include "db/sql/set_writer.h"

namespace accolade::db {

void write_figures(const BatchMemory& memory, SetWrites& writes);

}  // namespace accolade::db
