// Runs set statements through the native handle: one row after the other where that costs nothing
// (SQLite), all statements in one round trip where each would cost one (PostgreSQL).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "db/sql/batch_rows.h"

namespace soci {
class session;
}

namespace accolade::db {

// A statement with @batch(...), which takes its rows and no other parameter.
struct SetWrite {
  std::string sql;
  BatchRows rows;
  bool is_exact = false;  // writes as many rows as it takes, unless somebody else was first
};
using SetWrites = std::vector<SetWrite>;

// Nothing without rows.
void add(SetWrites& writes, const std::string& sql, BatchRows rows);
void add_exact(SetWrites& writes, const std::string& sql, BatchRows rows);

class SetWriter {
 public:
  virtual ~SetWriter() = default;
  // In order; returns how many rows each has written. Throws DatabaseError: then some may be
  // written, and the transaction is to be rolled back.
  virtual std::vector<std::int64_t> run(const SetWrites& writes) = 0;
};

// Statements are prepared once and kept. The session has to outlive the writer.
std::unique_ptr<SetWriter> sqlite_set_writer(soci::session& session);
std::unique_ptr<SetWriter> postgres_set_writer(soci::session& session);

}  // namespace accolade::db
