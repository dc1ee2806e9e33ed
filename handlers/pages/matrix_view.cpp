// Letters and words beside every colour; the full title beside every short head.
#include "handlers/pages/matrix_view.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/definition/naming.h"
#include "handlers/pages/matrix_years.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/pages/words.h"
#include "handlers/text/number.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::size_t tones = 6;  // of templates/assets/accolade.css

const Workflow& workflow_of(const MatrixPage& page, const std::string& name) {
  return *page.shown.package->workflow(name);
}

}  // namespace

const std::vector<Choice>& codes_of(const MatrixPage& page) {
  return workflow_of(page, page.view.cells).field(page.view.value)->choices;
}

std::string code_at(const MatrixPage& page, const ListRow& cell) {
  const auto* code = at(cell.snapshot.fields, page.view.value).as<std::string>();
  return code == nullptr ? "" : *code;
}

std::string query_of(const MatrixPage& page) {
  std::string query = page.year ? "?year=" + std::to_string(*page.year) : std::string();
  for (const auto& [name, value] : page.filters)
    if (!value.empty())
      query += (query.empty() ? "?" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
  return query;
}

std::string full_name(const ListRow& row) {
  const std::string& reference = row.snapshot.reference;
  return reference.empty() ? row.title : reference + " " + row.title;
}

namespace {

std::string sign_of(const MatrixView& view, const std::string& code) {
  const auto sign = view.signs.find(code);
  return sign == view.signs.end() ? code : sign->second;
}

std::string short_name(const ListRow& row) {
  return row.snapshot.reference.empty() ? row.title : row.snapshot.reference;
}

bool has_amounts(const MatrixPage& page) {
  const Amounts& all = page.figures.total.amounts;
  return !all.by_unit.empty() || all.undisclosed > 0;
}

// What is added up, by its label.
std::string amounts_title(const MatrixPage& page) {
  if (page.view.sums.empty()) return "";
  return workflow_of(page, page.view.cells).field(page.view.sums.front().of)->label;
}

json::array counts_view(const MatrixPage& page, const LineTotals& totals) {
  json::array counts;
  for (const Choice& choice : codes_of(page)) {
    const auto found = totals.by_code.find(choice.code);
    const std::int64_t count = found == totals.by_code.end() ? 0 : found->second;
    counts.push_back(json::object{{"count", count}, {"count_label", choice.label}});
  }
  return counts;
}

json::array legend_view(const MatrixPage& page) {
  json::array legend;
  for (const Choice& choice : codes_of(page)) {
    legend.push_back(json::object{{"tone", std::min(legend.size() + 1, tones)},
                                  {"sign", sign_of(page.view, choice.code)},
                                  {"label", choice.label}});
  }
  return legend;
}

json::object cell_view(const MatrixPage& page, const ListRow* cell) {
  if (cell == nullptr) return {{"taken", nullptr}};
  const std::vector<Choice>& codes = codes_of(page);
  const auto choice = std::ranges::find(codes, code_at(page, *cell), &Choice::code);
  const auto number = static_cast<std::size_t>(choice - codes.begin()) + 1;
  const bool is_known = choice != codes.end();
  return {{"taken", json::object{{"cell_href", path_to(cell->snapshot.id)},
                                 {"tone", std::min(number, tones)},
                                 {"sign", sign_of(page.view, code_at(page, *cell))},
                                 {"label", is_known ? choice->label : code_at(page, *cell)}}}};
}

json::array columns_view(const MatrixPage& page) {
  json::array columns;
  for (std::size_t at = 0; at < page.figures.columns.size(); ++at) {
    const ListRow& column = *page.figures.columns[at];
    const LineTotals& totals = page.figures.column_totals[at];
    columns.push_back(json::object{{"column_href", path_to(column.snapshot.id)},
                                   {"column_short", short_name(column)},
                                   {"column_title", column.title},
                                   {"counts", counts_view(page, totals)},
                                   {"who", page.year ? who_in_words(page, at) : std::string()},
                                   {"amounts", amounts_in_words(totals.amounts)}});
  }
  return columns;
}

// What tells rows of one name apart: those of their fields that one can filter by.
std::vector<const Field*> row_fields(const MatrixPage& page) {
  std::vector<const Field*> fields;
  for (const std::string& name : page.view.filters) {
    if (workflow_of(page, page.view.columns).field(name) != nullptr) continue;
    if (const Field* field = workflow_of(page, page.view.rows).field(name)) fields.push_back(field);
  }
  return fields;
}

std::string note_of(const MatrixPage& page, const ListRow& row) {
  std::string note;
  for (const Field* field : row_fields(page))
    note += (note.empty() ? "" : ", ") +
            in_words(*field, to_json(at(row.snapshot.fields, field->name)), {});
  return note;
}

json::array rows_of_matrix(const MatrixPage& page) {
  json::array rows;
  for (std::size_t at = 0; at < page.figures.rows.size(); ++at) {
    json::array cells;
    for (const ListRow* cell : page.figures.cells[at])
      cells.push_back(cell_view(page, cell));
    const ListRow& row = *page.figures.rows[at];
    const LineTotals& totals = page.figures.row_totals[at];
    rows.push_back(json::object{{"row_href", path_to(row.snapshot.id)},
                                {"row_title", row.title},
                                {"row_note", note_of(page, row)},
                                {"cells", std::move(cells)},
                                {"counts", counts_view(page, totals)},
                                {"amounts", amounts_in_words(totals.amounts)}});
  }
  return rows;
}

// A line of counts below the columns for each value.
json::array foot_view(const MatrixPage& page) {
  json::array lines;
  const std::vector<Choice>& codes = codes_of(page);
  for (std::size_t code = 0; code < codes.size(); ++code) {
    const auto count_in = [&](const LineTotals& totals) {
      const auto found = totals.by_code.find(codes[code].code);
      return found == totals.by_code.end() ? std::int64_t{0} : found->second;
    };
    json::array counts;
    for (const LineTotals& totals : page.figures.column_totals)
      counts.push_back(json::object{{"count", count_in(totals)}});
    lines.push_back(json::object{{"foot_label", codes[code].label},
                                 {"counts", std::move(counts)},
                                 {"foot_total", count_in(page.figures.total)},
                                 {"foot_span", codes.size()},
                                 {"has_amount_column", has_amounts(page)}});
  }
  return lines;
}

std::vector<Choice> values_of(const MatrixPage& page, const Field& field) {
  if (!field.choices.empty()) return field.choices;
  std::set<std::string> texts;
  for (const auto* rows : {&page.crossing.columns, &page.crossing.rows})
    for (const ListRow& row : *rows)
      if (const auto* text = at(row.snapshot.fields, field.name).as<std::string>())
        texts.insert(*text);
  std::vector<Choice> values;
  for (const std::string& text : texts)
    values.push_back({text, text});
  return values;
}

json::array filters_view(const MatrixPage& page) {
  json::array filters;
  for (const std::string& name : page.view.filters) {
    const Field* field = filtered_field(page.view, *page.shown.package, name);
    if (field == nullptr) continue;
    const auto wanted = page.filters.find(name);
    json::array options;
    for (const Choice& choice : values_of(page, *field)) {
      const bool is_chosen = wanted != page.filters.end() && wanted->second == choice.code;
      options.push_back(
          json::object{{"value", choice.code}, {"text", choice.label}, {"is_chosen", is_chosen}});
    }
    filters.push_back(json::object{
        {"filter_name", name}, {"filter_label", field->label}, {"options", std::move(options)}});
  }
  return filters;
}

json::array gaps_view(const MatrixPage& page) {
  json::array gaps;
  for (const FoundGap& found : page.figures.gaps) {
    json::array open;
    for (const FoundGap::Column& column : found.columns) {
      std::string uncovered;
      for (const std::string& label : column.uncovered)
        uncovered += (uncovered.empty() ? "" : ", ") + label;
      open.push_back(json::object{{"open_href", path_to(column.column->snapshot.id)},
                                  {"open_short", short_name(*column.column)},
                                  {"open_title", column.column->title},
                                  {"uncovered", uncovered}});
    }
    gaps.push_back(json::object{{"gap_title", found.gap->title},
                                {"gap_text", found.gap->text},
                                {"gap_count", open.size()},
                                {"is_open", !open.empty()},
                                {"open", std::move(open)}});
  }
  return gaps;
}

std::string in_numbers(std::size_t count, const Workflow& workflow) {
  return fmt::format("{} {}", count,
                     role_in_words(count == 1 ? workflow.name : plural(workflow.name)));
}

void add_totals(const MatrixPage& page, const LineTotals& totals,
                const std::vector<std::string>& units, std::vector<Cell>& cells) {
  for (const Choice& choice : codes_of(page)) {
    const auto found = totals.by_code.find(choice.code);
    const std::int64_t count = found == totals.by_code.end() ? 0 : found->second;
    cells.emplace_back(Decimal::of_int(count).value_or(Decimal()));
  }
  for (const std::string& unit : units) {
    const auto found = totals.amounts.by_unit.find(unit);
    if (found == totals.amounts.by_unit.end())
      cells.emplace_back(std::string());
    else
      cells.emplace_back(found->second);
  }
  if (!page.view.sums.empty())
    cells.emplace_back(Decimal::of_int(totals.amounts.undisclosed).value_or(Decimal()));
}

}  // namespace

std::string amounts_in_words(const Amounts& amounts) {
  std::string words;
  const auto add = [&](const std::string& more) { words += (words.empty() ? "" : "; ") + more; };
  for (const auto& [unit, amount] : amounts.by_unit)
    add(unit.empty() ? grouped(amount.text()) : grouped(amount.text()) + " " + unit);
  if (amounts.undisclosed > 0) add(fmt::format("{} not disclosed", amounts.undisclosed));
  return words;
}

json::object matrix_view(const MatrixPage& page) {
  const MatrixFigures& figures = page.figures;
  json::array gaps = gaps_view(page);
  const bool has_gaps = !gaps.empty();
  const std::string path =
      path_to(page.shown.snapshot.id) + "/matrices/" + percent_encoded(page.view.name);
  std::vector<Crumb> crumbs = page.shown.crumbs;
  crumbs.push_back({page.shown.snapshot.id, page.shown.title});
  return {
      {"heading", page.view.title},
      {"about", page.view.text},
      {"kind", kind_and_reference(*page.shown.workflow, page.shown.snapshot)},
      {"about_title", page.shown.title},
      {"crumbs", crumbs_view(crumbs)},
      {"action", path},
      {"all_href", path},
      {"is_filtered", !query_of(page).empty()},
      {"years", years_view(page)},
      {"reported", reported_view(page)},
      {"filters", filters_view(page)},
      {"legend", legend_view(page)},
      {"has_cells", !figures.rows.empty() && !figures.columns.empty()},
      {"how_many", in_numbers(figures.rows.size(), workflow_of(page, page.view.rows)) + ", " +
                       in_numbers(figures.columns.size(), workflow_of(page, page.view.columns))},
      {"rows_title", workflow_of(page, page.view.rows).title},
      {"columns_title", workflow_of(page, page.view.columns).title},
      {"columns", columns_view(page)},
      {"rows", rows_of_matrix(page)},
      {"foot", foot_view(page)},
      {"has_amounts", has_amounts(page)},
      {"amounts_title", amounts_title(page)},
      {"total_amounts", amounts_in_words(figures.total.amounts)},
      {"gaps", std::move(gaps)},
      {"has_gaps", has_gaps},
      {"csv_href", path + ".csv" + query_of(page)},
      {"xlsx_href", path + ".xlsx" + query_of(page)}};
}

Table matrix_table(const MatrixPage& page) {
  const MatrixFigures& figures = page.figures;
  std::vector<std::string> units;
  for (const auto& [unit, amount] : figures.total.amounts.by_unit)
    units.push_back(unit);
  Table table{page.view.title, {workflow_of(page, page.view.rows).title}, {}};
  for (const Field* field : row_fields(page))
    table.headings.push_back(field->label);
  for (const ListRow* column : figures.columns)
    table.headings.push_back(full_name(*column));
  for (const Choice& choice : codes_of(page))
    table.headings.push_back("Total: " + choice.label);
  for (const std::string& unit : units)
    table.headings.push_back("Total: " + (unit.empty() ? "amount" : unit));
  if (!page.view.sums.empty()) table.headings.emplace_back("Not disclosed");

  for (std::size_t at = 0; at < figures.rows.size(); ++at) {
    std::vector<Cell>& cells = table.rows.emplace_back();
    cells.emplace_back(figures.rows[at]->title);
    for (const Field* field : row_fields(page))
      cells.emplace_back(in_words(
          *field, to_json(accolade::at(figures.rows[at]->snapshot.fields, field->name)), {}));
    for (const ListRow* cell : figures.cells[at]) {
      const std::string code = cell == nullptr ? "" : code_at(page, *cell);
      const auto choice = std::ranges::find(codes_of(page), code, &Choice::code);
      cells.emplace_back(choice == codes_of(page).end() ? code : choice->label);
    }
    add_totals(page, figures.row_totals[at], units, cells);
  }
  for (const Choice& choice : codes_of(page)) {
    std::vector<Cell>& cells = table.rows.emplace_back();
    cells.emplace_back("Total: " + choice.label);
    cells.resize(1 + row_fields(page).size());
    for (const LineTotals& totals : figures.column_totals) {
      const auto found = totals.by_code.find(choice.code);
      const std::int64_t count = found == totals.by_code.end() ? 0 : found->second;
      cells.emplace_back(Decimal::of_int(count).value_or(Decimal()));
    }
    cells.resize(table.headings.size());
  }
  std::vector<Cell>& last = table.rows.emplace_back();
  last.emplace_back("Total");
  last.resize(1 + row_fields(page).size() + figures.columns.size());
  add_totals(page, figures.total, units, last);
  return table;
}

}  // namespace accolade
