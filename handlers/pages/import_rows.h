// A table of text as answers to fields, and what is wrong with it in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/use_case/engine.h"
#include "handlers/text/csv.h"

namespace accolade {

struct ImportedTable {
  std::vector<const Field*> columns;  // in the order of the table
  std::vector<CsvRow> cells;          // as they were typed, without the headings
  std::vector<Answers> rows;          // the same as answers
};

// Reads CSV (RFC 4180) in UTF-8 with commas or semicolons; its first row names fields by their name
// or label. Choices may be typed as their code or their words, several with semicolons between.
// Refuses Invalid, in a sentence that says what to do: no text, no rows, an unknown or a missing
// column, one that is there twice, a broken row, too many rows.
Outcome<ImportedTable> imported_table(std::string_view bytes,
                                      const std::vector<const Field*>& fields);

// One for each row with a problem.
struct RowProblem {
  std::size_t row = 0;  // from 1
  std::string column;   // empty: the whole row
  std::string sentence;
};
std::vector<RowProblem> row_problems(const Refusal& refusal, const ImportedTable& table);

}  // namespace accolade
