// What is answered when a request cannot be served: one page and one problem document for all of
// it.
#pragma once

#include <functional>
#include <string>

#include "engine/value/outcome.h"
#include "handlers/http/message.h"

namespace accolade::http {

struct Failure {
  int status = 500;
  std::string title;
  std::string sentence;  // for the person: what happened and what to do next
};

// Makes the answer to a request that failed. It runs on whatever thread found the failure, so it
// may neither wait nor ask a database.
using FailurePage = std::function<Response(const Request&, const Failure&)>;

// A problem document under /api/, a page without templates elsewhere. The request's id is shown
// from status 500 on only: below, two answers of one kind are the same bytes.
Response plain_failure(const Request& request, const Failure& failure);

// The one place where a reason becomes a status.
int status_of(Why why);
// The problem document of a refusal; `errors` has one {field, detail} for each of its problems.
Response problem(const Refusal& refusal);

// The failures that the server and the router find.
Failure not_found();
Failure method_not_allowed();
Failure busy();
Failure broken();

}  // namespace accolade::http
