// Matrices and sheets: the workflows that they lay across each other, and the fields of those.
#include "engine/definition/matrix_reader.h"

#include <algorithm>

#include "engine/condition/suggestion.h"
#include "engine/definition/naming.h"
#include "engine/definition/words.h"

namespace accolade {
namespace {

// Named by a word of a view; null, and reported in a package, if there is none below `parent`.
const Workflow* workflow_named(const YamlNode* node, const std::string& parent, const Place& place,
                               const Context& context) {
  if (node == nullptr) {
    context.report.error(place,
                         "say which workflows are across each other: `rows:`, `cells:`, "
                         "and of a matrix `columns:`");
    return nullptr;
  }
  const Workflow* found = context.relative(node->text);
  if (found == nullptr && !context.is_strict()) return nullptr;
  if (found != nullptr && found->parent == parent) return found;
  context.report.error(node->place, "`" + node->text + "` is not started below " + parent);
  return nullptr;
}

using Types = std::vector<FieldType>;

// Fields of `of`, of one of these types (none: any); reported where not.
void check_fields(const YamlNode* names, const Workflow* of, const Types& types,
                  const Context& context) {
  if (of == nullptr) return;
  for (const YamlNode* name : scalars_of(names, context.report)) {
    const Field* const field = of->field(name->text);
    std::vector<std::string> known;
    for (const Field& one : of->fields)
      known.push_back(one.name);
    if (field == nullptr) {
      context.report.error(name->place, "`" + name->text + "` is no field of " + of->name +
                                            did_you_mean(name->text, known));
    } else if (!types.empty() &&
               std::find(types.begin(), types.end(), field->type) == types.end()) {
      context.report.error(name->place,
                           "the field `" + name->text + "` is of a type that does not fit here");
    }
  }
}

void check_codes(const YamlNode* codes, const Workflow* of, const std::string& value,
                 const Context& context) {
  const Field* const field = of == nullptr ? nullptr : of->field(value);
  if (field == nullptr) return;
  for (const YamlNode* code : scalars_of(codes, context.report)) {
    const bool is_known = std::any_of(field->choices.begin(), field->choices.end(),
                                      [&](const Choice& one) { return one.code == code->text; });
    if (!is_known)
      context.report.error(code->place, "`" + code->text + "` is no choice of " + value);
  }
}

std::string taken_text(Words& words, const char* word, const Workflow* of, const Types& types,
                       const Context& context) {
  const YamlNode* const node = words.take(word);
  check_fields(node, of, types, context);
  return text_of(node, context.report);
}

struct Across {
  const Workflow* rows = nullptr;
  const Workflow* columns = nullptr;
  const Workflow* cells = nullptr;
};

MatrixSum read_sum(const YamlNode& node, const Workflow* cells, const Context& context) {
  Words words(node, "a sum", context.report);
  MatrixSum sum;
  sum.of = taken_text(words, "of", cells, {FieldType::DecimalNumber}, context);
  sum.unit = taken_text(words, "unit", cells, {FieldType::OneOf, FieldType::Text}, context);
  sum.unless = taken_text(words, "unless", cells, {FieldType::YesNo}, context);
  if (sum.of.empty()) context.report.error(node.place, "a sum needs `of:`, a decimal field");
  words.refuse_others();
  return sum;
}

MatrixGap read_gap(const YamlNode& node, const std::string& value, const Across& across,
                   const Context& context) {
  Words words(node, "a gap", context.report);
  MatrixGap gap;
  gap.title = text_of(words.take("title"), context.report);
  gap.text = text_of(words.take("text"), context.report);
  const YamlNode* const in = words.take("in");
  gap.in = texts_of(in, context.report);
  check_codes(in, across.cells, value, context);
  gap.after = taken_text(words, "after", across.columns, {FieldType::Date}, context);
  const YamlNode* const covers = words.take("covers");
  gap.covers = text_of(covers, context.report);
  check_fields(covers, across.columns, {FieldType::SomeOf}, context);
  check_fields(covers, across.cells, {FieldType::SomeOf}, context);
  gap.roles =
      role_names(words.take("for"), {.anyone = true, .above = true, .below = true}, context);
  if (gap.title.empty() || gap.in.empty())
    context.report.error(node.place, "a gap needs a `title:` and `in:`, the values that fill it");
  words.refuse_others();
  return gap;
}

void check_years(const MatrixYears& years, const YamlNode& node, const MatrixView& matrix,
                 const Workflow& of, const Context& context) {
  for (const std::string& state : years.in) {
    if (!of.state(state))
      context.report.error(node.place, "`" + state + "` is no state of " + of.name);
  }
  for (const std::string& name : years.cells) {
    const Field* const field = of.field(name);
    if (field == nullptr || field->type != FieldType::Copies || field->pool != matrix.cells)
      context.report.error(node.place, "`" + name + "` of " + of.name +
                                           " is no field of type copies from " + matrix.cells);
  }
}

MatrixYears read_years(const YamlNode& node, const MatrixView& matrix, const Context& context) {
  Report& report = context.report;
  Words words(node, "years", report);
  MatrixYears years;
  const YamlNode* const of = words.take("of");
  years.of = text_of(of, report);
  const Workflow* const below = workflow_named(of, matrix.rows, node.place, context);
  years.year = taken_text(words, "year", below, {FieldType::WholeNumber}, context);
  years.title = text_of(words.take("title"), report);
  years.in = texts_of(words.take("in"), report);
  years.cells = texts_of(words.take("cells"), report);
  years.roles =
      role_names(words.take("for"), {.anyone = true, .above = true, .below = true}, context);
  if (years.year.empty() || years.in.empty() || years.cells.empty())
    report.error(node.place, "years need `year:`, `in:` and `cells:`");
  if (below != nullptr) check_years(years, node, matrix, *below, context);
  words.refuse_others();
  return years;
}

void read_filters(const YamlNode* filters, MatrixView& matrix, const Across& across,
                  const Context& context) {
  matrix.filters = texts_of(filters, context.report);
  if (across.columns == nullptr || across.rows == nullptr) return;
  for (const YamlNode* name : scalars_of(filters, context.report)) {
    if (across.columns->field(name->text) != nullptr) continue;
    check_fields(name, across.rows, {}, context);
  }
}

MatrixView read_matrix(const YamlKey& key, const YamlNode& node, const Context& context) {
  Report& report = context.report;
  Words words(node, "a matrix", report);
  MatrixView matrix;
  matrix.name = key.text;
  matrix.title = sentence_case(key.text);
  if (const YamlNode* title = words.take("title")) matrix.title = text_of(title, report);
  matrix.text = text_of(words.take("text"), report);
  const std::string& here = context.workflow().name;
  const YamlNode* const rows = words.take("rows");
  const YamlNode* const columns = words.take("columns");
  const YamlNode* const cells = words.take("cells");
  matrix.rows = text_of(rows, report);
  matrix.columns = text_of(columns, report);
  matrix.cells = text_of(cells, report);
  const Across across{workflow_named(rows, here, key.place, context),
                      workflow_named(columns, here, key.place, context),
                      workflow_named(cells, matrix.rows, key.place, context)};

  matrix.by = taken_text(words, "by", across.cells, {FieldType::Instance}, context);
  matrix.value = taken_text(words, "value", across.cells, {FieldType::OneOf}, context);
  if (matrix.by.empty() || matrix.value.empty())
    report.error(key.place, "a matrix needs `by:` and `value:`, fields of its cells");
  if (const YamlNode* signs = words.take("signs"); is_map(signs, report)) {
    for (std::size_t i = 0; i < signs->items.size(); ++i)
      matrix.signs[signs->keys[i].text] = text_of(&signs->items[i], report);
  }
  read_filters(words.take("filters"), matrix, across, context);
  if (const YamlNode* sum = words.take("sum"))
    matrix.sums.push_back(read_sum(*sum, across.cells, context));
  if (const YamlNode* gaps = words.take("gaps"); is_list(gaps, report)) {
    for (const YamlNode& gap : gaps->items)
      matrix.gaps.push_back(read_gap(gap, matrix.value, across, context));
  }
  if (const YamlNode* years = words.take("years"))
    matrix.years.push_back(read_years(*years, matrix, context));
  matrix.roles =
      role_names(words.take("for"), {.anyone = true, .above = true, .below = true}, context);
  words.refuse_others();
  return matrix;
}

SheetView read_sheet(const YamlKey& key, const YamlNode& node, const Context& context) {
  Report& report = context.report;
  Words words(node, "a sheet", report);
  SheetView sheet;
  sheet.place = key.place;
  sheet.name = key.text;
  sheet.title = sentence_case(key.text);
  if (const YamlNode* title = words.take("title")) sheet.title = text_of(title, report);
  sheet.text = text_of(words.take("text"), report);
  const YamlNode* const rows = words.take("rows");
  const YamlNode* const cells = words.take("cells");
  sheet.rows = text_of(rows, report);
  sheet.cells = text_of(cells, report);
  workflow_named(rows, context.workflow().parent, key.place, context);
  const Workflow* const cell = workflow_named(cells, context.workflow().name, key.place, context);
  sheet.by = taken_text(words, "by", cell, {FieldType::Instance}, context);
  const YamlNode* const columns = words.take("columns");
  sheet.columns = texts_of(columns, report);
  check_fields(columns, cell, {}, context);
  sheet.start = text_of(words.take("start"), report);
  sheet.change = text_of(words.take("change"), report);
  if (sheet.by.empty() || sheet.columns.empty() || sheet.start.empty() || sheet.change.empty())
    report.error(key.place, "a sheet needs `by:`, `columns:`, `start:` and `change:`");
  sheet.roles =
      role_names(words.take("for"), {.anyone = false, .above = true, .below = true}, context);
  words.refuse_others();
  return sheet;
}

}  // namespace

void read_matrices(const Context& context) {
  Words& words = context.outline.words[root_state];
  Workflow& workflow = context.workflow();
  if (const YamlNode* matrices = words.take("matrices"); is_map(matrices, context.report)) {
    for (std::size_t i = 0; i < matrices->items.size(); ++i)
      workflow.matrices.push_back(read_matrix(matrices->keys[i], matrices->items[i], context));
  }
  if (const YamlNode* sheets = words.take("sheets"); is_map(sheets, context.report)) {
    for (std::size_t i = 0; i < sheets->items.size(); ++i)
      workflow.sheets.push_back(read_sheet(sheets->keys[i], sheets->items[i], context));
  }
}

}  // namespace accolade
