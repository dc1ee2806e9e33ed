// The routes of the API. Each handler takes, asks, refuses, answers.
#include "handlers/api/api.h"

#include <charconv>

#include <boost/json.hpp>

#include "handlers/api/representation.h"
#include "handlers/api/search.h"
#include "handlers/http/failure.h"
#include "handlers/security/token.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::size_t key_bytes_max = 200;

Refusal invalid(const std::string& field, const std::string& sentence) {
  return {Why::Invalid, sentence, {{field, sentence}}};
}

Refusal no_such_instance() {
  return {Why::NotFound, "There is no such page, or it is not for you.", {}};
}

http::Response unauthorised(const std::string& sentence) {
  http::Response response = http::problem(401, "Sign in", sentence);
  response.set("WWW-Authenticate", "Bearer");
  return response;
}

// The person of the token; 0 without one; none for a token that is not valid.
std::optional<PersonId> person_of(const Api& api, const http::Request& request) {
  const std::string_view header = request.header("Authorization");
  if (header.empty()) return PersonId{};
  constexpr std::string_view scheme = "Bearer ";
  if (!header.starts_with(scheme)) return std::nullopt;
  const std::optional<Session> session =
      api.sessions.find(token_hash(header.substr(scheme.size())));
  if (!session || !session->person) return std::nullopt;
  return session->person;
}

// A JSON object whose members are all among `known`; an empty body is an empty object. Bytes that
// are no UTF-8 pass here and are refused with the name of their field.
Outcome<json::object> body_of(const http::Request& request,
                              const std::set<std::string_view>& known) {
  if (request.body.empty()) return json::object{};
  json::error_code broken;
  json::parse_options options;
  options.allow_invalid_utf8 = true;
  const json::value body = json::parse(request.body, broken, {}, options);
  if (broken || !body.is_object()) {
    return Refusal{Why::Invalid, "The body is not a JSON object.", {}};
  }
  for (const auto& member : body.get_object()) {
    const std::string_view key(member.key().data(), member.key().size());
    if (!known.contains(key)) return invalid(std::string(key), "This member is not known here.");
  }
  return body.get_object();
}

Outcome<Answers> answers_in(const json::object& body) {
  Answers answers;
  const json::value* fields = body.if_contains("fields");
  if (fields == nullptr || fields->is_null()) return answers;
  if (!fields->is_object()) return invalid("fields", "This must be an object.");
  for (const auto& member : fields->get_object()) {
    answers.emplace(std::string(member.key()), member.value());
  }
  return answers;
}

Outcome<std::optional<IdempotencyKey>> key_of(const http::Request& request, PersonId person) {
  const std::string_view key = request.header("Idempotency-Key");
  if (key.empty()) return std::optional<IdempotencyKey>();
  if (key.size() > key_bytes_max) {
    return invalid("Idempotency-Key", "A key has at most 200 characters.");
  }
  return std::optional(IdempotencyKey{person.text() + ":" + std::string(key),
                                      token_hash(request.method + request.path + request.body)});
}

// If-Match: "7". Anything else that is there cannot match.
std::optional<std::int64_t> revision_in(const http::Request& request) {
  std::string_view tag = request.header("If-Match");
  if (tag.empty() || tag == "*") return std::nullopt;
  if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') return -1;
  tag = tag.substr(1, tag.size() - 2);
  std::int64_t revision = -1;
  const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), revision);
  return error == std::errc{} && end == tag.data() + tag.size() ? revision : -1;
}

std::string path_of(InstanceId id) {
  return "/api/v1/instances/" + id.text();
}

http::Response shown_response(const Api& api, InstanceId id, PersonId person, int status) {
  const Outcome<Shown> shown = api.engine.show(id, person);
  if (!shown) return http::problem(shown.refusal());
  http::Response response = http::json(instance_json(api.engine, *shown), status);
  response.set("ETag", "\"" + std::to_string(shown->revision) + "\"");
  return response;
}

http::Response create(const Api& api, const http::Request& request, PersonId person) {
  const auto body = body_of(request, {"workflow", "parent", "fields"});
  if (!body) return http::problem(body.refusal());
  Outcome<Answers> answers = answers_in(*body);
  if (!answers) return http::problem(answers.refusal());
  auto key = key_of(request, person);
  if (!key) return http::problem(key.refusal());
  StartRequest start{{}, {}, *std::move(answers), person, *std::move(key), request.received};
  const json::value* workflow = body->if_contains("workflow");
  if (workflow == nullptr || !workflow->is_string()) {
    return http::problem(invalid("workflow", "Name the workflow to start."));
  }
  start.workflow = workflow->get_string();
  const json::value* parent = body->if_contains("parent");
  if (parent != nullptr && !parent->is_null()) {
    const auto id = parent->is_string() ? InstanceId::parse(parent->get_string()) : std::nullopt;
    if (!id) return http::problem(no_such_instance());
    start.parent = *id;
  }

  const Outcome<Applied> applied = api.engine.start(start);

  if (!applied) return http::problem(applied.refusal());
  http::Response response = shown_response(api, applied->instance, person, 201);
  response.set("Location", path_of(applied->instance));
  return response;
}

