// Looking things up in requests, and the builders of responses.
#include "handlers/http/message.h"

#include <algorithm>
#include <stdexcept>

#include <boost/json/serialize.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/grammar/ci_string.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <fmt/format.h>

namespace accolade::http {
namespace {

namespace grammar = boost::urls::grammar;

bool is_token(std::string_view name) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::ranges::all_of(name, [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != marks.npos;
  });
}

bool is_cookie_value(std::string_view value) {
  return std::ranges::all_of(value, [](char c) {
    return c > ' ' && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
  });
}

Response with_body(std::string_view type, std::string body, int status) {
  Response response{.status = status, .body = std::move(body)};
  response.set("Content-Type", type);
  return response;
}

// What a quoted-string may hold, for the old filename= beside the exact filename*=.
std::string ascii_name(std::string_view filename) {
  std::string name(filename);
  std::ranges::replace_if(
      name, [](char c) { return c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '%'; }, '_');
  return name;
}

}  // namespace

bool IgnoringCase::operator()(std::string_view a, std::string_view b) const {
  return grammar::ci_compare(a, b) < 0;
}

std::string_view Request::header(std::string_view name) const {
  const auto found = headers.lower_bound(name);
  if (found == headers.end() || !grammar::ci_is_equal(found->first, name)) return {};
  return found->second;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  const auto found = cookies.find(name);
  if (found == cookies.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> Request::asked(std::string_view name) const {
  const auto found = query.lower_bound(name);
  if (found == query.end() || found->first != name) return std::nullopt;
  return found->second;
}

const std::string& Request::parameter(std::string_view name) const {
  const auto found = parameters.find(name);
  if (found == parameters.end()) {
    throw std::logic_error(fmt::format("the route of this handler has no {{{}}}", name));
  }
  return found->second;
}

void check_header(std::string_view name, std::string_view value) {
  constexpr std::string_view forbidden("\r\n\0", 3);
  if (!is_token(name)) throw std::invalid_argument("a header's name is no token");
  if (value.find_first_of(forbidden) != value.npos) {
    throw std::invalid_argument(fmt::format("the value of {} holds CR, LF or U+0000", name));
  }
}

void Response::set(std::string_view name, std::string_view value) {
  check_header(name, value);
  std::erase_if(headers, [&](const auto& held) { return grammar::ci_is_equal(held.first, name); });
  headers.emplace_back(name, value);
}

void Response::add(std::string_view name, std::string_view value) {
  check_header(name, value);
  headers.emplace_back(name, value);
}

std::string_view Response::header(std::string_view name) const {
  const auto found = std::ranges::find_if(
      headers, [&](const auto& held) { return grammar::ci_is_equal(held.first, name); });
  return found == headers.end() ? std::string_view{} : found->second;
}

std::string percent_encoded(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

Response html(std::string body, int status) {
  return with_body("text/html; charset=utf-8", std::move(body), status);
}

Response text(std::string body, int status) {
  return with_body("text/plain; charset=utf-8", std::move(body), status);
}

Response json(const boost::json::value& value, int status) {
  return with_body("application/json", boost::json::serialize(value), status);
}

Response event_stream() {
  Response response{.is_stream = true};
  response.set("Content-Type", "text/event-stream");
  return response;
}

Response see_other(std::string_view location) {
  Response response{.status = 303};
  response.set("Location", location);
  return response;
}

Response problem(int status, std::string_view title, std::string_view detail,
                 boost::json::object members) {
  boost::json::object document{
      {"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", detail}};
  for (auto& member : members)
    document[member.key()] = std::move(member.value());
  return with_body("application/problem+json", boost::json::serialize(document), status);
}

Response attachment(std::string bytes, std::string_view type, std::string_view filename) {
  Response response = with_body(type, std::move(bytes), 200);
  const std::string exact = percent_encoded(filename);
  response.set(
      "Content-Disposition",
      fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", ascii_name(filename), exact));
  return response;
}

void set_cookie(Response& response, const NewCookie& cookie, Scheme scheme) {
  if (!is_token(cookie.name) || !is_cookie_value(cookie.value)) {
    throw std::invalid_argument("a cookie's name or value holds what none may hold");
  }
  std::string line =
      fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax", cookie.name, cookie.value);
  if (cookie.max_age) line += fmt::format("; Max-Age={}", cookie.max_age->count());
  if (scheme == Scheme::Https) line += "; Secure";
  response.add("Set-Cookie", line);
}

}  // namespace accolade::http
