// A table of typed cells as a file that spreadsheets open: XLSX (ECMA-376), or CSV.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "engine/value/decimal.h"
#include "engine/value/instant.h"

namespace accolade {

// An instant as the clocks show it in the zone of the table.
struct LocalTime {
  Day day;
  int hour = 0, minute = 0;
  bool operator==(const LocalTime&) const = default;
};
// Empty text: an empty cell.
using Cell = std::variant<std::string, Decimal, Day, LocalTime>;

struct Table {
  std::string title;
  std::vector<std::string> headings;
  std::vector<std::vector<Cell>> rows;
};

// Texts are texts, whatever they begin with; numbers are numbers, days and times are dates of a
// spreadsheet (to the minute). A text is cut after 32,767 characters, as a cell is. The first row
// stays in view and can be filtered by. Throws std::runtime_error when there are more than
// 1,048,575 rows.
std::string xlsx_of(const Table& table);

// As csv_from_rows: what would be a formula is none. Days and times as "2026-03-02 17:00".
std::string csv_of(const Table& table);

}  // namespace accolade
