// Fills the index for what was there before it.
#pragma once

#include "db/sql/connection.h"
#include "engine/ports/packages.h"

namespace accolade::db {

// Inside the transaction of the migration that made the tables. What is pinned to a package that
// does not load any more stays unfound; `accolade verify` names it.
void fill_search(Connection& connection, Packages& packages);

}  // namespace accolade::db
