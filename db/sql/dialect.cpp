// Spells the @words of the SQL texts out for one engine.
#include "db/sql/dialect.h"

#include <map>
#include <optional>
#include <regex>
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

// arguments: "name type" for each column.
std::string unnested(const std::vector<std::string>& columns) {
  std::string arrays;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string type = columns[i].substr(name_in(columns[i]).size() + 1);
    arrays += fmt::format("{}CAST(${} AS {}[])", i == 0 ? "" : ", ", i + 1, type);
  }
  return fmt::format("unnest({})", arrays);
}

std::string names_in(const std::vector<std::string>& columns) {
  std::string names;
  for (const std::string& column : columns)
    names += (names.empty() ? "" : ", ") + name_in(column);
  return names;
}

// arguments: alias, then "name type" for each column. Arrays on PostgreSQL; nothing on SQLite,
// where the statement is executed row by row and each `alias.name` is a parameter.
std::string batch(Dialect dialect, const std::vector<std::string>& arguments) {
  if (dialect == Dialect::Sqlite) return "";
  const std::vector<std::string> columns(arguments.begin() + 1, arguments.end());
  return fmt::format("FROM {} AS {}({})", unnested(columns), arguments[0], names_in(columns));
}

// arguments: "name type" for each column.
std::string match(Dialect dialect, const std::vector<std::string>& columns) {
  if (dialect == Dialect::Postgres)
    return fmt::format("({}) IN (SELECT * FROM {})", names_in(columns), unnested(columns));
  std::string equals;
  for (std::size_t i = 0; i < columns.size(); ++i)
    equals += fmt::format("{}{} = ?{}", i == 0 ? "" : " AND ", name_in(columns[i]), i + 1);
  return equals;
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
// In a SELECT of its own it is made once, not for each row that is looked at.
std::string among(Dialect dialect, const std::vector<std::string>& arguments, bool is_text) {
  const std::string& value = arguments[0];
  const std::string& list = arguments[1];
  if (dialect == Dialect::Sqlite) {
    return fmt::format("{} IN (SELECT value FROM json_each({}))", value, list);
  }
  if (!is_text) {
    return fmt::format(
        "{} = ANY (CAST((SELECT CAST(translate({}, '[]', '{{}}') AS bigint[])) AS bigint[]))",
        value, list);
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
  if (word == "match") return match(dialect, arguments);
  if (word == "in" && arguments.size() == 2) return among(dialect, arguments, false);
  if (word == "among" && arguments.size() == 2) return among(dialect, arguments, true);
  throw std::logic_error(fmt::format("SQL uses @{}({}), which is not known", word, list));
}

// The list in the brackets of @word(...), if the text has one.
std::optional<std::string_view> list_of(std::string_view sql, std::string_view word) {
  const std::size_t at = sql.find(word);
  if (at == std::string_view::npos) return std::nullopt;
  sql.remove_prefix(at + word.size());
  return sql.substr(0, sql.find(')'));
}

// `alias.name` of @batch(alias, ...) becomes ?1, ?2, ...
std::string with_parameters(std::string_view sql) {
  const std::optional<std::string_view> list = list_of(sql, "@batch(");
  if (!list) return std::string(sql);
  std::string spelled(sql);
  const std::vector<std::string> arguments = arguments_of(*list);
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::regex name("\\b" + arguments[0] + "\\." + name_in(arguments[i]) + "\\b");
    spelled = std::regex_replace(spelled, name, "?" + std::to_string(i));
  }
  return spelled;
}

std::string spelled_out(Dialect dialect, std::string_view sql) {
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

}  // namespace

std::string in_dialect(Dialect dialect, std::string_view sql) {
  return spelled_out(dialect, dialect == Dialect::Sqlite ? with_parameters(sql) : std::string(sql));
}

std::vector<std::string> batch_columns(std::string_view sql) {
  const std::optional<std::string_view> batch = list_of(sql, "@batch(");
  const std::optional<std::string_view> list = batch ? batch : list_of(sql, "@match(");
  if (!list) throw std::logic_error("a set statement takes no @batch and no @match");
  std::vector<std::string> columns;
  for (const std::string& argument : arguments_of(*list))
    columns.push_back(name_in(argument));
  if (batch) columns.erase(columns.begin());  // the alias
  return columns;
}

}  // namespace accolade::db
