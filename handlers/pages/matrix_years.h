// A matrix of a year: which reports there are, which are missing, and the whole on paper. Pure.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "handlers/documents/whole_paper.h"
#include "handlers/pages/matrix_view.h"

namespace accolade {

// The years to choose from; null where there is none.
boost::json::value years_view(const MatrixPage& page);
// What stands above a matrix of a year; null of one as it is now.
boost::json::value reported_view(const MatrixPage& page);

// "Running: Vinnova, ANR; Planned: CIHR", of a column by its number.
std::string who_in_words(const MatrixPage& page, std::size_t column);

// Rows that the filters leave and of which no report counts for the year, with where it stands. Of
// rows that are younger than the year only those of which there is one.
struct MissingReport {
  const ListRow* row = nullptr;
  std::string state;
};
std::vector<MissingReport> missing_reports(const MatrixPage& page);

// For a page with a year.
StatePaper state_of(const MatrixPage& page);

}  // namespace accolade
