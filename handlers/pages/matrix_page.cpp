// Asks the engine for what the viewer sees of the matrix.
#include "handlers/pages/matrix_page.h"

#include <algorithm>
#include <charconv>

#include <boost/json/array.hpp>

#include "engine/permission/sight.h"
#include "handlers/pages/matrix_view.h"
#include "handlers/pages/matrix_years.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/report_page.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

struct MatrixFile {
  std::string name;
  std::string ending;  // empty: the page
};

MatrixFile matrix_file(const std::string& file) {
  for (const char* ending : {"csv", "xlsx", "pdf"}) {
    const std::string suffix = std::string(".") + ending;
    if (file.ends_with(suffix)) return {file.substr(0, file.size() - suffix.size()), ending};
  }
  return {file, ""};
}

MatrixFilters filters_in(const MatrixView& view, const http::Request& request) {
  MatrixFilters filters;
  for (const std::string& name : view.filters) {
    std::string wanted = request.asked(name).value_or("");
    if (!wanted.empty()) filters.emplace(name, std::move(wanted));
  }
  return filters;
}

// None: as it is now. What is no number is as good as a year of which there is no report.
std::optional<std::int64_t> year_in(const http::Request& request) {
  const std::string asked = request.asked("year").value_or("");
  if (asked.empty()) return std::nullopt;
  std::int64_t year = 0;
  std::from_chars(asked.data(), asked.data() + asked.size(), year);
  return year;
}

}  // namespace

http::Response show_matrix(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return refused(pages, visit, shown.refusal());
  const MatrixFile file = matrix_file(visit.request.parameter("file"));
  const auto view = std::ranges::find(shown->workflow->matrices, file.name, &MatrixView::name);
  if (view == shown->workflow->matrices.end()) return refused(pages, visit, no_such_page());
  const std::optional<std::int64_t> year = year_in(visit.request);
  const Outcome<Crossing> crossing = pages.engine.crossing(*shown, *view, visit.person, year);
  if (!crossing) return refused(pages, visit, crossing.refusal());

  const MatrixFilters filters = filters_in(*view, visit.request);
  const Day today = local_day(pages.engine.ports().instances.now(), pages.zone);
  const MatrixFigures figures = figures_of(*view, *crossing, filters, today);
  const MatrixPage found{*shown, *view, *crossing, figures, filters, year};
  if (file.ending == "csv") {
    return http::attachment(csv_of(matrix_table(found)), "text/csv; charset=utf-8",
                            file.name + ".csv");
  }
  if (file.ending == "xlsx") {
    return http::attachment(xlsx_of(matrix_table(found)),
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            file.name + ".xlsx");
  }
  if (file.ending == "pdf") {
    if (!year) return refused(pages, visit, no_such_page());
    return http::attachment(state_paper(state_of(found), pages.engine.ports().instances.now()),
                            "application/pdf", file.name + "-" + std::to_string(*year) + ".pdf");
  }
  json::object page_view = frame(pages.assets, visit, view->title);
  for (auto& [key, value] : matrix_view(found))
    page_view[key] = std::move(value);
  return page(pages, "pages/matrix", page_view);
}

json::array views_view(const Shown& shown) {
  json::array links;
  const std::string path = path_to(shown.snapshot.id);
  for (const SheetView& sheet : shown.workflow->sheets) {
    const bool may_write = std::ranges::any_of(
        shown.offers, [&](const Offer& offer) { return offer.event == sheet.start; });
    if (may_write && is_among(sheet.roles, shown.roles))
      links.push_back(json::object{{"href", path + "/sheets/" + percent_encoded(sheet.name)},
                                   {"text", sheet.title}});
  }
  for (const MatrixView& matrix : shown.workflow->matrices) {
    if (is_among(matrix.roles, shown.roles))
      links.push_back(json::object{{"href", path + "/matrices/" + percent_encoded(matrix.name)},
                                   {"text", matrix.title}});
  }
  for (json::value& report : report_links(shown))
    links.push_back(std::move(report));
  return links;
}

}  // namespace accolade
