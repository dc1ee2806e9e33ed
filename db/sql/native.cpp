// The native handles of both engines, under SOCI's sessions.
#include "db/sql/native.h"

#include <array>
#include <memory>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "db/sql/connection.h"

namespace accolade::db::native {
namespace {

constexpr std::size_t chunk_bytes_max = 256 * 1024;

namespace lite = sqlite_api;

lite::sqlite3* sqlite_of(soci::session& session) {
  // The library exports no type information, so its own name for the backend has to do.
  if (session.get_backend_name() != "sqlite3") return nullptr;
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

PGconn* postgres_of(soci::session& session) {
  return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

using Statement = std::unique_ptr<lite::sqlite3_stmt, int (*)(lite::sqlite3_stmt*)>;
using Result = std::unique_ptr<PGresult, void (*)(PGresult*)>;

Statement prepare(lite::sqlite3* database, const char* sql) {
  lite::sqlite3_stmt* statement = nullptr;
  if (lite::sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK) {
    throw DatabaseError(lite::sqlite3_errmsg(database));
  }
  return {statement, lite::sqlite3_finalize};
}

void expect(PGconn* connection, const PGresult* result, ExecStatusType expected) {
  if (PQresultStatus(result) != expected) throw DatabaseError(PQerrorMessage(connection));
}

// int8 in network order, as the binary protocol takes it.
std::array<char, 8> binary(std::int64_t number) {
  std::array<char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<char>(static_cast<std::uint64_t>(number) >> (56 - 8 * i));
  }
  return bytes;
}

void put_in_sqlite(lite::sqlite3* database, std::int64_t file, std::int64_t number,
                   std::string_view bytes) {
  const Statement statement =
      prepare(database, "INSERT INTO file_chunk (file, number, bytes) VALUES (?, ?, ?)");
  lite::sqlite3_bind_int64(statement.get(), 1, file);
  lite::sqlite3_bind_int64(statement.get(), 2, number);
  lite::sqlite3_bind_blob(statement.get(), 3, bytes.data(), static_cast<int>(bytes.size()),
                          SQLITE_STATIC);
  if (lite::sqlite3_step(statement.get()) != SQLITE_DONE) {
    throw DatabaseError(lite::sqlite3_errmsg(database));
  }
}

void put_in_postgres(PGconn* connection, std::int64_t file, std::int64_t number,
                     std::string_view bytes) {
  const std::array<char, 8> file_binary = binary(file);
  const std::array<char, 8> number_binary = binary(number);
  const std::array<const char*, 3> values = {file_binary.data(), number_binary.data(),
                                             bytes.data()};
  const std::array<int, 3> lengths = {8, 8, static_cast<int>(bytes.size())};
  const std::array<int, 3> formats = {1, 1, 1};
  const Result result(PQexecParams(connection,
                                   "INSERT INTO file_chunk (file, number, bytes)"
                                   " VALUES ($1::bigint, $2::bigint, $3::bytea)",
                                   3, nullptr, values.data(), lengths.data(), formats.data(), 1),
                      PQclear);
  expect(connection, result.get(), PGRES_COMMAND_OK);
}

std::string get_from_sqlite(lite::sqlite3* database, std::int64_t file) {
  const Statement statement =
      prepare(database, "SELECT bytes FROM file_chunk WHERE file = ? ORDER BY number");
  lite::sqlite3_bind_int64(statement.get(), 1, file);
  std::string bytes;
  int step = lite::sqlite3_step(statement.get());
  for (; step == SQLITE_ROW; step = lite::sqlite3_step(statement.get())) {
    const void* const chunk = lite::sqlite3_column_blob(statement.get(), 0);
    const int size = lite::sqlite3_column_bytes(statement.get(), 0);
    if (size > 0) bytes.append(static_cast<const char*>(chunk), static_cast<std::size_t>(size));
  }
  if (step != SQLITE_DONE) throw DatabaseError(lite::sqlite3_errmsg(database));
  return bytes;
}

std::string get_from_postgres(PGconn* connection, std::int64_t file) {
  const std::array<char, 8> file_binary = binary(file);
  const std::array<const char*, 1> values = {file_binary.data()};
  const std::array<int, 1> lengths = {8};
  const std::array<int, 1> formats = {1};
  const Result result(
      PQexecParams(connection,
                   "SELECT bytes FROM file_chunk WHERE file = $1::bigint ORDER BY number", 1,
                   nullptr, values.data(), lengths.data(), formats.data(), 1),
      PQclear);
  expect(connection, result.get(), PGRES_TUPLES_OK);
  std::string bytes;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    bytes.append(PQgetvalue(result.get(), row, 0),
                 static_cast<std::size_t>(PQgetlength(result.get(), row, 0)));
  }
  return bytes;
}

}  // namespace

bool configure_sqlite() {
  return lite::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK &&
         lite::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
}

bool is_broken(soci::session& session) {
  return sqlite_of(session) == nullptr && PQstatus(postgres_of(session)) != CONNECTION_OK;
}

void run_script(soci::session& session, const std::string& sql) {
  if (lite::sqlite3* const database = sqlite_of(session)) {
    if (lite::sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw DatabaseError(lite::sqlite3_errmsg(database));
    }
    return;
  }
  PGconn* const connection = postgres_of(session);
  const Result result(PQexec(connection, sql.c_str()), PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw DatabaseError(PQerrorMessage(connection));
  }
}

void put_chunks(soci::session& session, std::int64_t file, std::string_view bytes) {
  lite::sqlite3* const database = sqlite_of(session);
  for (std::int64_t number = 0; !bytes.empty(); ++number) {
    const std::string_view chunk = bytes.substr(0, chunk_bytes_max);
    if (database != nullptr) {
      put_in_sqlite(database, file, number, chunk);
    } else {
      put_in_postgres(postgres_of(session), file, number, chunk);
    }
    bytes.remove_prefix(chunk.size());
  }
}

std::string get_chunks(soci::session& session, std::int64_t file) {
  if (lite::sqlite3* const database = sqlite_of(session)) return get_from_sqlite(database, file);
  return get_from_postgres(postgres_of(session), file);
}

}  // namespace accolade::db::native
