// Says rows of long work in words.
#include "handlers/pages/work_page.h"

#include <algorithm>

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/security/token.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr int works_shown_max = 100;
constexpr Duration recent = std::chrono::hours(24 * 7);
constexpr std::size_t refused_shown_max = 50;

bool has_ended(const LongWork& work) {
  return work.ended.has_value();
}

// 2000 -> "2,000"
std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

json::array refused_of(const LongWork& work) {
  if (work.result.empty()) return {};
  const json::value result = json::parse(work.result);
  const json::value& refused = entry_of(result, "refused");
  return refused.is_array() ? refused.get_array() : json::array{};
}

json::object moment_view(Instant at, const std::string& zone) {
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

json::array refused_view(const json::array& refused) {
  json::array view;
  for (const json::value& one : refused) {
    if (view.size() == refused_shown_max) break;
    view.push_back(json::object{{"refused_what", plain(entry_of(one, "what"))},
                                {"refused_href", plain(entry_of(one, "href"))},
                                {"refused_why", plain(entry_of(one, "why"))}});
  }
  return view;
}

}  // namespace

std::string path_to(WorkId id) {
  return "/work/" + id.text();
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
      return fmt::format("{} of {} done", grouped(work.done), grouped(work.total));
    case WorkStage::Done:
      if (refused == 0) return fmt::format("Done: all {}", grouped(work.total));
      return fmt::format("Done: {} of {}; {} refused",
                         grouped(work.total - static_cast<std::int64_t>(refused)),
                         grouped(work.total), grouped(static_cast<std::int64_t>(refused)));
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
                                {"work_begun", moment_view(work.created, pages.zone)}});
  }
  return view;
}

http::Response show_work(Pages& pages, const Visit& visit) {
  const std::optional<LongWork> work = work_asked(pages, visit);
  if (!work) return refuse_work(pages, visit);
  const json::array refused = refused_of(*work);
  json::object view = frame(pages.assets, visit, work->title);
  view["figures_script"] = asset_view(pages.assets, "figures.js");
  view["heading"] = work->title;
  view["here"] = path_to(work->id);
  view["words"] = work_in_words(*work);
  view["is_under_way"] = !has_ended(*work);
  view["is_bad"] = work->stage == WorkStage::Refused || work->stage == WorkStage::Failed;
  view["now_doing"] = has_ended(*work) ? "" : work->step;
  view["done"] = work->done;
  view["total"] = std::max<std::int64_t>(work->total, 1);
  view["begun"] = moment_view(work->created, pages.zone);
  view["ended"] = work->ended ? json::value(moment_view(*work->ended, pages.zone)) : nullptr;
  view["is_all_or_none"] = work->kind == "import";
  view["has_refused"] = !refused.empty();
  view["refused_rows"] = refused_view(refused);
  view["is_cut"] = refused.size() > refused_shown_max;
  view["cut_to"] = refused_shown_max;
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

http::Response send_work_file(Pages& pages, const Visit& visit) {
  const std::optional<LongWork> work = work_asked(pages, visit);
  if (!work || !work->file) return refuse_work(pages, visit);
  Files& files = pages.engine.ports().files;
  const std::optional<FileRow> file = files.find(*work->file);
  if (!file) return refuse_work(pages, visit);
  return http::attachment(files.bytes(file->id), file->type, file->name);
}

}  // namespace accolade
