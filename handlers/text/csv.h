// Tables as comma-separated text: RFC 4180.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/outcome.h"

namespace accolade {

using CsvRow = std::vector<std::string>;

constexpr std::size_t csv_bytes_max = std::size_t{16} << 20;

// Every field quoted, rows ended by CR LF. A field that a spreadsheet would take for a formula
// (it begins with = + - @, a tab or a carriage return, and is no plain number) gets an apostrophe
// in front (OWASP, CSV injection).
std::string csv_from_rows(const std::vector<CsvRow>& rows);

// The rows of `text`, the heading among them; lines with nothing on them are skipped, a byte order
// mark too. Refuses as Invalid, naming the line: a quotation mark in the wrong place or never
// closed, a row that is longer or shorter than the first; and more than csv_bytes_max.
Outcome<std::vector<CsvRow>> rows_from_csv(std::string_view text, char separator = ',');

}  // namespace accolade
