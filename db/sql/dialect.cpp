// Spells the @words of the SQL texts out for one engine.
#include "db/sql/dialect.h"

#include <map>
#include <stdexcept>

#include <fmt/format.h>

namespace accolade::db {
namespace {

struct Spelling {
  std::string sqlite, postgres;
};

// Words without arguments.
const std::map<std::string, Spelling, std::less<>>& plain_words() {
  static const std::map<std::string, Spelling, std::less<>> words = {
      {"lock", {"", "FOR NO KEY UPDATE"}},
      {"skip_locked", {"", "FOR UPDATE SKIP LOCKED"}},
      // INTEGER PRIMARY KEY is SQLite's own row number: one tree instead of two.
      {"id", {"INTEGER", "BIGINT"}},
      {"bytes", {"BLOB", "BYTEA"}},
      {"keyed", {"WITHOUT ROWID", ""}},
      // Room on each page for the next version of a row (HOT updates).
      {"roomy", {"", "WITH (fillfactor = 85)"}},
  };
  return words;
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \n");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \n") - begin + 1));
}

std::vector<std::string> arguments_of(std::string_view list) {
  std::vector<std::string> arguments;
  while (true) {
    const std::size_t comma = list.find(',');
    arguments.push_back(trimmed(list.substr(0, comma)));
    if (comma == std::string_view::npos) return arguments;
    list.remove_prefix(comma + 1);
  }
}

std::string name_in(const std::string& column) {
  return column.substr(0, column.find(' '));
}

// arguments: alias, then "name type" for each column. One row of parameters on SQLite, which is
// executed row by row; arrays on PostgreSQL.
std::string batch(Dialect dialect, const std::vector<std::string>& arguments) {
  std::string values, names;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::string& column = arguments[i];
    const std::string name = name_in(column);
    if (i > 1) values += ", ";
    if (i > 1) names += ", ";
    names += name;
    values += dialect == Dialect::Postgres
                  ? fmt::format("CAST(${} AS {}[])", i, column.substr(name.size() + 1))
                  : fmt::format("?{} AS {}", i, name);
  }
  return dialect == Dialect::Postgres
             ? fmt::format("unnest({}) AS {}({})", values, arguments[0], names)
             : fmt::format("(SELECT {}) AS {}", values, arguments[0]);
}

// arguments: alias, parameter, then "name type" for each column.
std::string rows(Dialect dialect, const std::vector<std::string>& arguments) {
  std::string columns;
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    if (i > 2) columns += ", ";
    const std::string name = name_in(arguments[i]);
    columns +=
        dialect == Dialect::Postgres ? arguments[i] : fmt::format("value ->> '{0}' AS {0}", name);
  }
  return dialect == Dialect::Postgres ? fmt::format("json_to_recordset(CAST({} AS json)) AS {}({})",
                                                    arguments[1], arguments[0], columns)
                                      : fmt::format("(SELECT {} FROM json_each({})) AS {}", columns,
                                                    arguments[1], arguments[0]);
}

// A JSON array of numbers is an array of PostgreSQL but for its brackets; texts have to be parsed.
std::string among(Dialect dialect, const std::vector<std::string>& arguments, bool is_text) {
  const std::string& value = arguments[0];
  const std::string& list = arguments[1];
  if (dialect == Dialect::Sqlite) {
    return fmt::format("{} IN (SELECT value FROM json_each({}))", value, list);
  }
  if (!is_text) {
    return fmt::format("{} = ANY (CAST(translate({}, '[]', '{{}}') AS bigint[]))", value, list);
  }
  return fmt::format(
      "{} = ANY (ARRAY(SELECT value FROM "
      "json_array_elements_text(CAST({} AS json)) AS items(value)))",
      value, list);
}

std::string call(Dialect dialect, std::string_view word, std::string_view list) {
  const std::vector<std::string> arguments = arguments_of(list);
  if (word == "rows" && arguments.size() > 2) return rows(dialect, arguments);
  if (word == "batch" && arguments.size() > 1) return batch(dialect, arguments);
  if (word == "in" && arguments.size() == 2) return among(dialect, arguments, false);
  if (word == "among" && arguments.size() == 2) return among(dialect, arguments, true);
  throw std::logic_error(fmt::format("SQL uses @{}({}), which is not known", word, list));
}

}  // namespace

std::string in_dialect(Dialect dialect, std::string_view sql) {
  std::string spelled;
  while (true) {
    const std::size_t at = sql.find('@');
    spelled += sql.substr(0, at);
    if (at == std::string_view::npos) return spelled;
    sql.remove_prefix(at + 1);

    const std::size_t end = sql.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
    const std::string_view word = sql.substr(0, end);
    if (const auto plain = plain_words().find(word); plain != plain_words().end()) {
      spelled += dialect == Dialect::Sqlite ? plain->second.sqlite : plain->second.postgres;
      sql.remove_prefix(word.size());
      continue;
    }
    const std::size_t closing = sql.find(')');
    if (end == std::string_view::npos || sql[end] != '(' || closing == std::string_view::npos) {
      throw std::logic_error(fmt::format("SQL uses @{}, which is not known", word));
    }
    spelled += call(dialect, word, sql.substr(end + 1, closing - end - 1));
    sql.remove_prefix(closing + 1);
  }
}

std::vector<std::string> batch_columns(std::string_view sql) {
  constexpr std::string_view word = "@batch(";
  const std::size_t at = sql.find(word);
  if (at == std::string_view::npos) throw std::logic_error("a set statement takes no @batch");
  sql.remove_prefix(at + word.size());
  std::vector<std::string> columns;
  for (const std::string& argument : arguments_of(sql.substr(0, sql.find(')'))))
    columns.push_back(name_in(argument));
  columns.erase(columns.begin());  // the alias
  return columns;
}

}  // namespace accolade::db
