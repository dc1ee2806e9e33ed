// Who asks for a page, and what every form sends beside its answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/value/ids.h"
#include "handlers/http/message.h"

namespace accolade {

// Made by the sign-in for each request; pages read no cookie.
struct Visit {
  const http::Request& request;
  PersonId person = {};                           // 0: a visitor
  std::string name = {};                          // or the address, while there is no name
  std::vector<std::string> directory_roles = {};  // of the consortium, now
  std::string csrf = {};                          // the token of this session's forms
  SessionId session = {};                         // 0: none, or not of this person
  bool is_task_link = false;  // acts as that person for one task alone; no sign-out, no home
};

// A visitor, or somebody with a task link alone: nobody with pages of their own.
inline bool is_nobody(const Visit& visit) {
  return !visit.person || visit.is_task_link;
}

// Names of inputs in our forms. They begin with an underscore, as fields of a workflow do not, so
// that a field may be called `revision`.
inline constexpr std::string_view csrf_input = "_csrf";  // or the header X-CSRF-Token
inline constexpr std::string_view revision_input = "_revision";
inline constexpr std::string_view idempotency_input = "_key";

// "/sign-in?go_to=..." : sign in and come back to `path`.
std::string sign_in_path(std::string_view path);

}  // namespace accolade
