// When the clock has to wake an instance: its own timers, and deadlines that children share.
#pragma once

#include "db/apply/batch_memory.h"
#include "db/sql/set_writer.h"

namespace accolade::db {

// Replaced for each instance whose timers or delayed sends changed.
void write_timers(const BatchMemory& memory, SetWrites& writes);
// One row each, whatever the number of timers that wait for it.
void write_deadlines(const BatchMemory& memory, SetWrites& writes);

}  // namespace accolade::db
