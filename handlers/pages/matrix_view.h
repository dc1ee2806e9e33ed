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
};

// Everything of templates/pages/matrix.mustache but the frame.
boost::json::object matrix_view(const MatrixPage& page);
// A row for each row of the matrix, a column for each column, then the totals.
Table matrix_table(const MatrixPage& page);

// "12,500,000 EUR; 80,000 GBP; 2 not disclosed"; empty where there is nothing to add up.
std::string amounts_in_words(const Amounts& amounts);

}  // namespace accolade
