// Opens a workshop with places for everybody.
#include "tests/handlers/documents/workshop_world.h"

#include <stdexcept>

#include "db/zones.h"
#include "engine/definition/loader.h"
#include "engine/use_case/transact.h"
#include "handlers/http/parse.h"
#include "handlers/http/router.h"
#include "handlers/pages/routes.h"
#include "tests/support/shipped_files.h"

namespace accolade::test {
namespace {

namespace json = boost::json;

Package loaded_workshop() {
  Loaded<Package> loaded = load_package("workshop", shipped_files("workshop"), system_zone);
  std::string said;
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    said += to_text(diagnostic);
  if (!loaded.value) throw std::runtime_error(said);
  return *std::move(loaded.value);
}

}  // namespace

WorkshopWorld::WorkshopWorld()
    : database_(open(url_, decide_with, {.clock = [this] { return clock_; }})) {
  database_.packages->publish(loaded_workshop());
  sofia_ = person("Sofia Marino");
  database_.directory->give_role(sofia_, "secretary", {}, {});
  dario_ = person("Dario Conti");
  database_.directory->give_role(dario_, "desk", {}, {});
  const json::array modes = {json::object{{"name", "on_site"}, {"label", "On site"}},
                             json::object{{"name", "online"}, {"label", "Online"}}};
  const Answers answers{{"title", "Genomes at work"},
                        {"summary", "Two days"},
                        {"venue", "Palazzo Pubblico, Siena"},
                        {"begins_at", "2026-05-04T08:00:00Z"},
                        {"ends_at", "2026-05-05T15:00:00Z"},
                        {"closes_at", "2026-05-01T22:00:00Z"},
                        {"modes", modes}};
  const Outcome<Applied> begun = engine_.start({"workshop", {}, answers, sofia_, {}});
  if (!begun) throw std::runtime_error(begun.refusal().sentence);
  workshop_ = begun->instance;
  fire(workshop_, "open", sofia_);
}

PersonId WorkshopWorld::person(const std::string& name) {
  std::string address;
  for (const char c : name)
    if (c >= 'a' && c <= 'z') address += c;
  return database_.directory->ensure(address + "@example.org", name);
}

InstanceId WorkshopWorld::draft(PersonId who) {
  const Outcome<Applied> started = engine_.fire({workshop_, "register", {}, who, {}, {}});
  if (!started) throw std::runtime_error(started.refusal().sentence);
  return started->instance;
}

InstanceId WorkshopWorld::registers(PersonId who, const std::string& name,
                                    const std::string& mode) {
  const InstanceId id = draft(who);
  fire(id, "submit", who,
       {{"name", json::value(name)},
        {"affiliation", "Università di Siena"},
        {"kind", "research"},
        {"country", "IT"},
        {"mode", json::value(mode)},
        {"agrees", true}});
  return id;
}

void WorkshopWorld::fire(InstanceId id, const std::string& event, PersonId who, Answers answers) {
  const Outcome<Applied> applied = engine_.fire({id, event, std::move(answers), who, {}, {}});
  if (!applied) throw std::runtime_error(event + ": " + applied.refusal().sentence);
}

void WorkshopWorld::deliver() {
  while (true) {
    const std::vector<InstanceId> due = database_.instances->due(100);
    if (due.empty()) return;
    for (const InstanceId id : due)
      engine_.wake(id);
  }
}

void WorkshopWorld::move_to(const std::string& instant) {
  clock_ = parse_instant(instant).value();
  deliver();
}

std::vector<Letter> WorkshopWorld::letters(InstanceId id) {
  return database_.letters->of(id, {}, true);
}

http::Response WorkshopWorld::get(const std::string& target, PersonId who) {
  http::Request request;
  request.method = "GET";
  request.target = target;
  return answer(std::move(request), who);
}

http::Response WorkshopWorld::post(const std::string& target, PersonId who, const std::string& body,
                                   const std::string& accept, const std::string& scan_age) {
  http::Request request;
  request.method = "POST";
  request.target = target;
  request.body = body;
  request.headers.emplace("Content-Type", "application/x-www-form-urlencoded");
  request.headers.emplace("Accept", accept);
  if (!scan_age.empty()) request.headers.emplace("X-Scan-Age", scan_age);
  return answer(std::move(request), who);
}

http::Response WorkshopWorld::answer(http::Request request, PersonId who) {
  request.received = clock_;
  if (!http::understand_target(request)) throw std::logic_error("no target: " + request.target);
  std::vector<http::Route> routes;
  for (PageRoute& route : page_routes())
    routes.push_back({route.method, route.pattern, [&, route](const http::Request& routed) {
                        const Visit visit{.request = routed, .person = who, .csrf = "token"};
                        return route.handler(pages_, visit);
                      }});
  return http::Router(std::move(routes))(request);
}

std::string WorkshopWorld::prepared() {
  const std::string url = "sqlite:" + (folder_.path() / "workshop.db").string();
  migrate(url);
  return url;
}

}  // namespace accolade::test
