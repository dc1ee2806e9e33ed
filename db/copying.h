// Copies tables from one database to another, row by row as they are.
#pragma once

#include <string>
#include <vector>

#include "db/sql/connection.h"

namespace accolade::db {

struct Column {
  std::string name;
  bool is_text = false;
  int key = 0;  // from 1: its place in the primary key
};

struct Table {
  std::string name;
  std::vector<Column> columns;
};

// All tables of the schema but schema_migration and those of the index of words, each behind those
// that it refers to.
std::vector<Table> tables_of(Connection& sqlite);

// All rows, those of `to` being none; a page at a time, so that memory does not grow with them.
// Inside a transaction of each connection.
void copy_rows(const Table& table, Connection& from, Connection& to);

}  // namespace accolade::db
