// The worker hop's catch, and the failures that the session finds.
#include "handlers/http/answer.h"

#include <exception>

#include <fmt/format.h>

#include "handlers/http/log.h"
#include "handlers/http/security.h"

namespace accolade::http {
namespace {

Response finished(Response response, const ServerSettings& settings, const Request& request) {
  for (const auto& [name, value] : response.headers)
    check_header(name, value);
  add_security_headers(response, settings.public_scheme);
  response.set("X-Request-Id", request.id);
  return response;
}

}  // namespace

Response answer(const Handler& handler, const ServerSettings& settings, Request& request) {
  try {
    return finished(handler(request), settings, request);
  } catch (const std::exception& thrown) {
    log_broken(request.id, thrown.what());
  } catch (...) {
    log_broken(request.id, "something that is no std::exception was thrown");
  }
  return answer_failure(settings, request, broken());
}

Response answer_failure(const ServerSettings& settings, const Request& request,
                        const Failure& failure) {
  Response response;
  try {
    response = settings.failure_page(request, failure);
  } catch (const std::exception& thrown) {
    log_broken(request.id, thrown.what());
    response = plain_failure(request, failure);
  }
  if (failure.status == 503) response.set("Retry-After", "2");
  return finished(std::move(response), settings, request);
}

Failure malformed() {
  return {400, "This request cannot be read",
          "Your browser sent something that cannot be read. Check the address and try again."};
}

Failure too_slow() {
  return {408, "This took too long",
          "Your request did not arrive in time. Check your connection and try again."};
}

Failure header_too_large() {
  return {431, "This request is too large",
          "Your browser sent too much beside the request. Delete the cookies of this site and try "
          "again."};
}

Failure body_too_large(const ServerSettings& settings) {
  constexpr double mebibyte = 1024.0 * 1024.0;
  return {413, "This is too large",
          fmt::format("What you sent is larger than the {:.4g} MB that fit in one go. Nothing was "
                      "kept of it. Go back and choose a smaller file.",
                      static_cast<double>(settings.body_bytes_max) / mebibyte)};
}

Failure expectation_failed() {
  return {417, "This cannot be expected here",
          "The only expectation that is understood is 100-continue. Leave the Expect header out."};
}

}  // namespace accolade::http
