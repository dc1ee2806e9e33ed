// The figures of a `reports:` view, as pure functions of the rows that the viewer sees: the page,
// the PDF and the spreadsheet show the same ones.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/use_case/engine.h"
#include "handlers/documents/workbook.h"
#include "handlers/pages/words.h"

namespace accolade {

struct ReportNumber {
  std::int64_t all = 0;
  std::vector<std::int64_t> split = {};  // as ReportFigures::split
  bool operator==(const ReportNumber&) const = default;
};

struct ReportRow {
  std::string label;
  std::vector<ReportNumber> counts;  // as ReportFigures::headings
  bool operator==(const ReportRow&) const = default;
};

struct ReportTable {
  std::string by;               // the field in words
  std::vector<ReportRow> rows;  // by label; "Not said" last
};

struct ReportFigures {
  std::vector<std::string> headings, split;
  std::vector<ReportTable> tables;
  ReportRow total;
};

// The list by whose rows the figures are made: whoever sees it sees them.
ListView rows_of(const ReportView& view);
ReportFigures report_figures(const ReportView& view, const Workflow& children,
                             const std::vector<ListRow>& rows, const Wording& wording);
// All tables below each other, the total last.
Table report_table(const ReportView& view, const ReportFigures& figures);
// "On site 8, Online 4"; empty where nothing is split.
std::string split_in_words(const ReportFigures& figures, const ReportNumber& number);

}  // namespace accolade
