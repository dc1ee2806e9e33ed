// Puts the sections of the page together.
#include "handlers/pages/instance_view.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "handlers/pages/answers_view.h"
#include "handlers/pages/document_page.h"
#include "handlers/pages/list_file.h"
#include "handlers/pages/matrix_page.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/pages/table_view.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

std::string left_in_words(const PlaceLeft& row) {
  if (!row.left) return "no limit";
  if (*row.left > 0) return fmt::format("{} left", *row.left);
  return row.has_queue ? "full, there is a waiting list" : "full";
}

json::array left_view(const Shown& shown) {
  json::array fields;
  for (const PlacesLeft& places : shown.left) {
    json::array rows;
    for (const PlaceLeft& row : places.rows)
      rows.push_back(json::object{{"place", row.label}, {"free", left_in_words(row)}});
    fields.push_back(json::object{{"places", places.label},
                                  {"left_id", fmt::format("left-{}", fields.size() + 1)},
                                  {"rows", std::move(rows)}});
  }
  return fields;
}

json::array tables_view(const InstancePage& page) {
  json::array tables;
  if (page.tables.empty()) return tables;
  Wording wording = page.wording;
  add_fields_above(page.shown, wording);
  for (const InstanceTable& table : page.tables) {
    const Workflow* children = page.shown.package->workflow(table.list->of);
    if (!children) continue;
    json::object view = table_view(*table.list, *children, table.rows, wording);
    view["downloads"] = downloads_view(*table.list, page.shown.snapshot.id);
    tables.push_back(std::move(view));
  }
  return tables;
}

}  // namespace

json::value beside_view(const Shown& shown, const Shown* above, const Wording& wording) {
  if (!above) return nullptr;
  json::array groups = summary_view(*above, wording);
  if (groups.empty()) return nullptr;
  for (json::value& group : groups)
    for (json::value& answer : group.as_object()["answers"].as_array())
      answer.as_object()["change"] = nullptr;
  const bool is_judged = std::ranges::any_of(
      shown.workflow->fields, [](const Field& field) { return field.type == FieldType::Scores; });
  return json::object{
      {"beside_title", kind_and_reference(*above->workflow, above->snapshot) + ": " + above->title},
      {"is_open", is_judged},
      {"groups", std::move(groups)}};
}

std::string delivery_in_words(Delivery delivery) {
  switch (delivery) {
    case Delivery::Held:
      return "Held back until it is released";
    case Delivery::Ready:
      return "Waiting to be sent";
    case Delivery::Sending:
      return "Being sent";
    case Delivery::Sent:
      return "Sent";
    case Delivery::Deferred:
      return "Not sent yet, will be tried again";
    case Delivery::Failed:
      return "Could not be delivered";
    case Delivery::Unknown:
      return "Perhaps delivered: the mail server gave no final answer";
    case Delivery::Cancelled:
      return "Not sent, because it was no longer needed";
  }
  return {};
}

json::array letters_view(const std::vector<LetterLine>& letters, const std::string& zone) {
  json::array list;
  for (const LetterLine& letter : letters) {
    list.push_back(json::object{{"letter_href", "/letters/" + letter.id.text()},
                                {"letter_subject", letter.subject},
                                {"letter_to", letter.to},
                                {"letter_when", human(letter.sent.value_or(letter.queued), zone)},
                                {"letter_delivery", delivery_in_words(letter.delivery)}});
  }
  return list;
}

json::array history_view(const std::vector<HistoryLine>& lines, const std::string& zone) {
  json::array list;
  for (const HistoryLine& line : lines) {
    list.push_back(json::object{{"happened", line.sentence},
                                {"happened_at", human(line.at, zone)},
                                {"happened_datetime", to_text(line.at)},
                                {"reached", fmt::format("{}", fmt::join(line.states, "; "))}});
  }
  return list;
}

json::object instance_view(const InstancePage& page) {
  const Shown& shown = page.shown;
  const Workflow& workflow = *shown.workflow;
  const json::array groups = summary_view(shown, page.wording);
  const bool is_movable = page.version == InstancePage::Version::Older;
  const bool has_diagram = page.diagram && !page.diagram->empty();
  return {
      {"heading", shown.title},
      {"kind", kind_and_reference(workflow, shown.snapshot)},
      {"about", workflow.about},
      {"crumbs", crumbs_view(shown.crumbs)},
      {"status", status_view(shown, page.wording, page.now)},
      {"actions", page.viewer == InstancePage::Viewer::Visitor ? visitor_actions_view(shown)
                                                               : actions_view(shown, page.key)},
      {"views", views_view(shown)},
      {"copied", page.copied},
      {"documents", page.documents},
      {"door", page.door},
      {"feedback", page.feedback},
      {"left", left_view(shown)},
      {"beside", beside_view(shown, page.above, page.wording)},
      {"revision", shown.revision},
      {"groups", groups},
      {"has_answers", !groups.empty()},
      {"answers_title", workflow.pages.empty() ? "Details" : "Answers"},
      {"tables", tables_view(page)},
      {"has_tables", !page.tables.empty()},
      {"children", children_view(shown)},
      {"history", history_view(page.history, page.wording.zone)},
      {"has_history", !page.history.empty()},
      {"letters", letters_view(page.letters, page.wording.zone)},
      {"has_letters", !page.letters.empty()},
      {"move", is_movable ? json::value(json::object{{"href", path_to_move(shown.snapshot.id)}})
                          : json::value()},
      {"diagram", has_diagram ? json::value(json::object{{"svg", *page.diagram}}) : json::value()},
  };
}

}  // namespace accolade
