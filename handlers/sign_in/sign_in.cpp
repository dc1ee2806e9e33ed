// The routes of signing in and out.
#include "handlers/sign_in/sign_in.h"

#include <boost/json/object.hpp>

#include "engine/value/ascii.h"
#include "handlers/http/form.h"
#include "handlers/pages/paths.h"
#include "handlers/security/token.h"
#include "handlers/sign_in/sign_in_mail.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr auto link_life = std::chrono::minutes(30);

std::string without_blanks(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

// Pages of signing in offer no other way to it.
json::object frame_of(const SignInDesk& desk, const Visit& visit, std::string_view title) {
  json::object view = frame(desk.pages.assets, visit, title);
  view["may_sign_in"] = false;
  return view;
}

struct AskedAddress {
  std::string address, go_to, problem;
};

// A page that asks once more where what was typed is a problem.
struct AskingPage {
  std::string_view name, title, input;
};
constexpr AskingPage address_page{"pages/sign_in", "Sign in", "#address"};
constexpr AskingPage code_page{"pages/sign_in_sent", "Check your mail", "#code"};

http::Response show_asking(const SignInDesk& desk, const Visit& visit, const AskingPage& asking,
                           const AskedAddress& asked) {
  const bool is_fine = asked.problem.empty();
  json::object view = frame_of(desk, visit, asking.title);
  view["address"] = asked.address;
  view["go_to"] = asked.go_to;
  view["problem"] = asked.problem;
  view["errors"] =
      is_fine ? json::value()
              : error_summary("There is a problem", {{std::string(asking.input), asked.problem}});
  return page(desk.pages, asking.name, view, is_fine ? 200 : 422);
}

std::string sentence_of(SignInProblem problem) {
  switch (problem) {
    case SignInProblem::Unknown:
      return "This link is not one of ours, or not complete.";
    case SignInProblem::Used:
      return "This link was used already.";
    case SignInProblem::Expired:
      return "This link is too old.";
    case SignInProblem::TooManyAttempts:
      return "The code was typed wrongly too often.";
  }
  return {};
}

// Why a link cannot be used: redeeming it then uses nothing up, and says so.
SignInProblem problem_of(const SignInDesk& desk, const std::string& hash) {
  SignInProblem problem = SignInProblem::Unknown;
  desk.sessions.redeem(hash, &problem);
  return problem;
}

http::Response show_used(const SignInDesk& desk, const Visit& visit, SignInProblem problem) {
  json::object view = frame_of(desk, visit, "Ask for a new link");
  view["reason"] = sentence_of(problem);
  view["go_to"] = "/";
  return page(desk.pages, "pages/sign_in_used", view, 410);
}

http::Response too_often(const SignInDesk& desk, const Visit& visit) {
  http::Response response =
      refused(desk.pages, visit,
              {Why::Busy,
               "You have asked for many sign-in mails. Wait a few minutes, then try again.",
               {}});
  response.status = 429;
  response.set("Retry-After", "300");
  return response;
}

http::Response begin_session(const SignInDesk& desk, const SignIn& sign_in) {
  const std::string secret = new_token();
  desk.sessions.create({{}, sign_in.person, token_hash(secret), {}, {}});
  const std::optional<Person> person = desk.directory.person(sign_in.person);
  const bool is_named = person && !person->name.empty();
  const std::string go_to = safe_path(sign_in.go_to);
  http::Response response =
      http::see_other(is_named ? go_to : "/welcome?go_to=" + percent_encoded(go_to));
  desk.gate.remember(response, secret);
  return response;
}

http::Response ask(const SignInDesk& desk, const Visit& visit) {
  const std::string go_to = safe_path(visit.request.asked("go_to").value_or("/"));
  if (visit.person && !visit.is_task_link) return http::see_other(go_to);
  return show_asking(desk, visit, address_page, {"", go_to, ""});
}

http::Response send_mail(const SignInDesk& desk, const Visit& visit) {
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(desk.pages, visit, form.refusal());
  AskedAddress asked{small(without_blanks(form->value("address"))), safe_path(form->value("go_to")),
                     ""};
  if (!is_mail_address(asked.address)) {
    asked.problem = "Enter an e-mail address like name@example.org";
    return show_asking(desk, visit, address_page, asked);
  }

  const Instant now = visit.request.received;
  if (desk.by_network.take(http::network_of(visit.request.remote_address), now) ||
      desk.by_address.take(asked.address, now)) {
    return too_often(desk, visit);
  }

  const PersonId person = desk.directory.ensure(asked.address, "");
  const std::string code = new_code();
  const std::string token =
      offer_sign_in(desk.sessions, person, asked.go_to, now + link_life, code);
  desk.post.send(sign_in_mail(desk, asked.address, token, code, now));
  return show_asking(desk, visit, code_page, asked);
}

http::Response take_code(const SignInDesk& desk, const Visit& visit) {
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(desk.pages, visit, form.refusal());
  AskedAddress asked{small(without_blanks(form->value("address"))), safe_path(form->value("go_to")),
                     ""};
  if (desk.by_network.take(http::network_of(visit.request.remote_address),
                           visit.request.received)) {
    return too_often(desk, visit);
  }

  SignInProblem problem = SignInProblem::Unknown;
  const std::optional<Person> person = desk.directory.by_address(asked.address);
  const std::optional<SignIn> taken =
      person ? desk.sessions.redeem_code(person->id, token_hash(typed_code(form->value("code"))),
                                         &problem)
             : std::nullopt;

  if (!taken && problem != SignInProblem::Unknown) return show_used(desk, visit, problem);
  if (!taken) {
    asked.problem = "This is not the code in our mail. Check it, or use the link in the mail";
    return show_asking(desk, visit, code_page, asked);
  }
  return begin_session(desk, *taken);
}

http::Response confirm(const SignInDesk& desk, const Visit& visit) {
  const std::string& token = visit.request.parameter("token");
  const std::string hash = token_hash(token);
  const std::optional<SignIn> offered = desk.sessions.peek(hash);
  if (!offered) return show_used(desk, visit, problem_of(desk, hash));
  if (offered->task) return show_used(desk, visit, SignInProblem::Unknown);
  json::object view = frame_of(desk, visit, "Sign in");
  view["action"] = "/sign-in/" + percent_encoded(token);
  const std::optional<Person> person = desk.directory.person(offered->person);
  view["name"] = person ? (person->name.empty() ? person->address : person->name) : "";
  return page(desk.pages, "pages/sign_in_confirm", view);
}

http::Response redeem(const SignInDesk& desk, const Visit& visit) {
  SignInProblem problem = SignInProblem::Unknown;
  const std::optional<SignIn> taken =
      desk.sessions.redeem(token_hash(visit.request.parameter("token")), &problem);
  if (!taken || taken->task) return show_used(desk, visit, problem);
  return begin_session(desk, *taken);
}

http::Response sign_out(const SignInDesk& desk, const Visit& visit) {
  if (const auto cookie = visit.request.cookie(session_cookie)) {
    desk.sessions.end(token_hash(*cookie));
  }
  http::Response response = http::see_other("/");
  desk.gate.forget(response);
  return response;
}

http::Response show_task(const SignInDesk& desk, const Visit& visit) {
  const std::string& token = visit.request.parameter("token");
  const std::string hash = token_hash(token);
  const std::optional<SignIn> offered = desk.sessions.peek(hash);
  if (!offered) return show_used(desk, visit, problem_of(desk, hash));
  if (!offered->task) return show_used(desk, visit, SignInProblem::Unknown);
  json::object view = frame_of(desk, visit, "Your task");
  view["action"] = "/task/" + percent_encoded(token);
  const Outcome<Shown> shown = desk.pages.engine.show(offered->task, offered->person);
  view["what"] = shown ? shown->workflow->title : "Task";
  return page(desk.pages, "pages/task_confirm", view);
}

http::Response open_task(const SignInDesk& desk, const Visit& visit) {
  SignInProblem problem = SignInProblem::Unknown;
  const std::optional<SignIn> offered =
      desk.sessions.redeem(token_hash(visit.request.parameter("token")), &problem);
  if (!offered || !offered->task) return show_used(desk, visit, problem);

  http::Response response = http::see_other(path_to(offered->task));
  const auto cookie = visit.request.cookie(session_cookie);
  const std::string hash = cookie ? token_hash(*cookie) : std::string();
  if (cookie && desk.sessions.find(hash)) {
    desk.sessions.add_task(hash, offered->task, offered->person);
    return response;
  }
  const std::string secret = new_token();
  desk.sessions.create({{}, {}, token_hash(secret), {}, {}});
  desk.sessions.add_task(token_hash(secret), offered->task, offered->person);
  desk.gate.remember(response, secret);
  return response;
}

http::Response ask_name(const SignInDesk& desk, const Visit& visit, const std::string& problem) {
  json::object view = frame_of(desk, visit, "Your name");
  view["go_to"] = safe_path(visit.request.asked("go_to").value_or("/"));
  view["problem"] = problem;
  view["errors"] =
      problem.empty() ? json::value() : error_summary("There is a problem", {{"#name", problem}});
  return page(desk.pages, "pages/welcome", view, problem.empty() ? 200 : 422);
}

http::Response take_name(const SignInDesk& desk, const Visit& visit) {
  const Outcome<http::Form> form = http::read_form(visit.request);
  if (!form) return refused(desk.pages, visit, form.refusal());
  const std::string name = without_blanks(form->value("name"));
  if (name.empty() || name.size() > 200) return ask_name(desk, visit, "Enter your name");
  desk.directory.rename(visit.person, name);
  return http::see_other(safe_path(form->value("go_to")));
}

}  // namespace

