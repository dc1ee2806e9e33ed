// The rows of the index, for those who write them and those who check them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/sql/connection.h"
#include "db/sql/set_writer.h"
#include "engine/machine/snapshot.h"
#include "engine/permission/sight.h"

namespace accolade::db {

inline constexpr std::int64_t pieces_apart = 64;  // ids of one instance
inline constexpr int name_piece = 63;             // of a person

inline std::int64_t findable_id(InstanceId instance, int piece) {
  return instance.number * pieces_apart + piece;
}

// Statements that take rows (set_writer.h).
extern const char* const keep_findable_sql;  // id, root, instance, person, bit, body
extern const char* const drop_findable_sql;  // by id
BatchRows& findable_row(BatchRows& rows, const Snapshot& of, int piece, const std::string& body);

// What one piece is kept as; empty: nothing. Inside the caller's transaction.
void keep_name(Connection& connection, PersonId person, const std::string& name);

// All pieces of an instance with their bodies.
std::map<int, std::string> stored_pieces(Connection& connection, InstanceId id);
// What they should be.
std::map<int, std::string> expected_pieces(const Workflow& workflow, const Snapshot& snapshot);
// What the instance's own step would write now.
Grants expected_grants(Connection& connection, const Workflow& workflow, const Snapshot& snapshot);

}  // namespace accolade::db
