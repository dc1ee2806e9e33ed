// Says figures in words; what they are and who may see them is the engine's.
#include "handlers/pages/overview_page.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "handlers/pages/instance_view.h"
#include "handlers/pages/letter_page.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/posted.h"
#include "handlers/pages/status_view.h"
#include "handlers/security/token.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

std::string path_to_figures(InstanceId call) {
  return path_to(call) + "/figures";
}

json::object moment_view(Instant instant, const std::string& zone) {
  return {{"moment", human(instant, zone)}, {"datetime", to_text(instant)}};
}

std::string length_or_dash(const std::optional<Duration>& length) {
  return length ? length_in_words(*length) : "–";
}

json::object stage_view(const StageFigures& stage) {
  return {{"stage", stage.title},
          {"is_end", stage.is_end},
          {"here", stage.here},
          {"entered", stage.entered},
          {"median", length_or_dash(stage.median)},
          {"most", length_or_dash(stage.most)},
          {"likely", stage.likely ? fmt::format("{} of {}", *stage.likely, stage.here) : "–"}};
}

json::array flows_view(const CallFigures& figures) {
  json::array flows;
  for (const FlowFigures& flow : figures.flows) {
    json::array stages;
    for (const StageFigures& stage : flow.stages)
      stages.push_back(stage_view(stage));
    flows.push_back(json::object{
        {"flow", plural(flow.title)},
        {"flow_id", flow.workflow},
        {"children_href",
         path_to(figures.call.snapshot.id) + "/children/" + percent_encoded(flow.workflow)},
        {"is_direct", flow.is_direct},
        {"stages", std::move(stages)}});
  }
  return flows;
}

json::object call_view(const CallFigures& figures, const Wording& wording) {
  json::object view{
      {"call_href", path_to(figures.call.snapshot.id)},
      {"figures_href", path_to_figures(figures.call.snapshot.id)},
      {"call", figures.call.title},
      {"call_kind", kind_and_reference(*figures.call.workflow, figures.call.snapshot)},
      {"call_state", states_in_words(figures.call.states)},
      {"call_by", nullptr},
      {"flows", flows_view(figures)},
      {"has_flows", !figures.flows.empty()}};
  if (figures.by) view["call_by"] = moment_view(*figures.by, wording.zone);
  return view;
}

std::string owed_in_words(const ListRow& row, const Wording& wording) {
  std::vector<std::string> parts;
  for (const StateWords& state : row.states) {
    if (state.owes.empty()) continue;
    std::string part = role_in_words(state.owes);
    for (const PersonId person : state.owed_by) {
      const auto name = wording.persons.find(person.text());
      if (name != wording.persons.end()) part += ", " + name->second;
    }
    parts.push_back(std::move(part));
  }
  return parts.empty() ? "–" : fmt::format("{}", fmt::join(parts, "; "));
}

std::string path_to_reminder(InstanceId id) {
  return path_to(id) + "/remind";
}

json::object late_view(const LateRow& late, const Wording& wording, Instant now) {
  json::object view{{"late_href", path_to(late.row.snapshot.id)},
                    {"late_title", late.row.title},
                    {"late_kind", kind_and_reference(*late.row.workflow, late.row.snapshot)},
                    {"late_state", states_in_words(late.row.states)},
                    {"late_owes", owed_in_words(late.row, wording)},
                    {"late_stays", length_in_words(now - late.since)},
                    {"late_by", length_in_words(now - late.expected)},
                    {"remind", nullptr},
                    {"reminded", nullptr}};
  if (late.may_be_reminded) {
    view["remind"] = json::object{{"remind_path", path_to_reminder(late.row.snapshot.id)},
                                  {"remind_key", new_token()}};
  }
  if (late.reminded) view["reminded"] = "Reminded " + relative(*late.reminded, now);
  return view;
}

json::object letter_trouble_view(const UndeliveredLetter& one, const Wording& wording) {
  const auto to = wording.persons.find(one.letter.what.recipient.text());
  return {{"trouble_href", path_to(one.letter.id)},
          {"trouble_to", to == wording.persons.end() ? "somebody" : to->second},
          {"trouble_title", one.title},
          {"trouble_what", delivery_in_words(one.letter.delivery)},
          {"trouble_reason", one.letter.reason}};
}

std::string coming_in_words(const ComingRow& row) {
  const std::string who = row.is_for_many ? plural(row.kind) + " at “" + row.from_state + "”"
                                          : "“" + row.from_state + "”";
  if (row.then.empty()) return "A reminder: " + who;
  return fmt::format("{} {} “{}”", who, row.is_for_many ? "become" : "becomes", row.then);
}

json::object coming_view(const ComingRow& row, const Wording& wording, Instant now) {
  return {{"coming_at", moment_view(row.at, wording.zone)},
          {"coming_in", relative(row.at, now)},
          {"coming_href", path_to(row.instance)},
          {"coming_title", row.title},
          {"coming_what", coming_in_words(row)}};
}

