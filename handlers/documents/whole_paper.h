// An instance on paper: what its reader sees of it, what is different from the one before, and who
// did what when. And a matrix of a year put together from many of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/use_case/engine.h"
#include "handlers/documents/certificate_paper.h"
#include "handlers/documents/copied_table.h"

namespace accolade {

struct WholePaper {
  std::string kind;                                          // "Annual report"
  std::string title;                                         // the organisation
  std::string about;                                         // "2026. Signed."
  std::vector<std::pair<std::string, std::string>> answers;  // label, in words
  std::vector<CopiedTable> tables;
  std::string since;                  // what is compared with: "2025"; empty: nothing
  std::vector<std::string> happened;  // "3 March 2026, 10:00: Anna Head signed the report."
  std::optional<CertificateProof> proof;
};
// A PDF file, A4 across.
std::string whole_paper(const WholePaper& report, Instant made);

// "Budget (was: 5)" or as it is; and the mark of a line: "new", "changed", "no longer", "".
std::string cell_in_words(const CopiedCell& cell);
std::string since_in_words(CopiedLine::Since since);

struct StatePaper {
  std::string title;    // "State of the Art 2026"
  std::string about;    // "Action Plan 2017"
  std::string summary;  // "30 of 36 reports are signed."
  std::string amounts;  // "Budgets in total: ..."
  struct Line {
    std::string name, counts, who, amounts;
  };
  std::vector<Line> lines;           // one a column of the matrix
  std::vector<std::string> missing;  // reports
};
std::string state_paper(const StatePaper& state, Instant made);

}  // namespace accolade
