// A filter is a path with a name.
#include "handlers/pages/filter_view.h"

#include "handlers/pages/paths.h"

namespace accolade {
namespace {

namespace json = boost::json;

// What is not asked for is left out, so that one filter has one address.
class Query {
 public:
  explicit Query(std::string path) : path_(std::move(path)) {}
  Query& with(const char* name, const std::string& value) {
    if (value.empty()) return *this;
    path_ += is_first_ ? '?' : '&';
    is_first_ = false;
    path_ += std::string(name) + "=" + percent_encoded(value);
    return *this;
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool is_first_ = true;
};

// A list begins with the oldest, a search with the newest.
std::string order_of(const SavedFilter& filter) {
  if (filter.place) return filter.oldest_first ? "" : "newest";
  return filter.oldest_first ? "oldest" : "";
}

}  // namespace

std::string path_to_search(const SavedFilter& filter, int page) {
  Query query(filter.place ? path_to_children(filter.place, filter.workflow, "", {}) : "/search");
  query.with("q", filter.typed);
  if (!filter.place) query.with("kind", filter.workflow);
  query.with("state", filter.state).with("sort", order_of(filter));
  if (page > 1) query.with("page", std::to_string(page));
  return query.path();
}

std::string path_to(const SavedFilter& filter) {
  return path_to_search(filter, 1);
}

json::value filters_view(const Pages& pages, const Visit& visit, const SavedFilter& now,
                         bool is_worth_keeping) {
  if (is_nobody(visit)) return nullptr;
  json::array here;
  for (const SavedFilter& filter : pages.engine.ports().filters.of(visit.person)) {
    if (filter.place != now.place || (now.place && filter.workflow != now.workflow)) continue;
    here.push_back(json::object{{"filter_href", path_to(filter)}, {"filter_name", filter.name}});
  }
  json::value form;
  if (is_worth_keeping) {
    form = json::object{{"place", now.place ? now.place.text() : ""},
                        {"kept_workflow", now.workflow},
                        {"kept_state", now.state},
                        {"kept_typed", now.typed},
                        {"kept_sort", now.oldest_first ? "oldest" : "newest"},
                        {"csrf", visit.csrf}};
  }
  if (here.empty() && form.is_null()) return nullptr;
  return json::object{
      {"has_filters", !here.empty()}, {"filters", std::move(here)}, {"keep", std::move(form)}};
}

json::array own_filters_view(const std::vector<SavedFilter>& filters) {
  json::array view;
  for (const SavedFilter& filter : filters) {
    view.push_back(json::object{{"filter_href", path_to(filter)},
                                {"filter_name", filter.name},
                                {"filter_id", filter.id.text()}});
  }
  return view;
}

}  // namespace accolade
