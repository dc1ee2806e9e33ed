// Rows of a list into the three kinds of files.
#include "handlers/pages/list_document.h"

#include <algorithm>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "handlers/documents/badges_paper.h"
#include "handlers/documents/workbook.h"
#include "handlers/http/form.h"
#include "handlers/long_work/work.h"
#include "handlers/pages/document_page.h"
#include "handlers/pages/list_file.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/pages/work_page.h"
#include "handlers/security/token.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::int64_t list_rows_at_once_max = 2'000;  // more take longer than a page may

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

struct ListAsked {
  Shown shown;
  ListFile file;
  std::int64_t rows = 0;  // at most
};

std::optional<ListAsked> list_asked(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return std::nullopt;
  Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return std::nullopt;
  const std::optional<ListFile> file = list_file(*shown->workflow, visit.request.parameter("file"));
  if (!file) return std::nullopt;
  const Outcome<std::int64_t> rows = Engine::table_size(*shown, *file->list);
  if (!rows) return std::nullopt;
  return ListAsked{*std::move(shown), *file, *rows};
}

http::Response ask_before(Pages& pages, const Visit& visit, const ListAsked& asked) {
  const std::string& name = asked.file.list->title;
  json::object view = frame(pages.assets, visit, name);
  std::vector<Crumb> crumbs = asked.shown.crumbs;
  crumbs.push_back({asked.shown.snapshot.id, asked.shown.title});
  view["crumbs"] = crumbs_view(crumbs);
  view["heading"] = name + " as a file";
  view["action"] = visit.request.path;
  view["key"] = new_token();
  view["back"] = path_to(asked.shown.snapshot.id);
  return page(pages, "pages/long_list", view);
}

}  // namespace

Outcome<Attachment> list_document(const Pages& pages, const Shown& shown, const std::string& name,
                                  PersonId viewer, const std::function<void(std::size_t)>& read) {
  const std::optional<Press> press = press_of(pages);
  const std::optional<ListFile> file = list_file(*shown.workflow, name);
  const Workflow* children = file ? shown.package->workflow(file->list->of) : nullptr;
  if (children == nullptr || !press) return no_such_page();
  const Outcome<std::vector<ListRow>> rows =
      pages.engine.table(shown, *file->list, viewer, Engine::Rows::All, read);
  if (!rows) return rows.refusal();

  Wording wording = wording_for(pages, shown);
  add_names(pages, *rows, wording);
  add_fields_above(shown, wording);
  if (file->ending == "pdf") {
    const Instant now = pages.engine.ports().instances.now();
    return Attachment{name, "application/pdf",
                      badges_paper(file->list->title,
                                   badges_of(*press, *file->list, *children, *rows, wording), now)};
  }
  const Table table = list_table(*file->list, *children, *rows, wording);
  if (file->ending == "csv") return Attachment{name, "text/csv; charset=utf-8", csv_of(table)};
  return Attachment{name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    xlsx_of(table)};
}

http::Response send_list(Pages& pages, const Visit& visit) {
  const std::optional<ListAsked> asked = list_asked(pages, visit);
  if (!asked) return refused(pages, visit, no_such_page());
  if (asked->rows > list_rows_at_once_max && !is_nobody(visit))
    return ask_before(pages, visit, *asked);
  const Outcome<Attachment> document =
      list_document(pages, asked->shown, visit.request.parameter("file"), visit.person);
  if (!document) return refused(pages, visit, document.refusal());
  return http::attachment(document->bytes, document->content_type, document->file_name);
}

http::Response begin_list(Pages& pages, const Visit& visit) {
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());
  if (is_nobody(visit)) return go_and_sign_in(visit);
  const std::optional<ListAsked> asked = list_asked(pages, visit);
  if (!asked) return refused(pages, visit, no_such_page());
  NewWork work;
  work.person = visit.person;
  work.kind = work_list;
  work.about = asked->shown.snapshot.id;
  work.key = form->value(idempotency_input);
  work.title = fmt::format("{} of {} as a file", asked->file.list->title, asked->shown.title);
  work.asked = json::serialize(json::object{{"file", visit.request.parameter("file")}});
  work.total = asked->rows;
  return begin_work(pages, visit, work);
}

}  // namespace accolade
