// What lists, counts and permissions are answered from: states, tallies, memberships, sights.
#pragma once

#include "db/apply/batch_memory.h"
#include "db/sql/connection.h"

namespace accolade::db {

// Of instances that are new or whose configuration changed.
void write_states(Connection& connection, const BatchMemory& memory);
// Figures that moved, and the parts of those that need all of them.
void write_tallies(Connection& connection, const BatchMemory& memory);
// Memberships and sights, replaced whole for each instance whose roles changed.
void write_roles(Connection& connection, const BatchMemory& memory);

}  // namespace accolade::db
