// Which instances, which events, and the work that raises one on each.
#include "handlers/pages/bulk_page.h"

#include <algorithm>
#include <map>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "engine/definition/naming.h"
#include "handlers/http/form.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/pages/work_page.h"
#include "handlers/security/token.h"
#include "handlers/work/work.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::size_t instances_max = 10'000;
constexpr std::size_t looked_at_max = 20;
constexpr std::string_view event_input = "event";

struct Bulk {
  Shown shown;  // above them
  const Workflow* children = nullptr;
  std::string state;                          // empty: all
  std::vector<InstanceId> ids;                // those that the viewer sees there
  std::map<std::string, std::string> events;  // that need no answer -> label
};

std::string path_to_bulk(const Bulk& bulk) {
  return path_to(bulk.shown.snapshot.id) + "/children/" + percent_encoded(bulk.children->name) +
         "/all?state=" + percent_encoded(bulk.state);
}

std::string title_of_state(const Bulk& bulk) {
  if (bulk.state.empty()) return "";
  const std::string& title = bulk.children->states[*bulk.children->state(bulk.state)].title;
  return title.empty() ? sentence_case(bulk.state) : title;
}

// "412 nominations at “Sent in”"
std::string what_of(const Bulk& bulk) {
  const std::string state = title_of_state(bulk);
  return fmt::format("{} {}{}", bulk.ids.size(),
                     bulk.ids.size() == 1 ? bulk.children->title : plural(bulk.children->title),
                     state.empty() ? "" : " at “" + state + "”");
}

std::vector<InstanceId> ids_below(Instances& instances, const Bulk& bulk, PersonId viewer) {
  ListQuery query;
  query.parent = bulk.shown.snapshot.id;
  query.workflow = bulk.children->name;
  if (!bulk.state.empty()) query.states = {bulk.state};
  query.limit = 200;
  std::vector<InstanceId> ids;
  std::vector<Instances::Listed> found;
  do {
    found = instances.list(query, viewer);
    for (const Instances::Listed& one : found)
      ids.push_back(one.snapshot.id);
    if (!ids.empty()) query.after = ids.back();
  } while (found.size() == 200 && ids.size() <= instances_max);
  return ids;
}

// What the first few offer: a list of one state offers much the same everywhere, and each is asked
// again when it is its turn.
void add_events(Engine& engine, PersonId viewer, Bulk& bulk) {
  for (const InstanceId id : bulk.ids) {
    if (&id - bulk.ids.data() == looked_at_max) return;
    const Outcome<Shown> shown = engine.show(id, viewer);
    if (!shown) continue;
    for (const Offer& offer : shown->offers) {
      const bool is_asking =
          std::ranges::any_of(offer.ask, [](const Field* field) { return !field->optional; });
      if (offer.enabled && !is_asking && !offer.starts && shown->form.empty())
        bulk.events.emplace(offer.event, offer.label);
    }
  }
}

Outcome<Bulk> bulk_asked(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return no_such_page();
  Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return shown.refusal();
  Bulk bulk;
  bulk.shown = *std::move(shown);
  bulk.children = bulk.shown.package->workflow(visit.request.parameter("workflow"));
  if (bulk.children == nullptr || bulk.children->parent != bulk.shown.workflow->name ||
      !bulk.shown.sight.all_history)
    return no_such_page();
  bulk.state = visit.request.asked("state").value_or("");
  if (!bulk.state.empty() && !bulk.children->state(bulk.state)) return no_such_page();
  bulk.ids = ids_below(pages.engine.ports().instances, bulk, visit.person);
  if (bulk.ids.size() > instances_max) {
    return Refusal{Why::NotPossible,
                   fmt::format("These are more than {}; choose one of the states of the list.",
                               instances_max)};
  }
  add_events(pages.engine, visit.person, bulk);
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
  view["count"] = bulk.ids.size();
  json::array events;
  for (const auto& [event, label] : bulk.events)
    events.push_back(json::object{{"event", event}, {"event_label", label}});
  view["has_events"] = !events.empty();
  view["events"] = std::move(events);
  view["errors"] = problem.empty()
                       ? json::value(nullptr)
                       : error_summary("", {{"#event-" + bulk.events.begin()->first, problem}});
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
  const auto chosen = bulk->events.find(event);
  if (chosen == bulk->events.end())
    return bulk_view(pages, visit, *bulk, bulk->events.empty() ? "" : "Choose what is to be done.");

  json::array ids;
  for (const InstanceId id : bulk->ids)
    ids.push_back(id.number);
  NewWork work;
  work.person = visit.person;
  work.kind = work_event;
  work.about = bulk->shown.snapshot.id;
  work.key = form->value(idempotency_input);
  work.title = fmt::format("{}: {}", chosen->second, what_of(*bulk));
  work.asked = json::serialize(json::object{{"event", event}, {"ids", std::move(ids)}});
  work.total = static_cast<std::int64_t>(bulk->ids.size());
  return begin_work(pages, visit, work);
}

}  // namespace accolade
