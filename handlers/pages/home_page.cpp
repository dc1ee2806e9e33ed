// The first page.
#include "handlers/pages/home_page.h"

#include <algorithm>

#include <boost/json/array.hpp>

#include "handlers/pages/filter_view.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/pages/table_view.h"
#include "handlers/pages/work_page.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

json::object moment_view(Instant at, const HomePage& home) {
  return {{"moment", human(at, home.zone)},
          {"datetime", to_text(at)},
          {"left", relative(at, home.now)}};
}

json::object task_view(const Task& task, const HomePage& home) {
  json::object view{
      {"task_href", path_to(task.instance.snapshot.id)},
      {"task_title", task.instance.title},
      {"task_kind", kind_and_reference(*task.instance.workflow, task.instance.snapshot)},
      {"task_state", states_in_words(task.instance.states)},
      {"task_what", task.what},
      {"task_by", nullptr},
      {"task_expected", nullptr},
      {"is_overdue", task.expected && *task.expected < home.now}};
  if (task.by) view["task_by"] = moment_view(*task.by, home);
  if (task.expected) view["task_expected"] = moment_view(*task.expected, home);
  return view;
}

std::vector<ListRow> with_end(const std::vector<ListRow>& rows, bool ended) {
  std::vector<ListRow> chosen;
  for (const ListRow& row : rows)
    if (row.snapshot.outcome.empty() != ended) chosen.push_back(row);
  return chosen;
}

std::vector<ListRow> editable(const std::vector<ListRow>& rows, bool is_editable) {
  std::vector<ListRow> chosen;
  for (const ListRow& row : rows)
    if (row.may_be_edited == is_editable) chosen.push_back(row);
  return chosen;
}

}  // namespace

json::object home_view(const HomePage& home) {
  json::array tasks;
  for (const Task& task : home.tasks)
    tasks.push_back(task_view(task, home));
  json::array openable;
  for (const Workflow* workflow : home.openable)
    openable.push_back(json::object{{"new_href", "/new/" + percent_encoded(workflow->name)},
                                    {"new_title", workflow->title}});
  const json::array open_calls = rows_view(with_end(home.calls, false));
  const json::array past_calls = rows_view(with_end(home.calls, true));
  const std::vector<ListRow> drafts = editable(home.mine, true);
  const std::vector<ListRow> sent = editable(home.mine, false);
  const bool has_past_calls = !past_calls.empty();
  return {
      {"is_yours", home.is_signed_in},
      {"has_tasks", !tasks.empty()},
      {"tasks", std::move(tasks)},
      {"mine", rows_view(sent)},
      {"has_mine", !sent.empty()},
      {"drafts", rows_view(drafts)},
      {"has_drafts", !drafts.empty()},
      {"filters", own_filters_view(home.filters)},
      {"has_filters", !home.filters.empty()},
      {"csrf", home.csrf},
      {"has_works", !home.works.empty()},
      {"works", home.works},
      {"has_openable", !openable.empty()},
      {"openable", std::move(openable)},
      {"has_calls", !open_calls.empty()},
      {"calls", open_calls},
      {"watches", home.is_signed_in && std::ranges::any_of(home.calls, &ListRow::is_watched)},
      {"has_past_calls", has_past_calls},
      {"past_calls", past_calls},
  };
}

http::Response show_home(Pages& pages, const Visit& visit) {
  HomePage home{.is_signed_in = static_cast<bool>(visit.person),
                .calls = pages.engine.list({.parent = {}}, visit.person).rows,
                .zone = pages.zone,
                .now = pages.engine.ports().instances.now()};
  if (home.is_signed_in) {
    home.tasks = pages.engine.tasks(visit.person);
    home.mine = pages.engine.mine(visit.person);
    home.filters = pages.engine.ports().filters.of(visit.person);
    home.csrf = visit.csrf;
    if (!is_nobody(visit)) home.works = works_view(pages, visit.person, WorksShown::Recent);
    home.openable = pages.engine.openable(visit.person);
  }
  json::object view = frame(pages.assets, visit, "");
  for (auto& [key, value] : home_view(home))
    view[key] = std::move(value);
  return page(pages, "pages/home", view);
}

}  // namespace accolade
