// The gate: cookie in, page, cookie out.
#include "handlers/sign_in/gate.h"

#include <boost/json/object.hpp>

#include "handlers/http/form.h"
#include "handlers/security/token.h"

namespace accolade {
namespace {

constexpr auto cookie_life =
    std::chrono::hours(24 * 60);  // the session itself lives 30 days, sliding

bool changes_things(const http::Request& request) {
  return request.method != "GET" && request.method != "HEAD";
}

bool is_autosave(const http::Request& request) {
  return request.segments.size() == 3 && request.segments[2] == "draft";
}

bool is_form_page(const http::Request& request) {
  return request.segments.size() == 4 && request.segments[2] == "form";
}

bool is_ours(const http::Request& request, const std::string& secret) {
  const std::string_view header = request.header("X-CSRF-Token");
  if (!header.empty()) return csrf_matches(secret, header);
  return csrf_matches(secret, http::value_as_sent(request, csrf_input));
}

Refusal foreign_form() {
  return {
      Why::NotAllowed,
      "This form was made for another visit. Go back, load the page again and send it once more.",
      {}};
}

}  // namespace

std::function<http::Response(const http::Request&)> Gate::guarded(PageHandler page) const {
  return
      [this, page = std::move(page)](const http::Request& request) { return pass(page, request); };
}

http::Response Gate::pass(const PageHandler& page, const http::Request& request) const {
  const Visitor visitor = visitors_.identify(request);
  const Visit visit = visit_of(request, visitor);

  http::Response response;
  if (changes_things(request) && !is_ours(request, visitor.secret)) {
    response = refused(pages_, visit, foreign_form());
  } else if (visitor.has_expired && changes_things(request)) {
    response = saved_only(page, visit);
  } else if (visitor.has_expired) {
    Visit nobody{request};
    nobody.csrf = visit.csrf;
    response = page(nobody);
  } else {
    response = page(visit);
  }

  if (visitor.is_new_secret && response.header("Set-Cookie").empty() &&
      response.header("Content-Type").starts_with("text/html")) {
    remember(response, visitor.secret);
  }
  if (visitor.person) response.person = visitor.person.text();
  return response;
}

// Under an expired session nothing is raised, but no typed word is lost.
http::Response Gate::saved_only(const PageHandler& page, const Visit& visit) const {
  if (!is_autosave(visit.request) && !is_form_page(visit.request)) return go_and_sign_in(visit);
  const http::Response saved = page(visit);
  if (saved.status >= 400) return saved;
  if (is_form_page(visit.request)) return go_and_sign_in(visit);
  return http::json(boost::json::object{{"message", "Saved. Sign in to go on."}}, 401);
}

Visit Gate::visit_of(const http::Request& request, const Visitor& visitor) const {
  Visit visit{request};
  visit.person = visitor.person;
  visit.session = visitor.session;
  visit.csrf = csrf_token(visitor.secret);
  visit.is_task_link = visitor.is_task_link;
  if (!visitor.person) return visit;
  if (const std::optional<Person> person = directory_.person(visitor.person)) {
    visit.name = person->name.empty() ? person->address : person->name;
  }
  if (!visitor.is_task_link) visit.directory_roles = directory_.roles(visitor.person);
  return visit;
}

void Gate::remember(http::Response& response, const std::string& secret) const {
  http::set_cookie(response, {std::string(session_cookie), secret, cookie_life}, scheme_);
}

void Gate::forget(http::Response& response) const {
  http::set_cookie(response, {std::string(session_cookie), "", std::chrono::seconds(0)}, scheme_);
}

}  // namespace accolade
