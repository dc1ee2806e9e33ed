// Fields of type copies as one table, for the page and for paper: what the viewer sees of them, and
// what is different from an earlier one.
#pragma once

#include <string>
#include <vector>

#include "engine/use_case/engine.h"
#include "handlers/pages/words.h"

namespace accolade {

struct CopiedCell {
  std::string said;  // in words; empty: nothing
  std::string was;   // in words, where it is something else now; "nothing" where there was nothing
  bool is_changed = false;
};

struct CopiedLine {
  enum class Since { Same, Changed, New, Gone };
  std::string instance;  // that the first column names; empty: it names none
  std::string name;
  std::vector<CopiedCell> cells;  // of the columns
  Since since = Since::Same;
};

struct CopiedTable {
  std::string title;                 // the label of the first of the fields
  std::string named;                 // the heading of the names
  std::vector<std::string> columns;  // headings, of those in which something stands
  std::vector<CopiedLine> lines;     // those that are gone last
  bool is_compared = false;
  std::size_t changed = 0;  // lines that are not the same
};

// One table a workflow that is copied from: rows of one thing in several fields are one line. What
// a field with `unless:` leaves out is said to be not disclosed where no other field has it.
// `earlier`: fields of an earlier instance as the same viewer sees them; null: nothing to compare.
std::vector<CopiedTable> copied_tables(const Package& package, const Workflow& workflow,
                                       const Fields& fields, const Fields* earlier,
                                       const Wording& wording);

}  // namespace accolade
