// Which instances, which events, and the work that raises one on each.
#include "handlers/pages/bulk_page.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "engine/definition/naming.h"
#include "engine/use_case/at_once.h"
#include "handlers/http/form.h"
#include "handlers/long_work/work.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/pages/work_page.h"
#include "handlers/security/token.h"
#include "handlers/text/number.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::string_view event_input = "event";

struct Bulk {
  Shown shown;  // above them
  const Workflow* children = nullptr;
  std::string state;  // empty: any
  AtOnce all;
};

std::string path_to_bulk(const Bulk& bulk) {
  return path_to_all_at_once(bulk.shown.snapshot.id, bulk.children->name, bulk.state);
}

// "all 2,030 at “In the register”"
std::string what_of(const Bulk& bulk) {
  std::string what = "all " + grouped(std::to_string(bulk.all.ids.size()));
  if (bulk.state.empty()) return what;
  const std::string& title = bulk.children->states[*bulk.children->state(bulk.state)].title;
  return what + " at “" + (title.empty() ? sentence_case(bulk.state) : title) + "”";
}

Outcome<Bulk> bulk_asked(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return no_such_page();
  Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return shown.refusal();
  Bulk bulk;
  bulk.shown = *std::move(shown);
  const std::string& workflow = visit.request.parameter("workflow");
  bulk.state = visit.request.asked("state").value_or("");
  Outcome<AtOnce> all = at_once(pages.engine, bulk.shown, workflow, bulk.state, visit.person);
  if (!all) return all.refusal();
  bulk.all = *std::move(all);
  bulk.children = bulk.shown.package->workflow(workflow);
  return bulk;
}

http::Response bulk_view(Pages& pages, const Visit& visit, const Bulk& bulk,
                         const std::string& problem) {
  const std::string heading = "Do the same with " + what_of(bulk);
  json::object view = frame(pages.assets, visit, heading);
  std::vector<Crumb> crumbs = bulk.shown.crumbs;
  crumbs.push_back({bulk.shown.snapshot.id, bulk.shown.title});
  view["crumbs"] = crumbs_view(crumbs);
  view["heading"] = heading;
  view["action"] = path_to_bulk(bulk);
  view["back"] = path_to_children(bulk.shown.snapshot.id, bulk.children->name, bulk.state, {});
  view["key"] = new_token();
  view["count"] = grouped(std::to_string(bulk.all.ids.size()));
  json::array events;
  for (const auto& [event, label] : bulk.all.events)
    events.push_back(json::object{{"event", event}, {"event_label", label}});
  view["has_events"] = !events.empty();
  view["events"] = std::move(events);
  view["errors"] = problem.empty()
                       ? json::value(nullptr)
                       : error_summary("", {{"#event-" + bulk.all.events.begin()->first, problem}});
  return page(pages, "pages/bulk", view, problem.empty() ? 200 : 422);
}

}  // namespace

http::Response show_bulk(Pages& pages, const Visit& visit) {
  if (is_nobody(visit)) return go_and_sign_in(visit);
  const Outcome<Bulk> bulk = bulk_asked(pages, visit);
  if (!bulk) return refused(pages, visit, bulk.refusal());
  return bulk_view(pages, visit, *bulk, "");
}

http::Response begin_bulk(Pages& pages, const Visit& visit) {
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());
  if (is_nobody(visit)) return go_and_sign_in(visit);
  const Outcome<Bulk> bulk = bulk_asked(pages, visit);
  if (!bulk) return refused(pages, visit, bulk.refusal());
  const std::string event(form->value(event_input));
  const auto chosen = bulk->all.events.find(event);
  if (chosen == bulk->all.events.end())
    return bulk_view(pages, visit, *bulk,
                     bulk->all.events.empty() ? "" : "Choose what is to be done.");

  json::array ids;
  for (const InstanceId id : bulk->all.ids)
    ids.push_back(id.number);
  NewWork work;
  work.person = visit.person;
  work.kind = work_event;
  work.about = bulk->shown.snapshot.id;
  work.key = form->value(idempotency_input);
  work.title = fmt::format("{}: {} of {}", chosen->second, what_of(*bulk), bulk->shown.title);
  work.asked = json::serialize(
      json::object{{"workflow", bulk->children->name}, {"event", event}, {"ids", std::move(ids)}});
  work.total = static_cast<std::int64_t>(bulk->all.ids.size());
  return begin_work(pages, visit, work);
}

}  // namespace accolade
