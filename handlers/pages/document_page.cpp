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
