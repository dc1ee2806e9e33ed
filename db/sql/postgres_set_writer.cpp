// PostgreSQL is a round trip away: the statements go out together in libpq's pipeline mode, each
// column as one binary array (PostgreSQL 15, 34.5 Pipeline Mode; array_recv in arrayfuncs.c).
#include <charconv>
#include <stdexcept>
#include <unordered_map>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "db/sql/connection.h"
#include "db/sql/set_writer.h"

namespace accolade::db {
namespace {

using PostgresResult = std::unique_ptr<PGresult, void (*)(PGresult*)>;

template <class Number>
void append_in_network_order(std::string& bytes, Number number) {
  for (int shift = static_cast<int>(sizeof(Number)) * 8 - 8; shift >= 0; shift -= 8)
    bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> static_cast<unsigned>(shift));
}

// One column of all rows.
std::string binary_array(const BatchRows& rows, const std::vector<const BatchRows::Cell*>& cells,
                         std::size_t column, std::size_t columns, bool is_text) {
  constexpr std::int32_t int8_type = 20, text_type = 25;  // pg_type.dat
  std::string bytes;
  append_in_network_order(bytes, std::int32_t{1});  // dimension
  append_in_network_order(bytes, std::int32_t{1});  // there may be NULLs
  append_in_network_order(bytes, is_text ? text_type : int8_type);
  append_in_network_order(bytes, static_cast<std::int32_t>(rows.count()));
  append_in_network_order(bytes, std::int32_t{1});  // the first index
  for (std::size_t i = column; i < cells.size(); i += columns) {
    const BatchRows::Cell* const cell = cells[i];
    if (cell == nullptr) {
      append_in_network_order(bytes, std::int32_t{-1});
      continue;
    }
    if (cell->is_text != is_text) {
      throw std::logic_error("a row sets " + std::string(cell->column) + " to another type");
    }
    if (is_text) {
      append_in_network_order(bytes, static_cast<std::int32_t>(cell->text_bytes));
      bytes += rows.text(*cell);
    } else {
      append_in_network_order(bytes, std::int32_t{8});
      append_in_network_order(bytes, cell->number);
    }
  }
  return bytes;
}

// The arrays of one statement, as PQsendQueryPrepared takes them.
struct BinaryParameters {
  std::vector<std::string> arrays;
  std::vector<const char*> values;
  std::vector<int> lengths, formats;
};

class PostgresSetWriter : public SetWriter {
 public:
  explicit PostgresSetWriter(PGconn* connection) : connection_(connection) {}

  std::vector<std::int64_t> run(const SetWrites& writes) override {
    if (writes.empty()) return {};
    // Whatever can throw of ours does so before anything is sent.
    std::vector<BinaryParameters> parameters;
    for (const SetWrite& write : writes)
      parameters.push_back(parameters_of(kept(write.sql), write.rows));

    expect(PQenterPipelineMode(connection_));
    for (std::size_t i = 0; i < writes.size(); ++i) {
      const BinaryParameters& sent = parameters[i];
      expect(PQsendQueryPrepared(connection_, kept(writes[i].sql).name.c_str(),
                                 static_cast<int>(sent.values.size()), sent.values.data(),
                                 sent.lengths.data(), sent.formats.data(), 0));
    }
    expect(PQpipelineSync(connection_));
    return results(writes.size());
  }

 private:
  struct Kept {
    std::string name;
    std::vector<std::string> columns;
    std::vector<bool> are_texts;
  };

  // The connection is of no use afterwards: libpq refuses only when it is broken.
  void expect(int is_done) const {
    if (is_done != 1) throw DatabaseError(PQerrorMessage(connection_));
  }

  const Kept& kept(const std::string& sql) {
    if (const auto known = kept_.find(sql); known != kept_.end()) return known->second;
    Kept kept{"batch_" + std::to_string(kept_.size()), batch_columns(sql), {}};
    const std::string spelled = in_dialect(Dialect::Postgres, sql);
    const PostgresResult result(
        PQprepare(connection_, kept.name.c_str(), spelled.c_str(), 0, nullptr), PQclear);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
      throw DatabaseError(PQerrorMessage(connection_));
    }
    const PostgresResult described(PQdescribePrepared(connection_, kept.name.c_str()), PQclear);
    constexpr Oid text_array_type = 1009;  // pg_type.dat
    for (int i = 0; i < PQnparams(described.get()); ++i)
      kept.are_texts.push_back(PQparamtype(described.get(), i) == text_array_type);
    return kept_.emplace(sql, std::move(kept)).first->second;
  }

  static BinaryParameters parameters_of(const Kept& kept, const BatchRows& rows) {
    const std::vector<const BatchRows::Cell*> cells = rows.in_order(kept.columns);
    BinaryParameters parameters;
    for (std::size_t i = 0; i < kept.columns.size(); ++i) {
      parameters.arrays.push_back(
          binary_array(rows, cells, i, kept.columns.size(), kept.are_texts.at(i)));
    }
    for (const std::string& array : parameters.arrays) {
      parameters.values.push_back(array.data());
      parameters.lengths.push_back(static_cast<int>(array.size()));
      parameters.formats.push_back(1);
    }
    return parameters;
  }

  // Of the statements that were sent, then of the synchronisation. After an error the server skips
  // the rest, which is read all the same: the connection is in order again.
  std::vector<std::int64_t> results(std::size_t count) {
    std::vector<std::int64_t> written;
    std::string error;
    for (std::size_t i = 0; i < count; ++i) {
      const PostgresResult result = next_result();
      const ExecStatusType status = PQresultStatus(result.get());
      if (status == PGRES_COMMAND_OK) {
        written.push_back(number_in(PQcmdTuples(result.get())));
      } else if (error.empty()) {
        error = PQresultErrorMessage(result.get());
      }
      while (next_result()) {
      }
    }
    const PostgresResult synchronised = next_result();
    if (PQresultStatus(synchronised.get()) != PGRES_PIPELINE_SYNC || written.size() != count) {
      PQexitPipelineMode(connection_);
      throw DatabaseError(error.empty() ? PQerrorMessage(connection_) : error);
    }
    expect(PQexitPipelineMode(connection_));
    return written;
  }

  PostgresResult next_result() const { return {PQgetResult(connection_), PQclear}; }

  static std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }

  PGconn* const connection_;
  std::unordered_map<std::string, Kept> kept_;
};

}  // namespace

std::unique_ptr<SetWriter> postgres_set_writer(soci::session& session) {
  return std::make_unique<PostgresSetWriter>(
      static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_);
}

}  // namespace accolade::db
