// SOCI with statements that are prepared once, and errors that carry nobody's words.
#include "db/sql/connection.h"

#include <unordered_map>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "db/sql/native.h"

namespace accolade::db {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

std::unique_ptr<soci::session> connect(const std::string& url, Dialect dialect) {
  if (dialect == Dialect::Postgres) {
    return std::make_unique<soci::session>(soci::postgresql, url);
  }
  [[maybe_unused]] static const bool is_configured = native::configure_sqlite();
  const std::string file = url.substr(sqlite_scheme.size());
  return std::make_unique<soci::session>(soci::sqlite3, "dbname=\"" + file + "\" timeout=10");
}

// The file remembers it: whoever only reads changes nothing.
constexpr const char* sqlite_writer_settings = "PRAGMA journal_mode = WAL";

// Checkpoints are rare because each one writes and syncs every page touched since the last: with
// the default of 1,000 pages they are what makes a batch slow (toolchain.md fact 13).
constexpr const char* sqlite_settings = R"(
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA foreign_keys = ON;
PRAGMA wal_autocheckpoint = 8000;
PRAGMA cache_size = -32000;
PRAGMA temp_store = MEMORY;
)";

// A statement is planned once and kept: the plan of a database that was empty then must not be to
// read its tables whole.
constexpr const char* postgres_settings = R"(
SET client_min_messages = warning;
SET jit = off;
SET enable_seqscan = off;
SET application_name = 'accolade';
)";

struct Use {
  std::string name;
  Parameter value;
  soci::indicator indicator = soci::i_ok;
};

}  // namespace

Dialect dialect_of(const std::string& url) {
  if (url.starts_with(sqlite_scheme) && url.size() > sqlite_scheme.size()) return Dialect::Sqlite;
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return Dialect::Postgres;
  throw std::invalid_argument("'" + url +
                              "' names no database: write sqlite:FILE or postgresql://...");
}

// A prepared statement with the places that it reads from and writes to.
struct Connection::Kept {
  Kept(soci::session& session, const std::string& sql, std::size_t columns,
       std::span<const Named> parameters)
      : cells(columns), indicators(columns, soci::i_ok), statement(session) {
    uses.reserve(parameters.size());
    statement.alloc();
    statement.prepare(sql);
    for (std::size_t i = 0; i < columns; ++i)
      statement.exchange(soci::into(cells[i], indicators[i]));
    for (const Named& parameter : parameters) {
      Use& use = uses.emplace_back(Use{parameter.name, parameter.value});
      if (use.value.is_number) {
        statement.exchange(soci::use(use.value.number, use.indicator, use.name));
      } else {
        statement.exchange(soci::use(use.value.text, use.indicator, use.name));
      }
    }
    statement.define_and_bind();
  }

  void assign(std::span<const Named> parameters) {
    auto use = uses.begin();
    for (const Named& parameter : parameters) {
      if (use == uses.end() || use->name != parameter.name ||
          use->value.is_number != parameter.value.is_number) {
        throw std::logic_error("a statement is used with other parameters than before");
      }
      use->value = parameter.value;
      use->indicator = parameter.value.is_null ? soci::i_null : soci::i_ok;
      ++use;
    }
  }

  Row row() const {
    Row row(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      row[i].is_null = indicators[i] == soci::i_null;
      if (!row[i].is_null) row[i].text = cells[i];
    }
    return row;
  }

  std::vector<std::string> cells;
  std::vector<soci::indicator> indicators;
  std::vector<Use> uses;
  soci::statement statement;
};

struct Connection::Statements {
  std::unordered_map<std::string, std::unique_ptr<Kept>> by_text;
};

Connection::Connection(const std::string& url, Access access)
    : dialect_(dialect_of(url)), statements_(std::make_unique<Statements>()) {
  try {
    session_ = connect(url, dialect_);
  } catch (const soci::soci_error& error) {
    throw DatabaseError("cannot open the database: " + error.get_error_message());
  }
  script(dialect_ == Dialect::Sqlite ? sqlite_settings : postgres_settings);
  set_writer_ =
      dialect_ == Dialect::Sqlite ? sqlite_set_writer(*session_) : postgres_set_writer(*session_);
  if (dialect_ == Dialect::Sqlite) {
    script(access == Access::Read ? "PRAGMA query_only = ON" : sqlite_writer_settings);
  }
}

Connection::~Connection() {
  statements_.reset();
  set_writer_.reset();
}

bool Connection::is_broken() const {
  return native::is_broken(*session_);
}

Connection::Kept& Connection::kept(const std::string& sql, std::size_t columns,
                                   std::span<const Named> parameters) {
  std::unique_ptr<Kept>& known = statements_->by_text[sql];
  if (!known) {
    known = std::make_unique<Kept>(*session_, in_dialect(dialect_, sql), columns, parameters);
  }
  return *known;
}

Connection::Kept& Connection::execute(const std::string& sql, std::size_t columns,
                                      std::span<const Named> parameters, std::vector<Row>* rows) {
  try {
    Kept& statement = kept(sql, columns, parameters);
    statement.assign(parameters);
    bool more = statement.statement.execute(true);
    while (more && columns > 0) {
      rows->push_back(statement.row());
      more = statement.statement.fetch();
    }
    return statement;
  } catch (const soci::soci_error& error) {
    // Half-read, it would keep the database's read lock.
    statements_->by_text.erase(sql);
    throw DatabaseError(error.get_error_message());
  }
}

std::vector<Row> Connection::rows(const std::string& sql, std::size_t columns,
                                  std::span<const Named> parameters) {
  std::vector<Row> found;
  execute(sql, columns, parameters, &found);
  return found;
}

std::int64_t Connection::run(const std::string& sql, std::initializer_list<Named> parameters) {
  return execute(sql, 0, std::span(parameters.begin(), parameters.size()), nullptr)
      .statement.get_affected_rows();
}

std::vector<std::int64_t> Connection::write(const SetWrites& writes) {
  return set_writer_->run(writes);
}

void Connection::script(const std::string& sql) {
  native::run_script(*session_, in_dialect(dialect_, sql));
}

Transaction::Transaction(Connection& connection) : connection_(connection) {
  if (connection_.dialect() == Dialect::Sqlite) {
    connection_.run("BEGIN IMMEDIATE", {});
  } else {
    connection_.script("BEGIN");
  }
}

Transaction::~Transaction() {
  if (!is_open_) return;
  try {
    connection_.script("ROLLBACK");
  } catch (const DatabaseError&) {
    // The connection is gone and its transaction with it.
  }
}

void Transaction::commit() {
  if (connection_.dialect() == Dialect::Sqlite) {
    connection_.run("COMMIT", {});
  } else {
    connection_.script("COMMIT");
  }
  is_open_ = false;
}

}  // namespace accolade::db