template <class Rows, class View>
void put_rows(json::object& view, const std::string& name, const Rows& rows, View view_of) {
  json::array array;
  for (const auto& row : rows)
    array.push_back(view_of(row));
  view["has_" + name] = !array.empty();
  view[name] = std::move(array);
}

Wording wording_of(const Pages& pages, const Overview& overview) {
  Wording wording{.zone = pages.zone};
  std::vector<PersonId> persons;
  for (const LateRow& late : overview.late) {
    for (const StateWords& state : late.row.states)
      persons.insert(persons.end(), state.owed_by.begin(), state.owed_by.end());
  }
  for (const UndeliveredLetter& one : overview.letters)
    persons.push_back(one.letter.what.recipient);
  add_persons(pages, persons, wording);
  return wording;
}

http::Response refuse_watching(Pages& pages, const Visit& visit) {
  return visit.person ? refused(pages, visit, no_such_page()) : go_and_sign_in(visit);
}

http::Response page_of(Pages& pages, const Visit& visit, std::string_view title,
                       std::string_view name, const json::object& own) {
  json::object view = frame(pages.assets, visit, title);
  view["chart_library"] = asset_view(pages.assets, "chart.min.js");
  view["figures_script"] = asset_view(pages.assets, "figures.js");
  for (const auto& [key, value] : own)
    view[key] = value;
  return page(pages, name, view);
}

}  // namespace

std::string length_in_words(Duration length) {
  struct Unit {
    const char* name;
    std::chrono::seconds size;
  };
  constexpr std::array<Unit, 5> units = {{{"week", std::chrono::weeks(1)},
                                          {"day", std::chrono::days(1)},
                                          {"hour", std::chrono::hours(1)},
                                          {"minute", std::chrono::minutes(1)},
                                          {"second", std::chrono::seconds(1)}}};
  for (const Unit& unit : units) {
    const bool is_weeks = unit.size == std::chrono::weeks(1);
    if (length < (is_weeks ? 8 : 2) * unit.size) continue;
    const auto many = (length + unit.size / 2) / unit.size;
    return fmt::format("{} {}s", many, unit.name);
  }
  return "a moment";
}

json::object overview_view(const Overview& overview, const Wording& wording, Instant now) {
  json::object view;
  put_rows(view, "late", overview.late,
           [&](const LateRow& late) { return late_view(late, wording, now); });
  put_rows(view, "troubles", overview.letters,
           [&](const UndeliveredLetter& one) { return letter_trouble_view(one, wording); });
  put_rows(view, "coming", overview.coming,
           [&](const ComingRow& row) { return coming_view(row, wording, now); });
  put_rows(view, "calls", overview.calls,
           [&](const CallFigures& call) { return call_view(call, wording); });
  view["older_href"] = overview.next ? json::value("/overview?before=" + overview.next.text())
                                     : json::value(nullptr);
  return view;
}

json::object figures_view(const CallFigures& figures, const Wording& wording) {
  json::object view = call_view(figures, wording);
  view["likely_heading"] = figures.by ? "Likely to go on by then" : "Likely to go on in time";
  return view;
}

http::Response show_overview(Pages& pages, const Visit& visit) {
  if (!watches(pages.engine.ports(), visit.person)) return refuse_watching(pages, visit);
  const auto before = InstanceId::parse(visit.request.asked("before").value_or(""));
  Ports& ports = pages.engine.ports();
  const Overview found = overview(ports, visit.person, before.value_or(InstanceId{}));
  return page_of(pages, visit, "Overview", "pages/overview",
                 overview_view(found, wording_of(pages, found), ports.instances.now()));
}

http::Response watch_overview(Pages& pages, const Visit& visit) {
  if (!watches(pages.engine.ports(), visit.person)) return refuse_watching(pages, visit);
  return http::event_stream();
}

http::Response send_reminder(Pages& pages, const Visit& visit) {
  const auto id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  if (!visit.person) return go_and_sign_in(visit);
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(pages, visit, form.refusal());
  const Outcome<Applied> applied =
      remind(pages.engine.ports(), *id, visit.person, idempotency_in(*form, visit));
  if (!applied) return refused(pages, visit, applied.refusal());
  return http::see_other("/overview");
}

http::Response show_figures(Pages& pages, const Visit& visit) {
  const auto id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<CallFigures> figures = figures_of_call(pages.engine.ports(), *id, visit.person);
  if (!figures) return refused(pages, visit, figures.refusal());
  json::object view = figures_view(*figures, {.zone = pages.zone});
  view["crumbs"] = crumbs_view({{*id, figures->call.title}});
  return page_of(pages, visit, "Figures of " + figures->call.title, "pages/figures", view);
}

}  // namespace accolade
