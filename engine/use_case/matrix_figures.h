// What a matrix says in numbers: pure, from what the viewer sees.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/use_case/engine.h"

namespace accolade {

// Sums by unit. A cell whose amount is kept back adds nothing to any of them: it is counted alone,
// so that no difference of two totals can say what it is.
struct Amounts {
  std::map<std::string, Decimal> by_unit;
  std::int64_t undisclosed = 0;
  bool operator==(const Amounts&) const = default;
};

struct LineTotals {
  std::map<std::string, std::int64_t> by_code;
  Amounts amounts;
};

struct FoundGap {
  const MatrixGap* gap = nullptr;
  struct Column {
    const ListRow* column = nullptr;
    std::vector<std::string> uncovered;  // labels; of a gap that `covers`
  };
  std::vector<Column> columns;
};

struct MatrixFigures {
  std::vector<const ListRow*> rows, columns;       // that the filters leave
  std::vector<std::vector<const ListRow*>> cells;  // by row, then column; null: none
  std::vector<LineTotals> row_totals, column_totals;
  LineTotals total;
  std::vector<FoundGap> gaps;
};

// By field: the value that is asked for; fields that are no filter of the view are not looked at.
using MatrixFilters = std::map<std::string, std::string>;

// `crossing` outlives the figures. `today` is for gaps with `after`. An ended cell is none.
MatrixFigures figures_of(const MatrixView& view, const Crossing& crossing,
                         const MatrixFilters& filters, Day today);

// The workflow of the rows that the field belongs to: of the columns if they have it.
const Field* filtered_field(const MatrixView& view, const Package& package,
                            const std::string& name);

}  // namespace accolade
