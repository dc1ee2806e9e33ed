// SQLite is a function call away: each row is bound to the kept statement and executed.
#include <unordered_map>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "db/sql/connection.h"
#include "db/sql/set_writer.h"

namespace accolade::db {
namespace {

namespace lite = sqlite_api;

class SqliteSetWriter : public SetWriter {
 public:
  explicit SqliteSetWriter(lite::sqlite3* database) : database_(database) {}

  std::vector<std::int64_t> run(const SetWrites& writes) override {
    std::vector<std::int64_t> written;
    for (const SetWrite& write : writes)
      written.push_back(run(kept(write.sql), write.rows));
    return written;
  }

 private:
  using Handle = std::unique_ptr<lite::sqlite3_stmt, int (*)(lite::sqlite3_stmt*)>;
  struct Kept {
    Handle statement;
    std::vector<std::string> columns;
  };

  [[noreturn]] void fail() const { throw DatabaseError(lite::sqlite3_errmsg(database_)); }

  const Kept& kept(const std::string& sql) {
    if (const auto known = kept_.find(sql); known != kept_.end()) return known->second;
    lite::sqlite3_stmt* statement = nullptr;
    const std::string spelled = in_dialect(Dialect::Sqlite, sql);
    if (lite::sqlite3_prepare_v3(database_, spelled.c_str(), -1, SQLITE_PREPARE_PERSISTENT,
                                 &statement, nullptr) != SQLITE_OK) {
      fail();
    }
    Kept kept{{statement, lite::sqlite3_finalize}, batch_columns(sql)};
    return kept_.emplace(sql, std::move(kept)).first->second;
  }

  std::int64_t run(const Kept& kept, const BatchRows& rows) {
    const std::vector<const BatchRows::Cell*> cells = rows.in_order(kept.columns);
    lite::sqlite3_stmt* const statement = kept.statement.get();
    std::int64_t changed = 0;  // by the statement itself, not by triggers
    auto cell = cells.begin();
    for (std::size_t row = 0; row < rows.count(); ++row) {
      for (std::size_t column = 0; column < kept.columns.size(); ++column)
        bind(statement, static_cast<int>(column) + 1, rows, *cell++);
      const bool is_done = lite::sqlite3_step(statement) == SQLITE_DONE;
      // Says the same error again, so that it is told before.
      const std::string said = is_done ? "" : lite::sqlite3_errmsg(database_);
      lite::sqlite3_reset(statement);
      if (!is_done) throw DatabaseError(said);
      changed += lite::sqlite3_changes(database_);
    }
    lite::sqlite3_clear_bindings(statement);
    return changed;
  }

  void bind(lite::sqlite3_stmt* statement, int place, const BatchRows& rows,
            const BatchRows::Cell* cell) const {
    int result = SQLITE_OK;
    if (cell == nullptr) {
      result = lite::sqlite3_bind_null(statement, place);
    } else if (!cell->is_text) {
      result = lite::sqlite3_bind_int64(statement, place, cell->number);
    } else {
      const std::string_view text = rows.text(*cell);
      result = lite::sqlite3_bind_text64(statement, place, text.data(), text.size(), SQLITE_STATIC,
                                         SQLITE_UTF8);
    }
    if (result != SQLITE_OK) fail();
  }

  lite::sqlite3* const database_;
  std::unordered_map<std::string, Kept> kept_;
};

}  // namespace

std::unique_ptr<SetWriter> sqlite_set_writer(soci::session& session) {
  return std::make_unique<SqliteSetWriter>(
      static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_);
}

}  // namespace accolade::db
