// Upload, dry run, and the one commit.
#include "handlers/pages/import_page.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "engine/definition/naming.h"
#include "handlers/http/form.h"
#include "handlers/long_work/work.h"
#include "handlers/pages/import_start.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/posted.h"
#include "handlers/pages/status_view.h"
#include "handlers/pages/work_page.h"
#include "handlers/security/token.h"
#include "handlers/text/number.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::string_view table_input = "table";
constexpr std::string_view again_input = "_table";  // the table that was looked at
constexpr std::string_view sure_input = "_sure";
constexpr std::size_t import_rows_at_once_max = 200;  // more take longer than a page may

Outcome<ImportPlace> import_asked(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return no_such_page();
  return import_place(pages.engine, *id, visit.request.parameter("event"), visit.person);
}

std::string format_of(const Field& field) {
  std::string codes;
  for (const Choice& choice : field.choices)
    codes += (codes.empty() ? "" : ", ") + choice.code;
  switch (field.type) {
    case FieldType::OneOf:
      return "One of: " + codes;
    case FieldType::SomeOf:
      return "One or more of: " + codes + ", with semicolons between";
    case FieldType::Date:
      return "A date as in 2026-03-02";
    case FieldType::YesNo:
      return "yes or no";
    case FieldType::DecimalNumber:
      return "A number as in 1250000.50";
    case FieldType::WholeNumber:
      return "A whole number";
    case FieldType::Instance:
      return "The number or the title of an entry of the list";
    case FieldType::Link:
      return "A web address that begins with https://";
    default:
      return "Text";
  }
}

std::string path_to_import(const ImportPlace& import) {
  return path_to_event(import.shown.snapshot.id, import.event) + "/table";
}

struct Looked {
  const ImportedTable* table = nullptr;  // none: nothing was looked at, or it cannot be read
  std::vector<RowProblem> problems = {};
  std::string sentence = {};  // about the whole
  std::string bytes = {};
};

json::array problem_rows(const Looked& looked) {
  constexpr std::size_t shown_max = 200;
  json::array list;
  for (const RowProblem& problem : looked.problems) {
    if (list.size() == shown_max) break;
    const bool is_row = problem.row > 0 && problem.row <= looked.table->cells.size();
    list.push_back(
        json::object{{"problem_row", is_row ? fmt::format("Row {}", problem.row) : "All rows"},
                     {"problem_begins", is_row ? looked.table->cells[problem.row - 1].front() : ""},
                     {"problem_column", problem.column},
                     {"problem_sentence", problem.sentence}});
  }
  return list;
}

// The first rows as they would be, so that a wrong column is seen before it is too late.
json::value ready_view(const Looked& looked) {
  constexpr std::size_t rows_shown = 5;
  if (looked.table == nullptr || !looked.problems.empty()) return nullptr;
  json::array headings, rows;
  for (const Field* column : looked.table->columns)
    headings.push_back(json::object{{"heading", column->label}});
  for (std::size_t at = 0; at < std::min(rows_shown, looked.table->cells.size()); ++at) {
    json::array cells;
    for (std::size_t column = 1; column < looked.table->columns.size(); ++column)
      cells.push_back(json::object{{"column", looked.table->columns[column]->label},
                                   {"cell", looked.table->cells[at][column]}});
    rows.push_back(
        json::object{{"first", looked.table->cells[at].front()}, {"cells", std::move(cells)}});
  }
  const std::size_t count = looked.table->cells.size();
  return json::object{{"ready_count", count == 1 ? "1 row" : fmt::format("{} rows", count)},
                      {"is_cut", count > rows_shown},
                      {"cut_to", rows_shown},
                      {"headings", std::move(headings)},
                      {"rows", std::move(rows)},
                      {"bytes", looked.bytes}};
}

