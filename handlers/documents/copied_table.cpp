// Merges the fields by what their first column names, then compares cell by cell.
#include "handlers/documents/copied_table.h"

#include <algorithm>
#include <map>

namespace accolade {
namespace {

constexpr const char* not_disclosed = "Not disclosed";
constexpr const char* nothing = "nothing";

// The rows of one workflow, by what they are of, in order.
struct Merged {
  std::vector<std::string> keys;
  std::map<std::string, Record> rows;
};

std::string text_in(const Record& row, const std::string& column) {
  const auto* const text = at(row, column).as<std::string>();
  return text == nullptr ? "" : *text;
}

std::vector<const Field*> fields_from(const Workflow& workflow, const std::string& from) {
  std::vector<const Field*> fields;
  for (const Field& field : workflow.fields)
    if (field.type == FieldType::Copies && field.pool == from && !field.columns.empty())
      fields.push_back(&field);
  return fields;
}

Merged merged(const std::vector<const Field*>& copies, const Fields& fields) {
  Merged merged;
  for (const Field* field : copies) {
    const List* const rows = at(fields, field->name).as<List>();
    for (const Value& value : rows == nullptr ? List() : *rows) {
      const Record* const row = value.as<Record>();
      if (row == nullptr) continue;
      const std::string key = text_in(*row, field->columns.front());
      const auto [known, is_new] = merged.rows.try_emplace(key);
      if (is_new) merged.keys.push_back(key);
      known->second.insert(row->begin(), row->end());
    }
  }
  return merged;
}

// Whether a column is kept back in this row: only fields that leave the row out have it.
bool is_kept_back(const std::vector<const Field*>& copies, const std::string& column,
                  const Record& row) {
  return std::ranges::any_of(copies, [&](const Field* field) {
    const bool* const flag = at(row, field->unless).as<bool>();
    return !field->unless.empty() && flag != nullptr && *flag &&
           std::ranges::find(field->columns, column) != field->columns.end();
  });
}

std::string said(const std::vector<const Field*>& copies, const Field& column, const Record& row,
                 const Wording& wording) {
  const Value& value = at(row, column.name);
  if (value.is_absent()) return is_kept_back(copies, column.name, row) ? not_disclosed : "";
  std::string words = in_words(column, to_json(value), wording);
  std::ranges::replace(words, '\n', ',');
  return words;
}

// Of the workflow that is copied, what the fields have of it, without what names the line.
std::vector<const Field*> columns_of(const std::vector<const Field*>& copies,
                                     const Workflow& from) {
  std::vector<const Field*> columns;
  for (const Field& column : from.fields) {
    const bool is_copied = std::ranges::any_of(copies, [&](const Field* field) {
      return column.name != field->columns.front() &&
             std::ranges::find(field->columns, column.name) != field->columns.end();
    });
    if (is_copied) columns.push_back(&column);
  }
  return columns;
}

CopiedLine line_of(const std::vector<const Field*>& copies,
                   const std::vector<const Field*>& columns, const Record& row,
                   const Wording& wording) {
  const std::string& first = copies.front()->columns.front();
  CopiedLine line;
  line.instance = text_in(row, first);
  line.name = text_in(row, name_when_copied(first));
  if (line.name.empty()) line.name = line.instance;
  for (const Field* column : columns)
    line.cells.push_back({said(copies, *column, row, wording), "", false});
  return line;
}

void compare(CopiedLine& line, const CopiedLine& before) {
  for (std::size_t cell = 0; cell < line.cells.size(); ++cell) {
    CopiedCell& now = line.cells[cell];
    if (now.said == before.cells[cell].said) continue;
    now.is_changed = true;
    now.was = before.cells[cell].said.empty() ? nothing : before.cells[cell].said;
    line.since = CopiedLine::Since::Changed;
  }
}

// Columns in which nobody has anything to say.
void leave_out_empty_columns(CopiedTable& table) {
  for (std::size_t column = table.columns.size(); column-- > 0;) {
    const bool is_empty = std::ranges::all_of(table.lines, [&](const CopiedLine& line) {
      return line.cells[column].said.empty() && !line.cells[column].is_changed;
    });
    if (!is_empty) continue;
    const auto at = static_cast<std::ptrdiff_t>(column);
    table.columns.erase(table.columns.begin() + at);
    for (CopiedLine& line : table.lines)
      line.cells.erase(line.cells.begin() + at);
  }
}

}  // namespace

std::vector<CopiedTable> copied_tables(const Package& package, const Workflow& workflow,
                                       const Fields& fields, const Fields* earlier,
                                       const Wording& wording) {
  std::vector<CopiedTable> tables;
  std::vector<std::string> done;
  for (const Field& first : workflow.fields) {
    const Workflow* const from = package.workflow(first.pool);
    const bool is_new = std::ranges::find(done, first.pool) == done.end();
    if (first.type != FieldType::Copies || from == nullptr || !is_new) continue;
    done.push_back(first.pool);
    const std::vector<const Field*> copies = fields_from(workflow, first.pool);
    const std::vector<const Field*> columns = columns_of(copies, *from);
    const Merged now = merged(copies, fields);
    const Merged before = earlier == nullptr ? Merged() : merged(copies, *earlier);
    if (now.keys.empty() && before.keys.empty()) continue;

    CopiedTable table;
    table.title = first.label;
    table.is_compared = earlier != nullptr;
    if (const Field* named = from->field(first.columns.front())) table.named = named->label;
    for (const Field* column : columns)
      table.columns.push_back(column->label);
    for (const std::string& key : now.keys) {
      CopiedLine line = line_of(copies, columns, now.rows.at(key), wording);
      const auto was = before.rows.find(key);
      if (table.is_compared && was == before.rows.end()) line.since = CopiedLine::Since::New;
      if (was != before.rows.end()) compare(line, line_of(copies, columns, was->second, wording));
      table.lines.push_back(std::move(line));
    }
    for (const std::string& key : before.keys) {
      if (now.rows.contains(key)) continue;
      CopiedLine line = line_of(copies, columns, before.rows.at(key), wording);
      line.since = CopiedLine::Since::Gone;
      table.lines.push_back(std::move(line));
    }
    leave_out_empty_columns(table);
    table.changed = static_cast<std::size_t>(std::ranges::count_if(
        table.lines, [](const CopiedLine& line) { return line.since != CopiedLine::Since::Same; }));
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace accolade
