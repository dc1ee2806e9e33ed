// The frame of pages, refusals as pages, and names out of the directory.
#include "handlers/pages/pages.h"

#include <algorithm>
#include <set>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "handlers/pages/form_groups.h"
#include "handlers/pages/paths.h"

namespace accolade {
namespace {

namespace json = boost::json;

// Browsers, and people with many tabs, read the beginning only.
std::string shortened(std::string_view title) {
  constexpr std::size_t bytes_max = 55;
  if (title.size() <= bytes_max) return std::string(title);
  std::size_t end = bytes_max;
  const auto is_inside_character = [&](std::size_t at) {
    return (static_cast<unsigned char>(title[at]) & 0xC0U) == 0x80U;
  };
  while (end > 0 && is_inside_character(end))
    --end;
  return std::string(title.substr(0, end)) + "…";
}

struct Heading {
  std::string_view title, advice;
};

Heading heading_of(Why why) {
  switch (why) {
    case Why::NotPossible:
      return {"This is not possible now", "Nothing was changed."};
    case Why::NotAllowed:
      return {"You may not do this", "If you think that you should, write to the secretariat."};
    case Why::Invalid:
      return {"Some answers need another look", "Go back, and your answers are still there."};
    case Why::Runaway:
    case Why::Failed:
      return {"This did not work", "Nothing was changed. Please tell the secretariat."};
    case Why::NotFound:
      return {"There is no such page", "Check the address, or start again from the home page."};
    case Why::Stale:
      return {"Somebody was faster", "Look at what has changed, then try again."};
    case Why::Busy:
      return {"Very many people are here right now", "Please try again in a moment."};
  }
  return {};
}

void add_id(const json::value& answer, std::set<PersonId>& ids) {
  if (const auto id = PersonId::parse(plain(answer))) ids.insert(*id);
}

void add_ids(const Field& field, const json::value& answer, std::set<PersonId>& ids) {
  if (field.type == FieldType::Person) add_id(answer, ids);
  if (field.type != FieldType::People || !answer.is_array()) return;
  for (const json::value& item : answer.get_array())
    add_id(item, ids);
}

}  // namespace

json::object frame(const Assets& assets, const Visit& visit, std::string_view title) {
  json::object view{
      {"page_title", title.empty() ? "Accolade" : shortened(title) + " - Accolade"},
      {"assets", json::object{{"icon", asset_view(assets, "icon.svg")},
                              {"reboot", asset_view(assets, "bootstrap-reboot.min.css")},
                              {"grid", asset_view(assets, "bootstrap-grid.min.css")},
                              {"style", asset_view(assets, "accolade.css")},
                              {"script", asset_view(assets, "accolade.js")}}},
      {"csrf", visit.csrf},
      {"signed_in", nullptr},
      {"may_sign_in", !visit.person},
      {"sign_in_path", sign_in_path(visit.request.path)},
      {"crumbs", nullptr},
      {"errors", nullptr},
  };
  if (visit.person) {
    view["signed_in"] = json::object{{"viewer", visit.name}, {"may_sign_out", !visit.is_task_link}};
  }
  return view;
}

http::Response page(const Pages& pages, std::string_view name, const json::object& view,
                    int status) {
  return http::html(pages.templates.render(name, view), status);
}

http::Response go_and_sign_in(const Visit& visit) {
  return http::see_other(sign_in_path(visit.request.path));
}

http::Response refused(const Pages& pages, const Visit& visit, const Refusal& refusal) {
  if (refusal.why == Why::NotAllowed && !visit.person) return go_and_sign_in(visit);

  const Heading heading = heading_of(refusal.why);
  json::object view = frame(pages.assets, visit, heading.title);
  view["heading"] = heading.title;
  // Nothing but the reason, so that hidden and absent cannot differ.
  view["sentence"] = refusal.why == Why::NotFound ? "" : refusal.sentence;
  view["advice"] = heading.advice;
  view["back"] = nullptr;
  if (const auto id = instance_in(visit.request); id && refusal.why != Why::NotFound) {
    view["back"] = path_to(*id);
  }
  // Two missing pages are the same bytes for one viewer: the address to come back to would differ.
  if (refusal.why == Why::NotFound) view["sign_in_path"] = sign_in_path("/");
  http::Response response = page(pages, "pages/refused", view, http::status_of(refusal.why));
  if (refusal.why == Why::Busy) response.set("Retry-After", "2");
  return response;
}

http::Response failure_page(const TemplateStore& templates, const Assets& assets,
                            const http::Request& request, const http::Failure& failure) {
  if (request.path.starts_with("/api/")) return http::plain_failure(request, failure);
  constexpr int server_fault = 500;
  json::object view = frame(assets, Visit{.request = request}, failure.title);
  view["sign_in_path"] = sign_in_path("/");
  view["heading"] = failure.title;
  view["sentence"] = failure.sentence;
  view["advice"] =
      failure.status >= server_fault && !request.id.empty()
          ? fmt::format("If you write to us about it, name this number: {}.", request.id)
          : "";
  view["back"] = nullptr;
  return http::html(templates.render("pages/refused", view), failure.status);
}

std::optional<InstanceId> instance_in(const http::Request& request) {
  const auto found = request.parameters.find("id");
  if (found == request.parameters.end()) return std::nullopt;
  if (!request.path.starts_with("/instances/")) return std::nullopt;
  return InstanceId::parse(found->second);
}

Refusal no_such_page() {
  return {Why::NotFound, "There is no such page."};
}

void add_persons(const Pages& pages, const std::vector<PersonId>& ids, Wording& wording) {
  if (ids.empty()) return;
  for (const Person& person : pages.engine.ports().directory.persons(ids))
    wording.persons[person.id.text()] = person.name.empty() ? person.address : person.name;
}

void add_wording(const Pages& pages, const Shown& shown, Wording& wording) {
  std::set<PersonId> ids;
  for (const Member& somebody : shown.snapshot.people)
    ids.insert(somebody.person);
  for (const StateWords& state : shown.states)
    ids.insert(state.owed_by.begin(), state.owed_by.end());
  bool has_organisations = false;
  for (const auto& [name, answer] : all_answers(shown)) {
    const Field* field = shown.workflow->field(name);
    if (!field) continue;
    has_organisations |= field->type == FieldType::Organisation;
    add_ids(*field, answer, ids);
  }
  add_persons(pages, {ids.begin(), ids.end()}, wording);
  wording.above.insert(shown.above.begin(), shown.above.end());
  wording.instances.insert(shown.named.begin(), shown.named.end());
  if (!has_organisations) return;
  for (const Organisation& one : pages.engine.ports().directory.organisations())
    wording.organisations[one.id.text()] = one.name;
}

Wording wording_for(const Pages& pages, const Shown& shown) {
  Wording wording{.zone = pages.zone};
  add_wording(pages, shown, wording);
  return wording;
}

void add_names(const Pages& pages, const std::vector<ListRow>& rows, Wording& wording) {
  std::set<PersonId> ids;
  for (const ListRow& row : rows)
    for (const Field& field : row.workflow->fields)
      add_ids(field, to_json(at(row.snapshot.fields, field.name)), ids);
  add_persons(pages, {ids.begin(), ids.end()}, wording);
}

std::optional<Shown> shown_above(const Pages& pages, const Shown& shown, PersonId viewer) {
  if (shown.crumbs.empty()) return std::nullopt;
  Outcome<Shown> above = pages.engine.show(shown.crumbs.back().id, viewer);
  if (!above) return std::nullopt;
  return *std::move(above);
}

std::vector<Choice> choices_for(const Pages& pages, const Shown& shown, const Field& field) {
  if (field.type == FieldType::OnePlace || field.type == FieldType::Instance) {
    const auto found = shown.places.find(field.name);
    return found == shown.places.end() ? std::vector<Choice>() : found->second;
  }
  std::vector<Choice> choices;
  Directory& directory = pages.engine.ports().directory;
  if (field.type == FieldType::Organisation) {
    for (const Organisation& one : directory.organisations())
      choices.push_back({one.id.text(), fmt::format("{} ({})", one.name, one.country)});
  }
  if ((field.type == FieldType::Person || field.type == FieldType::People) && !field.pool.empty()) {
    for (const Person& person : directory.holders(field.pool))
      choices.push_back({person.id.text(), person.name.empty() ? person.address : person.name});
  }
  return choices;
}

json::value error_summary(std::string_view sentence, const std::vector<Fault>& faults) {
  if (faults.empty() && sentence.empty()) return nullptr;
  json::array list;
  for (const Fault& fault : faults)
    list.push_back(json::object{{"fault_href", fault.href}, {"fault", fault.sentence}});
  return json::object{{"said", faults.empty() ? json::value(sentence) : json::value()},
                      {"has_faults", !faults.empty()},
                      {"faults", std::move(list)}};
}

}  // namespace accolade
