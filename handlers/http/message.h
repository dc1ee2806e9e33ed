// A request as handlers read it and a response as they build it. Knows nothing of sockets.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>

#include "engine/value/instant.h"

namespace accolade::http {

// Header names differ in case and mean the same (RFC 9110, 5.1).
struct IgnoringCase {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const;
};

// Path, segments, query and parameters are percent-decoded, valid UTF-8 and free of U+0000;
// headers, cookies and body are the bytes that came.
struct Request {
  std::string id;      // 16 hex digits, in the log and in the answer's X-Request-Id
  std::string method;  // as sent: "GET"
  std::string target;  // as sent, with the query: may hold tokens, never log it
  std::string path;
  std::vector<std::string> segments = {};  // of the path: "/" has none, "/a/" has "a" and ""
  std::multimap<std::string, std::string, std::less<>> query = {};
  std::multimap<std::string, std::string, IgnoringCase> headers = {};
  std::map<std::string, std::string, std::less<>> cookies = {};
  std::string body;
  std::string remote_address;  // of the browser, where the proxy is trusted to say it
  Instant received = {};       // the moment the last byte had come
  std::map<std::string, std::string, std::less<>> parameters = {};  // {names} of the route

  // The first of that name; empty when there is none. Lives as long as the request.
  std::string_view header(std::string_view name) const;
  std::optional<std::string> cookie(std::string_view name) const;
  // The first of that name in the query.
  std::optional<std::string> asked(std::string_view name) const;
  // Throws std::logic_error for a name that the route's pattern does not have.
  const std::string& parameter(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  std::string person = {};  // who was answered, for the log alone
  // Server-sent events (HTML, 9.2): the connection stays, and no worker is held by it.
  bool is_stream = false;

  // Replaces what has that name. Throws std::invalid_argument when the name is no token or the
  // value holds CR, LF or U+0000.
  void set(std::string_view name, std::string_view value);
  // As set, beside what has that name.
  void add(std::string_view name, std::string_view value);
  // The first of that name; empty when there is none.
  std::string_view header(std::string_view name) const;
};

// Throws std::invalid_argument as Response::set does.
void check_header(std::string_view name, std::string_view value);

// What may stand as one value in a path or query (RFC 3986, 2.3).
std::string percent_encoded(std::string_view text);

Response html(std::string body, int status = 200);
Response text(std::string body, int status = 200);
Response json(const boost::json::value& value, int status = 200);
// Events for whoever watches a page: each says no more than that it is to be read again.
Response event_stream();
// 303: what was posted is done, the page is over there.
Response see_other(std::string_view location);
// A problem document, application/problem+json (RFC 9457); `members` are added to it.
Response problem(int status, std::string_view title, std::string_view detail,
                 boost::json::object members = {});
// A file to keep, under its own name (RFC 6266, with the name in UTF-8 as of RFC 8187).
Response attachment(std::string bytes, std::string_view type, std::string_view filename);

enum class Scheme { Http, Https };  // of the public URL

// Sent back to us alone: HttpOnly, SameSite=Lax, Path=/, and Secure under https. No max_age: until
// the browser closes; zero deletes. Throws std::invalid_argument on a value that is no cookie value
// (RFC 6265, 4.1.1).
struct NewCookie {
  std::string name;
  std::string value;
  std::optional<std::chrono::seconds> max_age = {};
};
void set_cookie(Response& response, const NewCookie& cookie, Scheme scheme);

}  // namespace accolade::http
