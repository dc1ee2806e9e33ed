// Signing in by what a mail says: a link with a button, or a code. And task links, which open one
// task.
#pragma once

#include <string>
#include <vector>

#include "handlers/background/sign_in_post.h"
#include "handlers/http/rate_limit.h"
#include "handlers/http/router.h"
#include "handlers/sign_in/gate.h"

namespace accolade {

struct SignInDesk {
  Gate& gate;
  Sessions& sessions;
  Directory& directory;
  SignInPost& post;
  const Pages& pages;
  Mailbox from;
  http::RateLimit& by_network;  // asking for mails and trying codes, by address of the browser
  http::RateLimit& by_address;  // and by mail address
};

// GET changes nothing: a mail scanner that follows a link uses nothing up.
std::vector<http::Route> sign_in_routes(SignInDesk& desk);

// A sign-in that can be redeemed once until it expires; the answer is its secret.
std::string offer_sign_in(Sessions& sessions, PersonId person, const std::string& go_to,
                          Instant expires, const std::string& code = "");
// A link for one task; it lives until it expires and is not used up.
std::string offer_task(Sessions& sessions, PersonId person, InstanceId task, Instant expires);

// A path of ours, and nothing that a browser would read as another host: else "/".
std::string safe_path(std::string_view go_to);

}  // namespace accolade
