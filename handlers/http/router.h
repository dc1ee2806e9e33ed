// Which handler answers which method and path. The program's routes are one table.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "handlers/http/failure.h"
#include "handlers/http/message.h"

namespace accolade::http {

// A pattern is a path of segments: literals, "{name}" for exactly one segment that is not empty,
// and
// "{name...}", last, for one or more joined by '/'. The first route that matches answers.
//
//     {"GET", "/instances/{id}", show_instance},
//     {"POST", "/instances/{id}/events/{event}", raise_event},
//     {"GET", "/assets/{file...}", send_asset},
struct Route {
  std::string method;
  std::string pattern;
  std::function<Response(const Request&)> handler;
};

class Router {
 public:
  // Throws std::invalid_argument on a broken pattern and on a route that an earlier one hides.
  explicit Router(std::vector<Route> routes, FailurePage failure_page = plain_failure);

  // 404 when no pattern has the path; 405 with Allow when none of those has the method. GET answers
  // HEAD too (the server leaves the body away). Fills request.parameters. Thread-safe.
  Response operator()(Request& request) const;

 private:
  struct Segment {
    enum class Kind { Literal, One, Rest } kind = Kind::Literal;
    std::string text;  // the literal, or the parameter's name
  };
  struct Line {
    Route route;
    std::vector<Segment> segments;
  };

  static std::vector<Segment> segments_of(const std::string& pattern);
  static bool hides(const Line& earlier, const Line& later);
  static bool matches(const Line& line, const std::vector<std::string>& path);
  static void fill_parameters(const Line& line, Request& request);

  std::vector<Line> lines_;
  FailurePage failure_page_;
};

}  // namespace accolade::http
