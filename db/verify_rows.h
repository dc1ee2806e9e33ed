// What the definitions say of stored rows, and rows that belong to nothing.
#pragma once

#include <string>
#include <vector>

#include "db/sql/connection.h"
#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"

namespace accolade::db {

// Each adds one sentence a fault.
void check_states(Connection& connection, const Workflow& workflow, const Snapshot& snapshot,
                  std::vector<std::string>& faults);
void check_tallies(Connection& connection, const Package& package, const Workflow& workflow,
                   const Snapshot& snapshot, std::vector<std::string>& faults);
// What its children hold and wait for, counted again; and the rows of their queues.
void check_places(Connection& connection, const Package& package, const Snapshot& snapshot,
                  std::vector<std::string>& faults);
// How many are in each state, counted again.
void check_figures(Connection& connection, std::vector<std::string>& faults);
void check_orphans(Connection& connection, std::vector<std::string>& faults);

}  // namespace accolade::db
