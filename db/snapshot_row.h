// A snapshot as one row of `instance` and its rows of `tally` and `pool`.
#pragma once

#include <string>
#include <vector>

#include "db/sql/connection.h"
#include "engine/machine/snapshot.h"

namespace accolade::db {

// The columns that snapshot_from reads, of `instance AS i`.
inline const std::string snapshot_columns =
    "i.id, i.root, i.parent, i.depth, i.workflow, i.package, i.version, i.configuration, i.data,"
    " i.chain, i.created, i.changed";
inline constexpr std::size_t snapshot_column_count = 12;

// Without tallies and pools. Throws std::runtime_error on a damaged row.
Snapshot snapshot_from(const Row& row);

// The texts of two columns.
std::string configuration_text(const Snapshot& snapshot);
std::string data_text(const Snapshot& snapshot);

// count, total, least, most: the four columns from `first`.
TallyFigures figures_from(const Row& row, std::size_t first);

// held, waiting, last_number: the three columns from `first`.
PoolFigures pool_from(const Row& row, std::size_t first);

// With tallies and pools; in the order of ids, unknown ones left out.
std::vector<Snapshot> load_snapshots(Connection& connection, const std::vector<InstanceId>& ids);

}  // namespace accolade::db
