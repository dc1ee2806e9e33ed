// Headings to fields, cells to answers.
#include "handlers/pages/import_rows.h"

#include <algorithm>
#include <charconv>

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/definition/naming.h"
#include "engine/value/ascii.h"
#include "handlers/http/plain_text.h"

namespace accolade {
namespace {

namespace json = boost::json;

Refusal unusable(std::string sentence) {
  return {Why::Invalid, std::move(sentence)};
}

std::string label_of_column(const Field& field) {
  return field.label.empty() ? sentence_case(field.name) : field.label;
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

// Spreadsheets of half of Europe write semicolons.
char separator_of(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  return std::ranges::count(first, ';') > std::ranges::count(first, ',') ? ';' : ',';
}

std::string code_of(const Field& field, const std::string& typed) {
  for (const Choice& choice : field.choices)
    if (is_same_ignoring_case(choice.code, typed) || is_same_ignoring_case(choice.label, typed))
      return choice.code;
  return typed;
}

json::value answer_in(const Field& field, const std::string& cell) {
  const std::string typed = trimmed(cell);
  if (field.type == FieldType::OneOf) return json::string(code_of(field, typed));
  if (field.type != FieldType::SomeOf) return json::string(typed);
  json::array codes;
  for (std::string_view rest = typed; !rest.empty();) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string one = trimmed(rest.substr(0, end));
    if (!one.empty()) codes.emplace_back(code_of(field, one));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return codes;
}

Outcome<std::vector<const Field*>> columns_in(const CsvRow& headings,
                                              const std::vector<const Field*>& fields) {
  std::vector<const Field*> columns;
  for (const std::string& heading : headings) {
    const std::string name = trimmed(heading);
    const auto found = std::ranges::find_if(fields, [&](const Field* field) {
      return is_same_ignoring_case(field->name, name) ||
             is_same_ignoring_case(label_of_column(*field), name);
    });
    if (found == fields.end())
      return unusable(
          fmt::format("There is no column “{}” here. Name it as in the list below, or "
                      "take it out.",
                      name));
    if (std::ranges::find(columns, *found) != columns.end())
      return unusable(fmt::format("The column “{}” is there twice.", name));
    columns.push_back(*found);
  }
  std::vector<std::string> missing;
  for (const Field* field : fields) {
    if (field->optional || std::ranges::find(columns, field) != columns.end()) continue;
    missing.push_back(label_of_column(*field));
  }
  if (missing.empty()) return columns;
  return unusable(fmt::format("The first row needs a column for: {}.", fmt::join(missing, ", ")));
}

}  // namespace

Outcome<ImportedTable> imported_table(std::string_view bytes,
                                      const std::vector<const Field*>& fields) {
  if (bytes.empty()) return unusable("Choose a file with the table.");
  if (!http::is_plain_text(bytes))
    return unusable("This is no text in UTF-8. Save the table as “CSV UTF-8” and choose it again.");
  Outcome<std::vector<CsvRow>> all = rows_from_csv(bytes, separator_of(bytes));
  if (!all) return all.refusal();
  if (all->empty()) return unusable("The table is empty.");
  Outcome<std::vector<const Field*>> columns = columns_in(all->front(), fields);
  if (!columns) return columns.refusal();
  if (all->size() == 1) return unusable("There is no row below the headings.");
  if (all->size() - 1 > start_rows_max)
    return unusable(fmt::format("The table has {} rows; at most {} can be taken at a time.",
                                all->size() - 1, start_rows_max));

  ImportedTable table{*std::move(columns), {all->begin() + 1, all->end()}, {}};
  for (const CsvRow& row : table.cells) {
    Answers& answers = table.rows.emplace_back();
    for (std::size_t at = 0; at < row.size(); ++at)
      answers.emplace(table.columns[at]->name, answer_in(*table.columns[at], row[at]));
  }
  return table;
}

std::vector<RowProblem> row_problems(const Refusal& refusal, const ImportedTable& table) {
  std::vector<RowProblem> problems;
  for (const Problem& problem : refusal.problems) {
    RowProblem said{0, "", problem.sentence};
    const char* const end = problem.field.data() + problem.field.size();
    const auto [rest, error] = std::from_chars(problem.field.data(), end, said.row);
    if (error != std::errc{}) said.row = 0;
    std::string_view field(rest, static_cast<std::size_t>(end - rest));
    if (field.starts_with('.')) field.remove_prefix(1);
    field = field.substr(0, field.find('.'));
    for (const Field* column : table.columns)
      if (column->name == field) said.column = label_of_column(*column);
    problems.push_back(std::move(said));
  }
  return problems;
}

}  // namespace accolade