std::string safe_path(std::string_view go_to) {
  const bool is_path = !go_to.empty() && go_to.front() == '/' && go_to.size() < 500 &&
                       (go_to.size() == 1 || (go_to[1] != '/' && go_to[1] != '\\'));
  for (const char letter : go_to) {
    if (static_cast<unsigned char>(letter) < 0x21 || letter == '\\') return "/";
  }
  return is_path ? std::string(go_to) : "/";
}

std::string offer_sign_in(Sessions& sessions, PersonId person, const std::string& go_to,
                          Instant expires, const std::string& code) {
  const std::string token = new_token();
  sessions.offer(
      {token_hash(token), code.empty() ? "" : token_hash(code), person, {}, go_to, expires});
  return token;
}

std::string offer_task(Sessions& sessions, PersonId person, InstanceId task, Instant expires) {
  const std::string token = new_token();
  sessions.offer({token_hash(token), "", person, task, path_to(task), expires});
  return token;
}

std::vector<http::Route> sign_in_routes(SignInDesk& desk) {
  const auto to = [&desk](http::Response (*handler)(const SignInDesk&, const Visit&)) {
    return desk.gate.guarded([&desk, handler](const Visit& visit) { return handler(desk, visit); });
  };
  const auto named = [&desk](http::Response (*handler)(const SignInDesk&, const Visit&)) {
    return desk.gate.guarded([&desk, handler](const Visit& visit) {
      return visit.person && !visit.is_task_link ? handler(desk, visit) : go_and_sign_in(visit);
    });
  };
  return {
      {"GET", "/sign-in", to(ask)},
      {"POST", "/sign-in", to(send_mail)},
      {"POST", "/sign-in-code", to(take_code)},
      {"GET", "/sign-in/{token}", to(confirm)},
      {"POST", "/sign-in/{token}", to(redeem)},
      {"POST", "/sign-out", to(sign_out)},
      {"GET", "/task/{token}", to(show_task)},
      {"POST", "/task/{token}", to(open_task)},
      {"GET", "/welcome",
       named([](const SignInDesk& d, const Visit& v) { return ask_name(d, v, ""); })},
      {"POST", "/welcome", named(take_name)},
  };
}

}  // namespace accolade
