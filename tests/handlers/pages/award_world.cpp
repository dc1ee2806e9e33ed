// Starts the world of the award's pages, and asks its routes.
#include "tests/handlers/pages/award_world.h"

#include <fstream>
#include <sstream>

#include "db/zones.h"
#include "engine/definition/loader.h"
#include "engine/use_case/transact.h"
#include "handlers/http/parse.h"
#include "handlers/http/router.h"
#include "handlers/pages/paths.h"

namespace accolade::test {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

std::map<std::string, std::string> award_files() {
  const std::filesystem::path folder = SOURCE_DIR "/workflows/award";
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[entry.path().lexically_relative(folder).generic_string()] = text_of(entry.path());
  }
  return files;
}

Package loaded_award(const std::map<std::string, std::string>& files) {
  Loaded<Package> loaded = load_package("award", files, system_zone);
  std::string said;
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    said += to_text(diagnostic);
  if (!loaded.value) throw std::runtime_error(said);
  return *std::move(loaded.value);
}

AwardWorld::AwardWorld()
    : database_(open(url_, decide_with, {.clock = [this] { return clock_; }})) {
  database_.packages->publish(loaded_award(award_files()));
  sofia_ = directory().ensure("sofia@example.org", "Sofia Marino");
  directory().give_role(sofia_, "secretary", {}, {});
  helena_ = directory().ensure("helena@example.org", "Helena Duarte");
  directory().give_role(helena_, "chair", {}, {});
  for (const char* name : {"amira", "bjorn", "claire"}) {
    experts_.push_back(directory().ensure(std::string(name) + "@example.org", name));
    directory().give_role(experts_.back(), "expert", {}, {});
  }
  marta_ = directory().ensure("marta@example.org", "Marta Kowalska");
  call_ = open_call();
}

InstanceId AwardWorld::prepared_call() {
  Answers answers{{"title", "Best Practice 2026"},
                  {"edition", "2026"},
                  {"summary", "Good work"},
                  {"who", "Anybody"},
                  {"prize", "500 EUR"},
                  {"closes_at", "2026-06-01T15:00:00Z"}};
  const Outcome<Applied> begun = engine_.start({"award", {}, answers, sofia_, {}});
  EXPECT_TRUE(begun) << (begun ? "" : begun.refusal().sentence);
  return begun->instance;
}

InstanceId AwardWorld::open_call() {
  const InstanceId call = prepared_call();
  const Outcome<Applied> opened = engine_.fire({call, "open", {}, sofia_, {}, {}});
  EXPECT_TRUE(opened) << (opened ? "" : opened.refusal().sentence);
  return call;
}

http::Response AwardWorld::ask(const std::string& method, const std::string& target,
                               PersonId person, const std::string& type, const std::string& body) {
  http::Request request;
  request.method = method;
  request.target = target;
  request.body = body;
  request.received = clock_;
  if (!type.empty()) request.headers.emplace("Content-Type", type);
  if (!http::understand_target(request)) throw std::logic_error("no target: " + target);
  std::vector<http::Route> routes;
  for (PageRoute& route : page_routes())
    routes.push_back({route.method, route.pattern, [&, route](const http::Request& routed) {
                        Visit visit{.request = routed, .person = person, .csrf = "token"};
                        if (const auto known = directory().person(person)) {
                          visit.name = known->name;
                        }
                        return route.handler(pages_, visit);
                      }});
  return http::Router(std::move(routes))(request);
}

http::Response AwardWorld::post(const std::string& target, PersonId person, const Inputs& inputs) {
  std::string body;
  for (const auto& [name, value] : inputs)
    body += (body.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
  return ask("POST", target, person, "application/x-www-form-urlencoded", body);
}
std::string AwardWorld::prepared() {
  const std::string url = "sqlite:" + (folder_.path() / "pages.db").string();
  migrate(url);
  return url;
}

}  // namespace accolade::test
