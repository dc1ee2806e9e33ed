// Patterns are cut once, at start; a request walks the table.
#include "handlers/http/router.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace accolade::http {
namespace {

bool answers(const Route& route, const std::string& method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

}  // namespace

Router::Router(std::vector<Route> routes, FailurePage failure_page)
    : failure_page_(std::move(failure_page)) {
  for (Route& route : routes) {
    Line line{std::move(route), {}};
    line.segments = segments_of(line.route.pattern);
    for (const Line& earlier : lines_) {
      if (hides(earlier, line)) {
        throw std::invalid_argument(fmt::format("{} {} is hidden by {}", line.route.method,
                                                line.route.pattern, earlier.route.pattern));
      }
    }
    lines_.push_back(std::move(line));
  }
}

Response Router::operator()(Request& request) const {
  std::set<std::string> allowed;
  for (const Line& line : lines_) {
    if (!matches(line, request.segments)) continue;
    if (answers(line.route, request.method)) {
      fill_parameters(line, request);
      return line.route.handler(request);
    }
    allowed.insert(line.route.method);
    if (line.route.method == "GET") allowed.insert("HEAD");
  }
  if (allowed.empty()) return failure_page_(request, not_found());

  Response refused = failure_page_(request, method_not_allowed());
  refused.set("Allow", fmt::format("{}", fmt::join(allowed, ", ")));
  return refused;
}

std::vector<Router::Segment> Router::segments_of(const std::string& pattern) {
  const auto broken = [&](const char* why) {
    return std::invalid_argument(fmt::format("route {}: {}", pattern, why));
  };
  if (!pattern.starts_with('/')) throw broken("a pattern starts with /");

  std::vector<Segment> segments;
  std::set<std::string> names;
  for (std::size_t begin = 1; pattern.size() > 1 && begin <= pattern.size();) {
    const std::size_t end = std::min(pattern.find('/', begin), pattern.size());
    const std::string piece = pattern.substr(begin, end - begin);
    begin = end + 1;
    if (!segments.empty() && segments.back().kind == Segment::Kind::Rest) {
      throw broken("{name...} comes last");
    }
    if (!piece.starts_with('{')) {
      segments.push_back({Segment::Kind::Literal, piece});
      continue;
    }
    if (!piece.ends_with('}')) throw broken("a { without its }");
    const bool rest = piece.ends_with("...}");
    std::string name = piece.substr(1, piece.size() - (rest ? 5 : 2));
    if (name.empty() || !names.insert(name).second) throw broken("a name is missing or used twice");
    segments.push_back({rest ? Segment::Kind::Rest : Segment::Kind::One, std::move(name)});
  }
  return segments;
}

bool Router::hides(const Line& earlier, const Line& later) {
  if (!answers(earlier.route, later.route.method)) return false;
  const auto& a = earlier.segments;
  const auto& b = later.segments;
  for (std::size_t at = 0; at < a.size(); ++at) {
    if (at == b.size()) return false;
    if (a[at].kind == Segment::Kind::Rest) return true;
    if (a[at].kind == Segment::Kind::One && b[at].kind != Segment::Kind::Rest) continue;
    if (a[at].kind != b[at].kind || a[at].text != b[at].text) return false;
  }
  return a.size() == b.size();
}

bool Router::matches(const Line& line, const std::vector<std::string>& path) {
  for (std::size_t at = 0; at < line.segments.size(); ++at) {
    const Segment& segment = line.segments[at];
    if (at == path.size()) return false;
    if (segment.kind == Segment::Kind::Rest) return true;
    if (segment.kind == Segment::Kind::One && path[at].empty()) return false;
    if (segment.kind == Segment::Kind::Literal && segment.text != path[at]) return false;
  }
  return line.segments.size() == path.size();
}

void Router::fill_parameters(const Line& line, Request& request) {
  request.parameters.clear();
  for (std::size_t at = 0; at < line.segments.size(); ++at) {
    const Segment& segment = line.segments[at];
    if (segment.kind == Segment::Kind::Literal) continue;
    const auto begin = request.segments.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = segment.kind == Segment::Kind::Rest ? request.segments.end() : begin + 1;
    request.parameters[segment.text] = fmt::format("{}", fmt::join(begin, end, "/"));
  }
}

}  // namespace accolade::http
