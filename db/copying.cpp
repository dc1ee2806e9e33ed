// Reads a table in pages along its primary key and writes each page as one set statement.
#include "db/copying.h"

#include <algorithm>

#include <fmt/format.h>

#include "db/sql/native.h"

namespace accolade::db {
namespace {

constexpr int copied_page_rows = 1'000;
constexpr std::size_t key_columns_max = 5;

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::vector<std::string> column_names(const Table& table, const std::string& before = "") {
  std::vector<std::string> names;
  for (const Column& column : table.columns)
    names.push_back(before + column.name);
  return names;
}

// The columns of the primary key, in its order.
std::vector<std::size_t> key_of(const Table& table) {
  std::vector<std::size_t> key;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].key > 0) key.push_back(i);
  }
  std::sort(key.begin(), key.end(), [&](std::size_t a, std::size_t b) {
    return table.columns[a].key < table.columns[b].key;
  });
  if (key.empty() || key.size() > key_columns_max) {
    throw std::logic_error(table.name + " cannot be copied by its primary key");
  }
  return key;
}

Parameter key_value(const Table& table, std::size_t column, const Row* last) {
  const bool is_text = table.columns[column].is_text;
  if (last == nullptr) return is_text ? Parameter("") : Parameter(std::int64_t{0});
  return is_text ? Parameter((*last)[column].text) : Parameter((*last)[column].number());
}

// Those behind `last`, or the first ones.
std::vector<Row> next_page(const Table& table, const std::vector<std::size_t>& key,
                           Connection& from, const Row* last) {
  static constexpr const char* names[key_columns_max] = {"k0", "k1", "k2", "k3", "k4"};
  std::vector<std::string> columns, values;
  for (std::size_t i = 0; i < key.size(); ++i) {
    columns.push_back(table.columns[key[i]].name);
    values.push_back(std::string(":") + names[i]);
  }
  const std::string behind =
      last == nullptr ? "" : fmt::format(" WHERE ({}) > ({})", joined(columns), joined(values));
  const std::string sql =
      fmt::format("SELECT {} FROM {}{} ORDER BY {} LIMIT {}", joined(column_names(table)),
                  table.name, behind, joined(columns), copied_page_rows);
  std::vector<Named> parameters;
  for (std::size_t i = 0; last != nullptr && i < key.size(); ++i)
    parameters.push_back({names[i], key_value(table, key[i], last)});
  return from.rows(sql, table.columns.size(), parameters);
}

std::string insert_into(const Table& table) {
  std::vector<std::string> typed;
  for (const Column& column : table.columns)
    typed.push_back(column.name + (column.is_text ? " text" : " bigint"));
  return fmt::format("INSERT INTO {} ({}) SELECT {} @batch(r, {})", table.name,
                     joined(column_names(table)), joined(column_names(table, "r.")), joined(typed));
}

BatchRows batch_of(const Table& table, const std::vector<Row>& rows) {
  BatchRows batch;
  for (const Row& row : rows) {
    batch.row();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].is_null) continue;
      const Column& column = table.columns[i];
      if (column.is_text) {
        batch.set(column.name.c_str(), row[i].text);
      } else {
        batch.set(column.name.c_str(), row[i].number());
      }
    }
  }
  return batch;
}

// Bytes travel through the native handles, one file at a time.
void copy_chunks(Connection& from, Connection& to) {
  std::int64_t last = 0;
  while (true) {
    const std::vector<Row> files = from.rows(
        "SELECT id FROM file WHERE id > :last ORDER BY id LIMIT 100", 1, {{"last", last}});
    for (const Row& file : files) {
      last = file[0].number();
      native::put_chunks(to.session(), last, native::get_chunks(from.session(), last));
    }
    if (files.empty()) return;
  }
}

}  // namespace

std::vector<Table> tables_of(Connection& sqlite) {
  std::vector<Table> tables;
  // In the order in which they were made: nothing refers to what was not there yet.
  for (const Row& table : sqlite.rows("SELECT name FROM sqlite_master WHERE type = 'table'"
                                      " AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration'"
                                      " AND name NOT LIKE 'found_word%'"
                                      " ORDER BY rowid",
                                      1, {})) {
    Table& one = tables.emplace_back(Table{table[0].text, {}});
    for (const Row& column :
         sqlite.rows("SELECT name, type, pk FROM pragma_table_info(:name) ORDER BY cid", 3,
                     {{"name", one.name}})) {
      one.columns.push_back(
          {column[0].text, column[1].text == "TEXT", static_cast<int>(column[2].number())});
    }
  }
  return tables;
}

void copy_rows(const Table& table, Connection& from, Connection& to) {
  if (table.name == "file_chunk") return copy_chunks(from, to);
  const std::vector<std::size_t> key = key_of(table);
  const std::string insert = insert_into(table);
  Row last;
  while (true) {
    const std::vector<Row> rows = next_page(table, key, from, last.empty() ? nullptr : &last);
    if (rows.empty()) return;
    last = rows.back();
    SetWrites writes;
    add_exact(writes, insert, batch_of(table, rows));
    (void)to.write(writes);
  }
}

}  // namespace accolade::db
