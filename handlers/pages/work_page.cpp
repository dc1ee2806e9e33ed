// Says rows of long work in words.
#include "handlers/pages/work_page.h"

#include <algorithm>
#include <map>

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "handlers/long_work/work.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/security/token.h"
#include "handlers/text/csv.h"
#include "handlers/text/number.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr int works_shown_max = 100;
constexpr Duration recent = std::chrono::hours(24 * 7);
constexpr std::size_t refused_shown_max = 50;

bool has_ended_work(const LongWork& work) {
  return work.ended.has_value();
}

std::string in_thousands(std::int64_t number) {
  return grouped(std::to_string(number));
}

// What was refused: an instance, or a row of a table that is named.
struct RefusedOne {
  std::optional<InstanceId> instance;
  std::string what, why;
};

std::vector<RefusedOne> refused_of(const LongWork& work) {
  std::vector<RefusedOne> refused;
  if (work.result.empty()) return refused;
  const json::value result = json::parse(work.result);
  for (const json::value& one : entry_of(result, "refused").as_array())
    refused.push_back({InstanceId::parse(plain(entry_of(one, "instance"))),
                       plain(entry_of(one, "what")), plain(entry_of(one, "why"))});
  return refused;
}

const char* const unseen_now = "One that you do not see any more";

std::string refused_name(const Snapshot& snapshot, const std::string& title) {
  return snapshot.reference.empty() ? title : snapshot.reference + " " + title;
}

json::object work_moment(Instant at, const std::string& zone) {
  return {{"moment", human(at, zone)}, {"datetime", to_text(at)}};
}

// Hidden and absent answer alike.
std::optional<LongWork> work_asked(const Pages& pages, const Visit& visit) {
  const std::optional<WorkId> id = WorkId::parse(visit.request.parameter("id"));
  if (!id || is_nobody(visit)) return std::nullopt;
  std::optional<LongWork> work = pages.engine.ports().works.find(*id);
  if (!work || work->person != visit.person) return std::nullopt;
  return work;
}

http::Response refuse_work(Pages& pages, const Visit& visit) {
  return is_nobody(visit) ? go_and_sign_in(visit) : refused(pages, visit, no_such_page());
}

// The first of them, as the viewer sees them now.
json::array refused_view(Engine& engine, const std::vector<RefusedOne>& refused, PersonId viewer) {
  json::array view;
  for (const RefusedOne& one : refused) {
    if (view.size() == refused_shown_max) break;
    std::string what = one.what, href;
    if (one.instance) {
      const Outcome<Shown> shown = engine.show(*one.instance, viewer);
      what = shown ? refused_name(shown->snapshot, shown->title) : unseen_now;
      if (shown) href = path_to(*one.instance);
    }
    view.push_back(
        json::object{{"refused_what", what}, {"refused_href", href}, {"refused_why", one.why}});
  }
  return view;
}

// What the children below are called: few queries, however many.
std::map<InstanceId, std::string> names_below(Engine& engine, const LongWork& work) {
  std::map<InstanceId, std::string> names;
  const json::value result = json::parse(work.result);
  const std::string workflow = plain(entry_of(result, "workflow"));
  if (workflow.empty()) return names;
  ListRequest request{work.about, workflow, {}, {}, 200};
  do {
    const Page page = engine.list(request, work.person);
    for (const ListRow& row : page.rows)
      names.emplace(row.snapshot.id, refused_name(row.snapshot, row.title));
    request.after = page.next;
  } while (request.after);
  return names;
}

}  // namespace

std::string path_to(WorkId id) {
  return "/long-work/" + id.text();
}

http::Response begin_work(Pages& pages, const Visit& visit, NewWork work) {
  if (work.key.empty()) work.key = new_token();
  const std::optional<WorkId> id = pages.engine.ports().works.add(work);
  if (!id) {
    return refused(
        pages, visit,
        {Why::Busy, fmt::format("{} pieces of your work are waiting already. Come back when one of "
                                "them is done; they are on your first page.",
                                waiting_works_max)});
  }
  return http::see_other(path_to(*id));
}

