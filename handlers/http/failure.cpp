// The plain page, the problem documents, and the sentences that go into them.
#include "handlers/http/failure.h"

#include <fmt/format.h>

namespace accolade::http {
namespace {

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string_view title_of(Why why) {
  switch (why) {
    case Why::NotPossible:
      return "Not possible now";
    case Why::NotAllowed:
      return "Not allowed";
    case Why::Invalid:
      return "Some answers need another look";
    case Why::Runaway:
      return "This step would never end";
    case Why::Failed:
      return "This step could not be worked out";
    case Why::NotFound:
      return "Not found";
    case Why::Stale:
      return "Changed in the meantime";
    case Why::Busy:
      return "Too busy";
  }
  throw std::logic_error("no such reason");
}

}  // namespace

Response plain_failure(const Request& request, const Failure& failure) {
  const bool broken_here = failure.status >= 500;
  if (request.path.starts_with("/api/")) {
    boost::json::object members;
    if (broken_here) members["request"] = request.id;
    return problem(failure.status, failure.title, failure.sentence, std::move(members));
  }
  const std::string reference =
      broken_here ? fmt::format("<p>Reference: <code>{}</code></p>\n", request.id) : "";
  return html(fmt::format("<!doctype html>\n"
                          "<html lang=\"en\">\n"
                          "<head><meta charset=\"utf-8\"><title>{0}</title></head>\n"
                          "<body><main>\n<h1>{0}</h1>\n<p>{1}</p>\n{2}</main></body>\n"
                          "</html>\n",
                          escaped(failure.title), escaped(failure.sentence), reference),
              failure.status);
}

int status_of(Why why) {
  switch (why) {
    case Why::NotPossible:
      return 409;
    case Why::NotAllowed:
      return 403;
    case Why::Invalid:
      return 422;
    case Why::Runaway:
      return 409;
    case Why::Failed:
      return 409;
    case Why::NotFound:
      return 404;
    case Why::Stale:
      return 409;
    case Why::Busy:
      return 503;
  }
  throw std::logic_error("no such reason");
}

Response problem(const Refusal& refusal) {
  boost::json::object members;
  if (!refusal.problems.empty()) {
    boost::json::array errors;
    for (const Problem& one : refusal.problems) {
      errors.push_back({{"field", one.field}, {"detail", one.sentence}});
    }
    members["errors"] = std::move(errors);
  }
  Response response =
      problem(status_of(refusal.why), title_of(refusal.why), refusal.sentence, std::move(members));
  if (refusal.why == Why::Busy) response.set("Retry-After", "2");
  return response;
}

Failure not_found() {
  return {
      404, "Page not found",
      "There is no page at this address, or it is not open to you. Check the address, or sign in "
      "and try again."};
}

Failure method_not_allowed() {
  return {405, "Not possible here",
          "This address cannot be used in that way. Go back to the page before and try again."};
}

Failure busy() {
  return {503, "Too busy at the moment",
          "Too many people are being served right now. Nothing was changed. Wait a few seconds and "
          "try again."};
}

Failure broken() {
  return {500, "Something went wrong here",
          "This is our fault, not yours. Try again in a minute. If it happens again, tell the "
          "secretariat the reference below."};
}

}  // namespace accolade::http
