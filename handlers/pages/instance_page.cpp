// Asks the engine for what the viewer may see of an instance, and shows it.
#include "handlers/pages/instance_page.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "engine/definition/naming.h"
#include "engine/use_case/call_move.h"
#include "handlers/pages/document_page.h"
#include "handlers/pages/door_page.h"
#include "handlers/pages/feedback_page.h"
#include "handlers/pages/instance_view.h"
#include "handlers/pages/letter_page.h"
#include "handlers/pages/paper_page.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/pages/table_view.h"
#include "handlers/security/token.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

void add_to(json::object& view, json::object&& more) {
  for (auto& [key, value] : more)
    view[key] = std::move(value);
}

// Tables that are not for this viewer, or not now, are refused by the engine and left out.
std::vector<InstanceTable> tables_of(Pages& pages, const Shown& shown, PersonId viewer) {
  std::vector<InstanceTable> tables;
  for (const ListView& list : shown.workflow->lists) {
    Outcome<std::vector<ListRow>> rows = pages.engine.table(shown, list, viewer);
    if (rows) tables.push_back({&list, *std::move(rows)});
  }
  return tables;
}

std::optional<std::string> diagram_of(Pages& pages, const Shown& shown, PersonId viewer) {
  const Outcome<Path> path = pages.engine.path(shown.snapshot.id, viewer);
  if (!path) return std::nullopt;
  return pages.diagrams.with_path(*shown.package, *shown.workflow, *path);
}

// What was written since the state was read stays out of the page, which would else be ahead of
// itself.
std::vector<HistoryLine> history_until(std::vector<HistoryLine> lines, std::int64_t version) {
  std::erase_if(lines, [&](const HistoryLine& line) { return line.version > version; });
  return lines;
}

template <class T>
std::vector<T> or_none(Outcome<std::vector<T>> outcome) {
  if (!outcome) return {};
  return *std::move(outcome);
}

}  // namespace

http::Response show_instance(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());

  const Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return refused(pages, visit, shown.refusal());

  const std::optional<Shown> above = shown_above(pages, *shown, visit.person);
  Wording wording = wording_for(pages, *shown);
  if (above) add_wording(pages, *above, wording);
  std::vector<InstanceTable> tables = tables_of(pages, *shown, visit.person);
  for (const InstanceTable& table : tables)
    add_names(pages, table.rows, wording);
  const json::array copied = copied_view(pages, *shown, visit.person, wording);
  const InstancePage found{
      .shown = *shown,
      .viewer = visit.person ? InstancePage::Viewer::Person : InstancePage::Viewer::Visitor,
      .wording = std::move(wording),
      .above = above ? &*above : nullptr,
      .history =
          history_until(or_none(pages.engine.history(*id, visit.person)), shown->snapshot.version),
      .letters = letter_lines(pages, or_none(pages.engine.letters(*id, visit.person))),
      .tables = std::move(tables),
      .diagram = diagram_of(pages, *shown, visit.person),
      .copied = copied,
      .documents = documents_view(pages, *shown, visit.person),
      .door = door_link(*shown, above ? &*above : nullptr),
      .feedback = feedback_link(pages, *shown, visit.person),
      .now = pages.engine.ports().instances.now(),
      .key = new_token(),
      .version = is_movable(pages.engine, *shown, visit.person) ? InstancePage::Version::Older
                                                                : InstancePage::Version::Newest,
  };
  json::object view = frame(pages.assets, visit, shown->title);
  add_to(view, instance_view(found));
  http::Response response = page(pages, "pages/instance", view);
  response.set("ETag", fmt::format("W/\"{}\"", shown->revision));
  return response;
}

http::Response show_done(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return refused(pages, visit, shown.refusal());
  const std::vector<HistoryLine> history = or_none(pages.engine.history(*id, visit.person));

  json::object view = frame(pages.assets, visit, "Sent in");
  const Wording wording = wording_for(pages, *shown);
  view["crumbs"] = crumbs_view(shown->crumbs);
  view["about_title"] = shown->title;
  view["reference"] = shown->snapshot.reference;
  view["status"] = status_view(*shown, wording, pages.engine.ports().instances.now());
  view["href"] = path_to(*id);
  view["receipt"] = nullptr;
  if (!history.empty()) {
    view["receipt"] = json::object{{"receipt_at", human(history.back().at, pages.zone)},
                                   {"receipt_hash", history.back().hash}};
  }
  return page(pages, "pages/done", view);
}

}  // namespace accolade
