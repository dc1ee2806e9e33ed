// What lists, counts and permissions are answered from: states, tallies, memberships, sights.
#pragma once

#include "db/apply/batch_memory.h"
#include "db/sql/set_writer.h"

namespace accolade::db {

// Each adds its statements. Of instances that are new or whose configuration changed.
void write_states(const BatchMemory& memory, SetWrites& writes);
// Figures that moved, and the parts of those that need all of them.
void write_tallies(const BatchMemory& memory, SetWrites& writes);
// Pools that moved, and who joined or left their queues.
void write_places(const BatchMemory& memory, SetWrites& writes);
// Memberships and sights, replaced whole for each instance whose roles changed.
void write_roles(const BatchMemory& memory, SetWrites& writes);

}  // namespace accolade::db