std::string work_in_words(const LongWork& work) {
  const std::size_t refused = refused_of(work).size();
  switch (work.stage) {
    case WorkStage::Waiting:
      return "Waiting for its turn";
    case WorkStage::Working:
      return fmt::format("{} of {} done", in_thousands(work.done), in_thousands(work.total));
    case WorkStage::Done:
      if (refused == 0) return fmt::format("Done: all {}", in_thousands(work.total));
      return fmt::format("Done: {} of {}; {} refused",
                         in_thousands(work.total - static_cast<std::int64_t>(refused)),
                         in_thousands(work.total),
                         in_thousands(static_cast<std::int64_t>(refused)));
    case WorkStage::Refused:
    case WorkStage::Failed:
      return work.step;
  }
  throw std::logic_error("a work of no stage");
}

json::array works_view(const Pages& pages, PersonId person, WorksShown which) {
  const Instant now = pages.engine.ports().instances.now();
  json::array view;
  for (const LongWork& work : pages.engine.ports().works.of(person, works_shown_max)) {
    if (which == WorksShown::Recent && work.ended && *work.ended < now - recent) continue;
    view.push_back(json::object{{"work_href", path_to(work.id)},
                                {"work_title", work.title},
                                {"work_words", work_in_words(work)},
                                {"work_begun", work_moment(work.created, pages.zone)}});
  }
  return view;
}

http::Response show_work(Pages& pages, const Visit& visit) {
  const std::optional<LongWork> work = work_asked(pages, visit);
  if (!work) return refuse_work(pages, visit);
  const std::vector<RefusedOne> refused = refused_of(*work);
  json::object view = frame(pages.assets, visit, work->title);
  view["figures_script"] = asset_view(pages.assets, "figures.js");
  view["heading"] = work->title;
  view["here"] = path_to(work->id);
  view["words"] = work_in_words(*work);
  view["is_under_way"] = !has_ended_work(*work);
  view["is_bad"] = work->stage == WorkStage::Refused || work->stage == WorkStage::Failed;
  view["now_doing"] = has_ended_work(*work) ? "" : work->step;
  view["done"] = work->done;
  view["total"] = std::max<std::int64_t>(work->total, 1);
  view["begun"] = work_moment(work->created, pages.zone);
  view["ended"] = work->ended ? json::value(work_moment(*work->ended, pages.zone)) : nullptr;
  view["is_all_or_none"] = work->kind == work_import;
  view["has_refused"] = !refused.empty();
  view["refused_rows"] = refused_view(pages.engine, refused, visit.person);
  view["is_cut"] = refused.size() > refused_shown_max;
  view["cut_to"] = refused_shown_max;
  view["refused_file"] = refused.empty() ? "" : path_to(work->id) + "/refused.csv";
  view["file_href"] = work->file ? path_to(work->id) + "/file" : "";
  const Outcome<Shown> about = pages.engine.show(work->about, visit.person);
  view["about"] = about ? json::value(json::object{{"about_href", path_to(work->about)},
                                                   {"about_title", about->title}})
                        : json::value(nullptr);
  return page(pages, "pages/work", view);
}

http::Response watch_work(Pages& pages, const Visit& visit) {
  if (!work_asked(pages, visit)) return refuse_work(pages, visit);
  return http::event_stream();
}

http::Response send_refused(Pages& pages, const Visit& visit) {
  const std::optional<LongWork> work = work_asked(pages, visit);
  if (!work || work->result.empty()) return refuse_work(pages, visit);
  const std::map<InstanceId, std::string> names = names_below(pages.engine, *work);
  std::vector<CsvRow> rows{{"What", "Why"}};
  for (const RefusedOne& one : refused_of(*work)) {
    const auto name = one.instance ? names.find(*one.instance) : names.end();
    const std::string what = name != names.end() ? name->second : unseen_now;
    rows.push_back({one.instance ? what : one.what, one.why});
  }
  return http::attachment(csv_from_rows(rows), "text/csv; charset=utf-8", "refused.csv");
}

http::Response send_work_file(Pages& pages, const Visit& visit) {
  const std::optional<LongWork> work = work_asked(pages, visit);
  if (!work || !work->file) return refuse_work(pages, visit);
  Files& files = pages.engine.ports().files;
  const std::optional<FileRow> file = files.find(*work->file);
  if (!file) return refuse_work(pages, visit);
  return http::attachment(files.bytes(file->id), file->type, file->name);
}

}  // namespace accolade
