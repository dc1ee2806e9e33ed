// Figures as a PDF: a table below the other, A4 upright, as many pages as it takes.
#pragma once

#include <string>
#include <vector>

#include "engine/value/instant.h"

namespace accolade {

struct PaperCell {
  std::string number, small;  // what stands below it in small letters
};
struct PaperRow {
  std::string label;
  std::vector<PaperCell> cells;
  bool is_total = false;
};
struct PaperTable {
  std::string heading;
  std::vector<std::string> columns;
  std::vector<PaperRow> rows;
};
struct PaperReport {
  std::string title, about, made_at;  // in words
  std::vector<PaperTable> tables;
};

std::string report_paper(const PaperReport& report, Instant made);

}  // namespace accolade
