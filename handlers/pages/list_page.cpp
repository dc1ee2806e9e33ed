// Both are a filter, shown: what is asked, what is there, and the name under which it can be kept.
#include "handlers/pages/list_page.h"

#include <charconv>

#include <boost/json/array.hpp>

#include "engine/definition/naming.h"
#include "engine/use_case/at_once.h"
#include "engine/use_case/searching.h"
#include "handlers/pages/filter_view.h"
#include "handlers/pages/found_view.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/pages/table_view.h"

namespace accolade {
namespace {

namespace json = boost::json;

int page_in(const http::Request& request) {
  const std::string text = request.asked("page").value_or("1");
  int page = 1;
  (void)std::from_chars(text.data(), text.data() + text.size(), page);
  return page;
}

SearchRequest search_for(const SavedFilter& filter, int page) {
  return {filter.typed, filter.place, filter.workflow, filter.state, filter.oldest_first, page};
}

json::object sort_view(const SavedFilter& filter) {
  SavedFilter other = filter;
  other.oldest_first = !filter.oldest_first;
  return {{"is_oldest_first", filter.oldest_first}, {"other_href", path_to(other)}};
}

// The list as it is without words, or what of it has them.
Outcome<json::array> rows_of(Pages& pages, const Visit& visit, const SavedFilter& filter,
                             json::object& view) {
  if (filter.typed.empty()) {
    ListRequest request{.parent = filter.place, .workflow = filter.workflow};
    if (!filter.state.empty()) request.states = {filter.state};
    request.newest_first = !filter.oldest_first;
    request.after =
        InstanceId::parse(visit.request.asked("after").value_or("")).value_or(InstanceId{});
    const Page page = pages.engine.list(request, visit.person);
    if (page.next) {
      const std::string path = path_to(filter);
      view["next_href"] =
          path + (path.find('?') == std::string::npos ? "?" : "&") + "after=" + page.next.text();
    }
    return rows_view(page.rows);
  }
  const Outcome<Found> found =
      look_for(pages.engine.ports(), search_for(filter, page_in(visit.request)), visit.person);
  if (!found) return found.refusal();
  view["found"] = count_in_words(*found, filter);
  if (found->page < found->pages) view["next_href"] = path_to_search(filter, found->page + 1);
  json::array rows;
  for (const FoundCall& call : found->calls)
    for (const FoundRow& row : call.rows)
      rows.push_back(found_row_view(row));
  return rows;
}

json::value only_view(const Workflow& children, const SavedFilter& filter) {
  if (filter.state.empty()) return nullptr;
  const std::string& title = children.states[*children.state(filter.state)].title;
  SavedFilter all = filter;
  all.state.clear();
  return json::object{{"only_state", title.empty() ? sentence_case(filter.state) : title},
                      {"all_href", path_to(all)}};
}

}  // namespace

http::Response show_children(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown) return refused(pages, visit, shown.refusal());
  const Workflow* children = shown->package->workflow(visit.request.parameter("workflow"));
  if (!children || children->parent != shown->workflow->name) {
    return refused(pages, visit, no_such_page());
  }
  SavedFilter filter;
  filter.place = *id;
  filter.workflow = children->name;
  filter.state = visit.request.asked("state").value_or("");
  filter.typed = visit.request.asked("q").value_or("");
  filter.oldest_first = visit.request.asked("sort").value_or("") != "newest";
  if (!filter.state.empty() && !children->state(filter.state)) {
    return refused(pages, visit, no_such_page());
  }

  json::object view = frame(pages.assets, visit, plural(children->title));
  view["found"] = "";
  view["next_href"] = "";
  const Outcome<json::array> rows = rows_of(pages, visit, filter, view);
  if (!rows) view["errors"] = error_summary("", {{"#q", rows.refusal().sentence}});
  std::vector<Crumb> crumbs = shown->crumbs;
  crumbs.push_back({*id, shown->title});
  view["crumbs"] = crumbs_view(crumbs);
  view["heading"] = plural(children->title);
  view["action"] = path_to_children(*id, children->name, "", {});
  view["typed"] = filter.typed;
  view["state"] = filter.state;
  view["sort"] = sort_view(filter);
  view["only"] = only_view(*children, filter);
  view["counts"] = json::array{};
  for (const json::value& kind : children_view(*shown))
    if (plain(entry_of(kind, "kind")) == plural(children->title))
      view["counts"] = entry_of(kind, "counts");
  view["rows"] = rows ? *rows : json::array{};
  view["has_rows"] = rows && !rows->empty();
  view["nothing"] = filter.typed.empty() ? "None here." : "Nothing here has these words.";
  view["kept"] = filters_view(pages, visit, filter, static_cast<bool>(rows));
  const bool is_offered =
      filter.typed.empty() && !is_nobody(visit) && acts_at_once(*shown) && rows && !rows->empty();
  view["all_at_once"] =
      is_offered ? path_to_all_at_once(*id, children->name, filter.state) : std::string();
  return page(pages, "pages/children", view, rows ? 200 : 422);
}

http::Response show_search(Pages& pages, const Visit& visit) {
  SavedFilter filter;
  filter.typed = visit.request.asked("q").value_or("");
  filter.workflow = visit.request.asked("kind").value_or("");
  filter.state = visit.request.asked("state").value_or("");
  filter.oldest_first = visit.request.asked("sort").value_or("") == "oldest";

  const Outcome<Found> outcome =
      look_for(pages.engine.ports(), search_for(filter, page_in(visit.request)), visit.person);

  const Found found = outcome ? *outcome : Found{};
  json::object view =
      frame(pages.assets, visit, filter.typed.empty() ? "Search" : filter.typed + " - Search");
  if (!outcome) view["errors"] = error_summary("", {{"#q", outcome.refusal().sentence}});
  SavedFilter all = filter;
  all.workflow.clear();
  all.state.clear();
  view["typed"] = filter.typed;
  view["is_asked"] = found.is_asked;
  view["found"] = count_in_words(found, filter);
  view["has_rows"] = found.count > 0;
  view["is_filtered"] = !filter.workflow.empty() || !filter.state.empty();
  view["all_href"] = path_to(all);
  view["kinds"] = kinds_view(found, filter);
  view["has_kinds"] = found.kinds.size() > 1;
  view["sort"] = sort_view(filter);
  view["calls"] = calls_view(found);
  view["pages"] = pages_view(found, filter);
  view["has_pages"] = found.pages > 1;
  view["kept"] = filters_view(pages, visit, filter, found.is_asked);
  return page(pages, "pages/search", view, outcome ? 200 : 422);
}

}  // namespace accolade
