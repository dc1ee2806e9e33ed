// A matrix as a page and as a table to take away: pure.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "engine/use_case/matrix_figures.h"
#include "handlers/documents/workbook.h"

namespace accolade {

struct MatrixPage {
  const Shown& shown;
  const MatrixView& view;
  const Crossing& crossing;
  const MatrixFigures& figures;
  const MatrixFilters& filters;
  std::optional<std::int64_t> year = {};  // as reported for it; none: as it is now
};

// Everything of templates/pages/matrix.mustache but the frame.
boost::json::object matrix_view(const MatrixPage& page);
// A row for each row of the matrix, a column for each column, then the totals.
Table matrix_table(const MatrixPage& page);

// "A.1 Research projects", and "?year=2026&country=Israel" of what is chosen.
std::string full_name(const ListRow& row);
std::string query_of(const MatrixPage& page);
// The choices of the value in the cells, in order.
const std::vector<Choice>& codes_of(const MatrixPage& page);
std::string code_at(const MatrixPage& page, const ListRow& cell);

// "12,500,000 EUR; 80,000 GBP; 2 not disclosed"; empty where there is nothing to add up.
std::string amounts_in_words(const Amounts& amounts);

}  // namespace accolade
