// Shows records; what may be seen of instances is the engine's.
#include "handlers/pages/me_page.h"

#include <boost/json/array.hpp>

#include "handlers/pages/my_data.h"
#include "handlers/pages/words.h"
#include "handlers/pages/work_page.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

json::object moment(Instant at, const std::string& zone) {
  return {{"moment", human(at, zone)}, {"datetime", to_text(at)}};
}

json::array sessions_view(const Pages& pages, const Visit& visit) {
  json::array view;
  for (const OwnSession& session : pages.engine.ports().own.sessions(visit.person)) {
    view.push_back(json::object{{"session_id", session.id.text()},
                                {"is_this", session.id == visit.session},
                                {"begun", moment(session.begun, pages.zone)},
                                {"used", moment(session.used, pages.zone)}});
  }
  return view;
}

}  // namespace

http::Response show_me(Pages& pages, const Visit& visit) {
  if (is_nobody(visit)) return go_and_sign_in(visit);
  Ports& ports = pages.engine.ports();
  json::array addresses, roles;
  for (const OwnAddress& one : ports.own.addresses(visit.person))
    addresses.push_back(json::object{{"address", one.address}});
  for (const std::string& role : visit.directory_roles)
    roles.push_back(json::object{{"role", role_in_words(role)}});
  const std::optional<Person> person = ports.directory.person(visit.person);

  json::object view = frame(pages.assets, visit, "Your data");
  view["name"] = person && !person->name.empty() ? person->name : "Not given yet";
  view["addresses"] = std::move(addresses);
  view["has_roles"] = !roles.empty();
  view["roles"] = std::move(roles);
  json::array works = works_view(pages, visit.person, WorksShown::All);
  view["has_works"] = !works.empty();
  view["works"] = std::move(works);
  view["sessions"] = sessions_view(pages, visit);
  return page(pages, "pages/me", view);
}

http::Response send_my_data(Pages& pages, const Visit& visit) {
  if (is_nobody(visit)) return go_and_sign_in(visit);
  const http::Response data = http::json(my_data(pages.engine, visit.person));
  return http::attachment(data.body, "application/json", "my-data.json");
}

http::Response end_my_session(Pages& pages, const Visit& visit) {
  if (is_nobody(visit)) return go_and_sign_in(visit);
  const auto id = SessionId::parse(visit.request.parameter("id"));
  if (!id) return refused(pages, visit, no_such_page());

  if (!pages.engine.ports().own.end_session(visit.person, *id)) {
    return refused(pages, visit, no_such_page());
  }
  return http::see_other(*id == visit.session ? "/" : "/me#sessions");
}

}  // namespace accolade
