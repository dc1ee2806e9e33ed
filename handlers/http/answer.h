// From a request to the response that is written, whatever the handler does. Sees no socket.
#pragma once

#include "handlers/http/server.h"

namespace accolade::http {

// The handler's response, or 500 when it throws or sets a header that must not be sent.
Response answer(const Handler& handler, const ServerSettings& settings, Request& request);
// The failure's page, in plain form when the page itself throws; with Retry-After for a 503.
Response answer_failure(const ServerSettings& settings, const Request& request,
                        const Failure& failure);

// What is wrong with a request that could not be read, for the person.
Failure malformed();
Failure too_slow();
Failure header_too_large();
Failure body_too_large(const ServerSettings& settings);
Failure expectation_failed();

}  // namespace accolade::http
