// Whether the search finds what there is, and shows it to those who may see it.
#pragma once

#include <string>
#include <vector>

#include "db/sql/connection.h"
#include "engine/definition/workflow.h"
#include "engine/machine/snapshot.h"

namespace accolade::db {

// The pieces of an instance are its texts, and each sight shows what its roles see.
void check_findable(Connection& connection, const Workflow& workflow, const Snapshot& snapshot,
                    std::vector<std::string>& faults);
// The index of words has what `findable` says, and names are those of the directory. On SQLite its
// own check waits for the writer's lock, and writes nothing.
void check_word_index(const std::string& url, std::vector<std::string>& faults);

}  // namespace accolade::db
