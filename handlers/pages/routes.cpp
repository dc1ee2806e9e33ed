// The table of pages.
#include "handlers/pages/routes.h"

#include "handlers/pages/bulk_page.h"
#include "handlers/pages/document_page.h"
#include "handlers/pages/door_page.h"
#include "handlers/pages/event_page.h"
#include "handlers/pages/feedback_page.h"
#include "handlers/pages/filter_page.h"
#include "handlers/pages/form_page.h"
#include "handlers/pages/home_page.h"
#include "handlers/pages/import_page.h"
#include "handlers/pages/instance_page.h"
#include "handlers/pages/letter_page.h"
#include "handlers/pages/list_document.h"
#include "handlers/pages/list_page.h"
#include "handlers/pages/matrix_page.h"
#include "handlers/pages/me_page.h"
#include "handlers/pages/move_page.h"
#include "handlers/pages/overview_page.h"
#include "handlers/pages/paper_page.h"
#include "handlers/pages/report_page.h"
#include "handlers/pages/sheet_page.h"
#include "handlers/pages/work_page.h"

namespace accolade {
namespace {

http::Response show_asset(Pages& pages, const Visit& visit) {
  return send_asset(pages.assets, visit.request);
}

}  // namespace

std::vector<PageRoute> page_routes() {
  return {
      // What one has to do, what is one's own, which calls are open.
      {"GET", "/", show_home},
      // Everything that one may see, by its words; what is looked for again and again, by name.
      {"GET", "/search", show_search},
      {"POST", "/filters", keep_filter},
      {"POST", "/filters/{id}", rename_filter},
      {"POST", "/filters/{id}/delete", delete_filter},
      // What is kept of the person who asks.
      {"GET", "/me", show_me},
      {"GET", "/me/data.json", send_my_data},
      {"POST", "/me/sessions/{id}/end", end_my_session},
      // Where it stands, whose turn it is, what may be done, what was answered, what happened.
      {"GET", "/instances/{id}", show_instance},
      // The form, one group of questions a page; and what is typed, as it is typed.
      {"GET", "/instances/{id}/form/{page}", show_form},
      {"POST", "/instances/{id}/form/{page}", save_form},
      {"POST", "/instances/{id}/draft", save_draft},
      // All answers once more before they are sent in, and the confirmation after.
      {"GET", "/instances/{id}/check", show_check},
      {"GET", "/instances/{id}/done", show_done},
      // What one can do with it: the page that asks first, and the step.
      {"GET", "/instances/{id}/events/{event}", show_event},
      {"POST", "/instances/{id}/events/{event}", raise_event},
      // What takes longer than a page may: how far it is, a word when that has changed, its file.
      {"GET", "/long-work/{id}", show_work},
      {"GET", "/long-work/{id}/events", watch_work},
      {"GET", "/long-work/{id}/refused.csv", send_refused},
      {"GET", "/long-work/{id}/file", send_work_file},
      // One event on all that a list shows.
      {"GET", "/instances/{id}/children/{workflow}/all", show_bulk},
      {"POST", "/instances/{id}/children/{workflow}/all", begin_bulk},
      // Many at once, from a table.
      {"GET", "/instances/{id}/events/{event}/table", show_import},
      {"GET", "/instances/{id}/events/{event}/table.csv", send_import_headings},
      {"POST", "/instances/{id}/events/{event}/table", import_table},
      // A call to the newer version of its definition: what is asked, what would be, the step.
      {"GET", "/instances/{id}/move", show_move},
      {"GET", "/instances/{id}/move/preview", preview_move},
      {"POST", "/instances/{id}/move", confirm_move},
      // Documents and tables to take away.
      {"GET", "/instances/{id}/appointment.ics", send_appointment},
      {"GET", "/instances/{id}/ticket.svg", send_ticket},
      {"GET", "/instances/{id}/certificate.pdf", send_certificate},
      {"GET", "/instances/{id}/paper.pdf", send_paper},
      {"GET", "/instances/{id}/lists/{file}", send_list},
      {"POST", "/instances/{id}/lists/{file}", begin_list},
      // Asked of whoever took part, without being known; and what was answered.
      {"GET", "/instances/{id}/feedback", show_feedback},
      {"POST", "/instances/{id}/feedback", give_feedback},
      // Figures of those below it.
      {"GET", "/instances/{id}/reports/{file}", show_report},
      // Checking in at the door, and where the code of a ticket leads.
      {"GET", "/instances/{id}/door", show_door},
      {"POST", "/instances/{id}/door", check_in},
      {"GET", "/door/{code}", open_ticket},
      {"GET", "/door-worker.js", send_door_worker},
      // Two kinds of children across each other.
      {"GET", "/instances/{id}/matrices/{file}", show_matrix},
      // A table to fill in.
      {"GET", "/instances/{id}/sheets/{name}", show_sheet},
      {"POST", "/instances/{id}/sheets/{name}", save_sheet},
      {"POST", "/instances/{id}/sheets/{name}/{row}", save_sheet_row},
      // Those below it, by state.
      {"GET", "/instances/{id}/children/{workflow}", show_children},
      // Everything at a glance, one call in figures, and a word when either has changed.
      {"GET", "/overview", show_overview},
      {"GET", "/overview/events", watch_overview},
      {"GET", "/instances/{id}/figures", show_figures},
      {"POST", "/instances/{id}/remind", send_reminder},
      {"GET", "/letters/{id}", show_letter},
      {"GET", "/files/{id}", send_file},
      // A new call.
      {"GET", "/new/{workflow}", show_new},
      {"POST", "/new/{workflow}", start_new},
      {"GET", "/assets/{name}", show_asset},
  };
}

}  // namespace accolade
