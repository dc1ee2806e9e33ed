// One session with one database. Not thread-safe: a thread holds it by a lease of its pool.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "db/sql/dialect.h"
#include "db/sql/parameter.h"
#include "db/sql/set_writer.h"

namespace accolade::db {

// The database is down, or refused this statement. Says the first line of what the database says:
// the rest quotes the row, and that is people's words.
struct DatabaseError : std::runtime_error {
  explicit DatabaseError(const std::string& message)
      : std::runtime_error(message.substr(0, message.find('\n'))) {}
};

enum class Access { Read, Write };

// Of `sqlite:FILE` or `postgresql://...`. Throws std::invalid_argument for anything else.
Dialect dialect_of(const std::string& url);

class Connection {
 public:
  // Throws DatabaseError. Access::Read on SQLite refuses every write.
  Connection(const std::string& url, Access access);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Dialect dialect() const { return dialect_; }
  bool is_broken() const;

  // `sql` uses the @words of dialect.h and :named parameters; it is prepared once and kept. All
  // rows, each of `columns` cells.
  std::vector<Row> rows(const std::string& sql, std::size_t columns,
                        std::initializer_list<Named> parameters) {
    return rows(sql, columns, std::span(parameters.begin(), parameters.size()));
  }
  std::vector<Row> rows(const std::string& sql, std::size_t columns,
                        std::span<const Named> parameters);
  // Returns how many rows were written.
  std::int64_t run(const std::string& sql, std::initializer_list<Named> parameters);
  // Many rows by several set statements, in order and in one round trip; how many rows each wrote.
  std::vector<std::int64_t> write(const SetWrites& writes);
  // Several statements without parameters, @words spelled out (toolchain.md fact 8).
  void script(const std::string& sql);

  soci::session& session() { return *session_; }

 private:
  struct Kept;
  Kept& kept(const std::string& sql, std::size_t columns, std::span<const Named> parameters);
  Kept& execute(const std::string& sql, std::size_t columns, std::span<const Named> parameters,
                std::vector<Row>* rows);

  Dialect dialect_;
  std::unique_ptr<soci::session> session_;
  struct Statements;
  std::unique_ptr<Statements> statements_;
  std::unique_ptr<SetWriter> set_writer_;
};

// Rolls back unless committed. BEGIN IMMEDIATE on SQLite: a transaction that reads first and writes
// later would fail as soon as somebody else wrote in between (toolchain.md fact 7).
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Connection& connection_;
  bool is_open_ = true;
};

}  // namespace accolade::db
