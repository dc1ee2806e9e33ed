// Filters first, then every cell is counted once for its row, its column and the whole.
#include "engine/use_case/matrix_figures.h"

#include <algorithm>
#include <set>

namespace accolade {
namespace {

bool has_value(const Value& value, const std::string& wanted) {
  if (const auto* text = value.as<std::string>()) return *text == wanted;
  const List* list = value.as<List>();
  return list != nullptr && std::ranges::any_of(*list, [&](const Value& item) {
           const auto* text = item.as<std::string>();
           return text != nullptr && *text == wanted;
         });
}

std::vector<const ListRow*> kept(const std::vector<ListRow>& rows, const MatrixView& view,
                                 const MatrixFilters& filters, bool are_columns) {
  std::vector<const ListRow*> kept;
  for (const ListRow& row : rows) {
    const bool passes = std::ranges::all_of(view.filters, [&](const std::string& name) {
      const auto wanted = filters.find(name);
      if (wanted == filters.end() || wanted->second.empty()) return true;
      const Field* of_columns = row.package->workflow(view.columns)->field(name);
      if ((of_columns != nullptr) != are_columns) return true;
      return has_value(at(row.snapshot.fields, name), wanted->second);
    });
    if (passes && row.snapshot.outcome.empty()) kept.push_back(&row);
  }
  return kept;
}

std::string text_at(const ListRow& row, const std::string& field) {
  const auto* text = at(row.snapshot.fields, field).as<std::string>();
  return text == nullptr ? "" : *text;
}

std::set<std::string> codes_at(const ListRow& row, const std::string& field) {
  std::set<std::string> codes;
  const List* list = at(row.snapshot.fields, field).as<List>();
  for (const Value& item : list == nullptr ? List() : *list)
    if (const auto* text = item.as<std::string>()) codes.insert(*text);
  return codes;
}

// Added only where it is said outright that it may be.
void add_amount(const MatrixSum& sum, const ListRow& cell, Amounts& amounts) {
  const Value& kept_back = at(cell.snapshot.fields, sum.unless);
  const bool* is_kept_back = kept_back.as<bool>();
  if (is_kept_back != nullptr && *is_kept_back) {
    ++amounts.undisclosed;
    return;
  }
  const auto* amount = at(cell.snapshot.fields, sum.of).as<Decimal>();
  if (amount == nullptr || (!sum.unless.empty() && is_kept_back == nullptr)) return;
  Decimal& total = amounts.by_unit[text_at(cell, sum.unit)];
  // Beyond what a total can hold it is not disclosed either.
  if (const std::optional<Decimal> added = add(total, *amount)) {
    total = *added;
  } else {
    ++amounts.undisclosed;
  }
}

void add_cell(const MatrixView& view, const ListRow& cell, LineTotals& totals) {
  ++totals.by_code[text_at(cell, view.value)];
  for (const MatrixSum& sum : view.sums)
    add_amount(sum, cell, totals.amounts);
}

// What the cells of a column leave open of the gap.
std::optional<FoundGap::Column> gap_at(const MatrixView& view, const MatrixGap& gap,
                                       const MatrixFigures& figures, std::size_t column,
                                       Day today) {
  const ListRow& item = *figures.columns[column];
  const auto* after = at(item.snapshot.fields, gap.after).as<Day>();
  if (!gap.after.empty() && (after == nullptr || today <= *after)) return std::nullopt;
  std::set<std::string> open = codes_at(item, gap.covers);
  bool is_filled = false;
  for (const auto& row : figures.cells) {
    const ListRow* cell = row[column];
    if (cell == nullptr || std::ranges::find(gap.in, text_at(*cell, view.value)) == gap.in.end()) {
      continue;
    }
    is_filled = true;
    for (const std::string& code : codes_at(*cell, gap.covers))
      open.erase(code);
  }
  FoundGap::Column found{&item, {}};
  if (gap.covers.empty()) return is_filled ? std::nullopt : std::optional(found);
  const Field* field = item.workflow->field(gap.covers);
  for (const Choice& choice : field->choices)
    if (open.contains(choice.code)) found.uncovered.push_back(choice.label);
  return found.uncovered.empty() ? std::nullopt : std::optional(found);
}

}  // namespace

const Field* filtered_field(const MatrixView& view, const Package& package,
                            const std::string& name) {
  for (const std::string& workflow : {view.columns, view.rows}) {
    const Workflow* of = package.workflow(workflow);
    const Field* field = of == nullptr ? nullptr : of->field(name);
    if (field != nullptr) return field;
  }
  return nullptr;
}

MatrixFigures figures_of(const MatrixView& view, const Crossing& crossing,
                         const MatrixFilters& filters, Day today) {
  MatrixFigures figures;
  figures.rows = kept(crossing.rows, view, filters, false);
  figures.columns = kept(crossing.columns, view, filters, true);
  std::map<InstanceId, std::size_t> row_of;
  for (const ListRow* row : figures.rows)
    row_of.emplace(row->snapshot.id, row_of.size());
  std::map<std::string, std::size_t> column_of;
  for (const ListRow* column : figures.columns)
    column_of.emplace(column->snapshot.id.text(), column_of.size());

  figures.cells.assign(figures.rows.size(),
                       std::vector<const ListRow*>(figures.columns.size(), nullptr));
  figures.row_totals.resize(figures.rows.size());
  figures.column_totals.resize(figures.columns.size());
  for (const ListRow& cell : crossing.cells) {
    const auto row = row_of.find(cell.snapshot.parent);
    const auto column = column_of.find(text_at(cell, view.by));
    if (row == row_of.end() || column == column_of.end()) continue;
    if (!cell.snapshot.outcome.empty() || text_at(cell, view.value).empty()) continue;
    figures.cells[row->second][column->second] = &cell;
    add_cell(view, cell, figures.row_totals[row->second]);
    add_cell(view, cell, figures.column_totals[column->second]);
    add_cell(view, cell, figures.total);
  }
  for (const MatrixGap* gap : crossing.gaps) {
    FoundGap found{gap, {}};
    for (std::size_t column = 0; column < figures.columns.size(); ++column)
      if (auto open = gap_at(view, *gap, figures, column, today))
        found.columns.push_back(*std::move(open));
    figures.gaps.push_back(std::move(found));
  }
  return figures;
}

}  // namespace accolade