http::Response import_view(Pages& pages, const Visit& visit, const ImportPlace& import,
                           const Looked& looked) {
  const std::string heading = import.label + ": from a table";
  json::object view = frame(pages.assets, visit, heading);
  std::vector<Crumb> crumbs = import.shown.crumbs;
  crumbs.push_back({import.shown.snapshot.id, import.shown.title});
  view["crumbs"] = crumbs_view(crumbs);
  view["heading"] = heading;
  view["kind"] = kind_and_reference(*import.shown.workflow, import.shown.snapshot);
  view["about_title"] = import.shown.title;
  view["action"] = path_to_import(import);
  view["headings_href"] = path_to_import(import) + ".csv";
  view["back"] = path_to(import.shown.snapshot.id);
  view["key"] = new_token();
  view["rows_max"] = start_rows_max;
  json::array columns;
  for (const Field* field : import.columns) {
    columns.push_back(json::object{{"column_name", field->name},
                                   {"column_label", field->label},
                                   {"column_format", format_of(*field)},
                                   {"is_optional", field->optional}});
  }
  view["columns"] = std::move(columns);
  const bool has_problems = !looked.problems.empty();
  const std::string sentence =
      has_problems ? "Nothing was taken over. Mend these rows in your table and choose it again."
                   : looked.sentence;
  view["errors"] = error_summary(sentence, {});
  view["has_problems"] = has_problems;
  view["problems"] = has_problems ? problem_rows(looked) : json::array();
  view["ready"] = ready_view(looked);
  return page(pages, "pages/import", view, sentence.empty() ? 200 : 422);
}

// What takes longer than a page may is done in the background, and is found on the first page.
NewWork import_work(const Visit& visit, const http::Form& form, const ImportPlace& import,
                    const Looked& looked) {
  NewWork work;
  work.person = visit.person;
  work.kind = work_import;
  work.about = import.shown.snapshot.id;
  work.key = form.value(idempotency_input);
  work.title = fmt::format("{}: {} rows for {}", import.label,
                           grouped(std::to_string(looked.table->rows.size())), import.shown.title);
  work.asked = json::serialize(json::object{{"event", import.event}, {"table", looked.bytes}});
  work.total = static_cast<std::int64_t>(looked.table->rows.size());
  return work;
}

// What the person chose now, or looked at before.
std::string table_bytes(const http::Form& form) {
  const auto file = std::ranges::find(form.files, table_input, &http::UploadedFile::name);
  return file != form.files.end() ? file->bytes : std::string(form.value(again_input));
}

}  // namespace

http::Response show_import(Pages& pages, const Visit& visit) {
  if (!visit.person) return go_and_sign_in(visit);
  const Outcome<ImportPlace> import = import_asked(pages, visit);
  if (!import) return refused(pages, visit, import.refusal());
  return import_view(pages, visit, *import, {});
}

http::Response send_import_headings(Pages& pages, const Visit& visit) {
  const Outcome<ImportPlace> import = import_asked(pages, visit);
  if (!import) return refused(pages, visit, import.refusal());
  CsvRow headings;
  for (const Field* field : import->columns)
    headings.push_back(field->name);
  return http::attachment(csv_from_rows({headings}), "text/csv; charset=utf-8",
                          import->child->name + ".csv");
}

http::Response import_table(Pages& pages, const Visit& visit) {
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());
  if (!visit.person) return go_and_sign_in(visit);
  const Outcome<ImportPlace> import = import_asked(pages, visit);
  if (!import) return refused(pages, visit, import.refusal());

  Looked looked;
  looked.bytes = table_bytes(*form);
  const Outcome<ImportedTable> table = imported_table(looked.bytes, import->columns);
  if (!table) {
    looked.sentence = table.refusal().sentence;
    return import_view(pages, visit, *import, looked);
  }
  looked.table = &*table;
  StartRequest request = start_of(*import, *table, visit.person);
  request.received = visit.request.received;
  std::optional<Refusal> refusal;
  const bool is_sure = form->value(sure_input) == "yes";
  if (is_sure && table->rows.size() > import_rows_at_once_max)
    return begin_work(pages, visit, import_work(visit, *form, *import, looked));
  if (is_sure) {
    request.idempotency = idempotency_in(*form, visit);
    const Outcome<Applied> applied = pages.engine.start(request);
    if (applied) return http::see_other(path_to(import->shown.snapshot.id));
    refusal = applied.refusal();
  } else if (const Outcome<Done> tried = pages.engine.try_start(request); !tried) {
    refusal = tried.refusal();
  }
  if (refusal && refusal->why != Why::Invalid) return refused(pages, visit, *refusal);
  if (refusal) {
    looked.problems = problems_of(*refusal, *table);
  }
  return import_view(pages, visit, *import, looked);
}

}  // namespace accolade