http::Response show(const Api& api, const http::Request& request, PersonId person) {
  const auto id = InstanceId::parse(request.parameter("id"));
  if (!id) return http::problem(no_such_instance());
  return shown_response(api, *id, person, 200);
}

http::Response raise(const Api& api, const http::Request& request, PersonId person) {
  const auto id = InstanceId::parse(request.parameter("id"));
  if (!id) return http::problem(no_such_instance());
  const auto body = body_of(request, {"fields"});
  if (!body) return http::problem(body.refusal());
  Outcome<Answers> answers = answers_in(*body);
  if (!answers) return http::problem(answers.refusal());
  auto key = key_of(request, person);
  if (!key) return http::problem(key.refusal());
  const std::optional<std::int64_t> revision = revision_in(request);

  const Outcome<Applied> applied =
      api.engine.fire({*id, request.parameter("event"), *std::move(answers), person, revision,
                       *std::move(key), request.received});

  if (!applied) {
    const Refusal& refusal = applied.refusal();
    if (refusal.why != Why::Stale || !revision) return http::problem(refusal);
    return http::problem(412, "Changed in the meantime", refusal.sentence);
  }
  http::Response response = shown_response(api, *id, person, 200);
  if (applied->instance != *id) response.set("Location", path_of(applied->instance));
  return response;
}

Outcome<ListRequest> list_request(const http::Request& request) {
  ListRequest wanted;
  wanted.workflow = request.asked("workflow").value_or("");
  for (auto [at, end] = request.query.equal_range("state"); at != end; ++at) {
    wanted.states.push_back(at->second);
  }
  for (const char* name : {"parent", "after"}) {
    const std::optional<std::string> text = request.asked(name);
    if (!text || text->empty()) continue;
    const auto id = InstanceId::parse(*text);
    if (!id) return invalid(name, "This is no id.");
    (std::string_view(name) == "parent" ? wanted.parent : wanted.after) = *id;
  }
  if (const std::optional<std::string> text = request.asked("limit")) {
    const auto limit = InstanceId::parse(*text);
    if (!limit || limit->number > 200) return invalid("limit", "A limit is from 1 to 200.");
    wanted.limit = static_cast<int>(limit->number);
  }
  return wanted;
}

http::Response list(const Api& api, const http::Request& request, PersonId person) {
  const Outcome<ListRequest> wanted = list_request(request);
  if (!wanted) return http::problem(wanted.refusal());

  const Page page = api.engine.list(*wanted, person);

  json::array items;
  for (const ListRow& row : page.rows)
    items.push_back(row_json(row));
  return http::json(
      json::object{{"items", std::move(items)},
                   {"next", page.next ? json::value(page.next.text()) : json::value()}});
}

http::Response history(const Api& api, const http::Request& request, PersonId person) {
  const auto id = InstanceId::parse(request.parameter("id"));
  if (!id) return http::problem(no_such_instance());
  const auto lines = api.engine.history(*id, person);
  if (!lines) return http::problem(lines.refusal());
  json::array items;
  for (const HistoryLine& line : *lines)
    items.push_back(history_json(line));
  return http::json(json::object{{"items", std::move(items)}});
}

using ApiHandler = http::Response (*)(const Api&, const http::Request&, PersonId);

// A visitor may read what is public; to change anything takes a token.
std::function<http::Response(const http::Request&)> with_person(const Api& api,
                                                                ApiHandler handler) {
  return [&api, handler](const http::Request& request) {
    const std::optional<PersonId> person = person_of(api, request);
    if (!person) return unauthorised("The token is not valid any more. Ask for a new one.");
    const bool only_reads = request.method == "GET" || request.method == "HEAD";
    if (!*person && !only_reads) return unauthorised("Send a token: Authorization: Bearer TOKEN.");
    http::Response response = handler(api, request, *person);
    if (*person) response.person = person->text();
    return response;
  };
}

}  // namespace

std::vector<http::Route> api_routes(Api& api) {
  return {
      {"GET", "/api/v1/openapi.json",
       [&api](const http::Request&) {
         http::Response response{200, {}, api.openapi, {}};
         response.set("Content-Type", "application/json");
         return response;
       }},
      {"POST", "/api/v1/instances", with_person(api, create)},
      {"GET", "/api/v1/instances", with_person(api, list)},
      {"GET", "/api/v1/search", with_person(api, search_everything)},
      {"GET", "/api/v1/instances/{id}", with_person(api, show)},
      {"GET", "/api/v1/instances/{id}/history", with_person(api, history)},
      {"POST", "/api/v1/instances/{id}/events/{event}", with_person(api, raise)},
  };
}

}  // namespace accolade
