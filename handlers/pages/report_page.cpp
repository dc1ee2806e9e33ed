// Asks for the rows as for a table, counts them, and shows or prints what was counted.
#include "handlers/pages/report_page.h"

#include <algorithm>

#include <boost/json/array.hpp>

#include "engine/permission/sight.h"
#include "handlers/documents/report_paper.h"
#include "handlers/pages/list_file.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/report_figures.h"
#include "handlers/pages/status_view.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

struct ReportFile {
  std::string name;
  std::string ending;  // empty: the page
};

ReportFile report_file(const std::string& file) {
  for (const char* const ending : {"csv", "xlsx", "pdf"}) {
    const std::string suffix = std::string(".") + ending;
    if (file.ends_with(suffix)) return {file.substr(0, file.size() - suffix.size()), ending};
  }
  return {file, ""};
}

json::array counts_view(const ReportFigures& figures, const ReportRow& row) {
  json::array counts;
  for (std::size_t i = 0; i < row.counts.size(); ++i) {
    counts.push_back(json::object{{"column", figures.headings[i]},
                                  {"count", row.counts[i].all},
                                  {"parts", split_in_words(figures, row.counts[i])}});
  }
  return counts;
}

json::object row_view(const ReportFigures& figures, const ReportRow& row) {
  return {{"label", row.label}, {"counts", counts_view(figures, row)}};
}

json::array report_tables_view(const ReportFigures& figures) {
  json::array tables;
  for (const ReportTable& table : figures.tables) {
    json::array rows;
    for (const ReportRow& row : table.rows)
      rows.push_back(row_view(figures, row));
    json::array headings;
    for (const std::string& heading : figures.headings)
      headings.push_back(json::object{{"heading", heading}});
    tables.push_back(json::object{{"by", table.by},
                                  {"table_id", "by-" + std::to_string(tables.size() + 1)},
                                  {"headings", std::move(headings)},
                                  {"rows", std::move(rows)},
                                  {"total", row_view(figures, figures.total)}});
  }
  return tables;
}

PaperRow paper_row(const ReportFigures& figures, const ReportRow& row) {
  PaperRow paper{row.label, {}};
  for (const ReportNumber& number : row.counts)
    paper.cells.push_back({std::to_string(number.all), split_in_words(figures, number)});
  return paper;
}

PaperReport paper_of(const Shown& shown, const ReportView& view, const ReportFigures& figures,
                     const std::string& made_at) {
  PaperReport report{view.title, shown.title, made_at, {}};
  for (const ReportTable& table : figures.tables) {
    PaperTable& paper = report.tables.emplace_back(PaperTable{table.by, figures.headings, {}});
    for (const ReportRow& row : table.rows)
      paper.rows.push_back(paper_row(figures, row));
    paper.rows.push_back(paper_row(figures, figures.total));
    paper.rows.back().is_total = true;
  }
  return report;
}

http::Response report_html(Pages& pages, const Visit& visit, const Shown& shown,
                           const ReportView& report, const ReportFigures& figures) {
  json::object view = frame(pages.assets, visit, report.title);
  std::vector<Crumb> crumbs = shown.crumbs;
  crumbs.push_back({shown.snapshot.id, shown.title});
  view["crumbs"] = crumbs_view(crumbs);
  view["heading"] = report.title;
  view["about"] = report.text;
  view["about_title"] = shown.title;
  view["kind"] = kind_and_reference(*shown.workflow, shown.snapshot);
  view["tables"] = report_tables_view(figures);
  view["href"] = path_to(shown.snapshot.id) + "/reports/" + percent_encoded(report.name);
  return page(pages, "pages/report", view);
}

}  // namespace

http::Response show_report(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return refused(pages, visit, shown.refusal());
  const ReportFile file = report_file(visit.request.parameter("file"));
  const auto view = std::ranges::find(shown->workflow->reports, file.name, &ReportView::name);
  if (view == shown->workflow->reports.end()) return refused(pages, visit, no_such_page());
  const Outcome<std::vector<ListRow>> rows =
      pages.engine.table(*shown, rows_of(*view), visit.person, Engine::Rows::All);
  if (!rows) return refused(pages, visit, rows.refusal());

  Wording wording = wording_for(pages, *shown);
  add_names(pages, *rows, wording);
  add_fields_above(*shown, wording);
  const ReportFigures figures =
      report_figures(*view, *shown->package->workflow(view->of), *rows, wording);
  const Instant now = pages.engine.ports().instances.now();
  if (file.ending == "pdf") {
    return http::attachment(
        report_paper(paper_of(*shown, *view, figures, human(now, pages.zone)), now),
        "application/pdf", file.name + ".pdf");
  }
  if (file.ending == "csv") {
    return http::attachment(csv_of(report_table(*view, figures)), "text/csv; charset=utf-8",
                            file.name + ".csv");
  }
  if (file.ending == "xlsx") {
    return http::attachment(xlsx_of(report_table(*view, figures)),
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            file.name + ".xlsx");
  }
  return report_html(pages, visit, *shown, *view, figures);
}

json::array report_links(const Shown& shown) {
  json::array links;
  for (const ReportView& report : shown.workflow->reports) {
    if (!is_among(report.roles, shown.roles)) continue;
    links.push_back(json::object{
        {"href", path_to(shown.snapshot.id) + "/reports/" + percent_encoded(report.name)},
        {"text", report.title}});
  }
  return links;
}

}  // namespace accolade
