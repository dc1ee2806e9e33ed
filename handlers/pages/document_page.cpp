// Asks for the instance as for its page, then for the document.
#include "handlers/pages/document_page.h"

#include <algorithm>

#include <boost/json/array.hpp>

#include "handlers/documents/badges_paper.h"
#include "handlers/documents/qr.h"
#include "handlers/pages/list_file.h"
#include "handlers/pages/paper_page.h"
#include "handlers/pages/paths.h"

namespace accolade {
namespace {

namespace json = boost::json;

struct AskedInstance {
  Shown shown;
  Press press;
};

// Null for everybody who does not see the instance.
std::optional<AskedInstance> instance_asked(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  std::optional<Press> press = press_of(pages);
  if (!id || !press) return std::nullopt;
  Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return std::nullopt;
  return AskedInstance{*std::move(shown), *press};
}

http::Response to_keep(const Attachment& document) {
  return http::attachment(document.bytes, document.content_type, document.file_name);
}

http::Response send_document(Pages& pages, const Visit& visit, DocumentKind kind) {
  const std::optional<AskedInstance> what = instance_asked(pages, visit);
  if (!what) return refused(pages, visit, no_such_page());
  const std::optional<Attachment> document =
      document_now(what->press, kind, what->shown, visit.person);
  if (!document) return refused(pages, visit, no_such_page());
  return to_keep(*document);
}

struct ListFile {
  const ListView* list = nullptr;
  std::string ending;
};

// "participants.xlsx" of the lists that there are.
std::optional<ListFile> list_file(const Workflow& workflow, const std::string& name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return std::nullopt;
  const std::string ending = name.substr(dot + 1);
  const auto list =
      std::find_if(workflow.lists.begin(), workflow.lists.end(),
                   [&](const ListView& one) { return one.name == name.substr(0, dot); });
  if (list == workflow.lists.end()) return std::nullopt;
  const bool is_known =
      ending == "csv" || ending == "xlsx" || (ending == "pdf" && !list->badges.empty());
  if (!is_known) return std::nullopt;
  return ListFile{&*list, ending};
}

std::vector<Badge> badges_of(const Press& press, const ListView& list, const Workflow& children,
                             const std::vector<ListRow>& rows, const Wording& wording) {
  std::vector<Badge> badges;
  for (const ListRow& row : rows) {
    Badge& badge = badges.emplace_back();
    badge.lines = badge_lines(list, children, row, wording);
    if (!has_ticket(row)) continue;
    const std::vector<PersonId> holders = holders_of(press, DocumentKind::Ticket, row.snapshot.id);
    if (!holders.empty()) badge.code = ticket_url(press, {row.snapshot.id, holders.front()});
  }
  return badges;
}

json::object link_to(const std::string& href, const std::string& text) {
  return {{"href", href}, {"text", text}};
}

}  // namespace

std::optional<Press> press_of(const Pages& pages) {
  if (pages.seal == nullptr) return std::nullopt;
  return Press{pages.engine, *pages.seal, pages.from, pages.public_url, pages.zone};
}

http::Response send_appointment(Pages& pages, const Visit& visit) {
  return send_document(pages, visit, DocumentKind::Appointment);
}

http::Response send_certificate(Pages& pages, const Visit& visit) {
  return send_document(pages, visit, DocumentKind::Certificate);
}

http::Response send_ticket(Pages& pages, const Visit& visit) {
  const std::optional<AskedInstance> what = instance_asked(pages, visit);
  if (!what) return refused(pages, visit, no_such_page());
  if (!documents_now(what->press, what->shown, visit.person).contains(DocumentKind::Ticket)) {
    return refused(pages, visit, no_such_page());
  }
  const Ticket ticket{what->shown.snapshot.id, visit.person};
  http::Response response;
  response.body =
      svg_of(qr_code(ticket_url(what->press, ticket)), "Code " + ticket_code(what->press, ticket));
  response.set("Content-Type", "image/svg+xml");
  return response;
}

http::Response send_list(Pages& pages, const Visit& visit) {
  const std::optional<AskedInstance> what = instance_asked(pages, visit);
  if (!what) return refused(pages, visit, no_such_page());
  const Shown& shown = what->shown;
  const std::optional<ListFile> file = list_file(*shown.workflow, visit.request.parameter("file"));
  const Workflow* children = file ? shown.package->workflow(file->list->of) : nullptr;
  if (children == nullptr) return refused(pages, visit, no_such_page());
  const Outcome<std::vector<ListRow>> rows =
      pages.engine.table(shown, *file->list, visit.person, Engine::Rows::All);
  if (!rows) return refused(pages, visit, rows.refusal());

  Wording wording = wording_for(pages, shown);
  add_names(pages, *rows, wording);
  add_fields_above(shown, wording);
  const std::string name = file->list->name + "." + file->ending;
  if (file->ending == "pdf") {
    const Instant now = pages.engine.ports().instances.now();
    return http::attachment(
        badges_paper(file->list->title,
                     badges_of(what->press, *file->list, *children, *rows, wording), now),
        "application/pdf", name);
  }
  const Table table = list_table(*file->list, *children, *rows, wording);
  if (file->ending == "csv") {
    return http::attachment(csv_of(table), "text/csv; charset=utf-8", name);
  }
  return http::attachment(
      xlsx_of(table), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
}

json::value documents_view(const Pages& pages, const Shown& shown, PersonId viewer) {
  const std::optional<Press> press = press_of(pages);
  if (!press) return nullptr;
  const std::set<DocumentKind> kinds = documents_now(*press, shown, viewer);
  const bool is_on_paper = has_paper(shown);
  if (kinds.empty() && !is_on_paper) return nullptr;
  const InstanceId id = shown.snapshot.id;
  json::value ticket = nullptr;
  if (kinds.contains(DocumentKind::Ticket)) {
    ticket = json::object{{"ticket_src", path_to(id) + "/ticket.svg"},
                          {"ticket_code", ticket_code(*press, {id, viewer})}};
  }
  json::array links;
  if (is_on_paper) {
    links.push_back(link_to(path_to(id) + "/paper.pdf", shown.workflow->paper->title + " (PDF)"));
  }
  if (kinds.contains(DocumentKind::Certificate)) {
    links.push_back(link_to(path_to(id) + "/certificate.pdf", "Your certificate (PDF)"));
  }
  if (kinds.contains(DocumentKind::Appointment)) {
    links.push_back(link_to(path_to(id) + "/appointment.ics", "For your calendar (.ics)"));
  }
  return json::object{{"ticket", std::move(ticket)},
                      {"has_links", !links.empty()},
                      {"document_links", std::move(links)}};
}

json::array downloads_view(const ListView& list, InstanceId instance) {
  const std::string path = path_to(instance) + "/lists/" + percent_encoded(list.name);
  json::array links = {link_to(path + ".xlsx", "Spreadsheet (XLSX)"),
                       link_to(path + ".csv", "CSV")};
  if (!list.badges.empty()) links.push_back(link_to(path + ".pdf", "Badges (PDF)"));
  return links;
}

}  // namespace accolade
