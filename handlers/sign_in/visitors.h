// Who asks: from the session's cookie, and from the task links that were opened in it.
#pragma once

#include <string>

#include "engine/ports/directory.h"
#include "engine/ports/files.h"
#include "engine/ports/instances.h"
#include "engine/ports/sessions.h"
#include "handlers/http/message.h"

namespace accolade {

inline constexpr std::string_view session_cookie = "accolade";

struct Visitor {
  std::string secret;  // of the cookie; a new one if there was none: forms are tied to it
  bool is_new_secret = false;
  PersonId person;            // 0: a visitor
  SessionId session;          // of the cookie; 0: none
  bool is_task_link = false;  // for this request the person of a task, not of the session
  bool has_expired = false;   // the session ran out: only what was typed may be saved
};

class Visitors {
 public:
  // Borrows all three.
  Visitors(Sessions& sessions, Instances& instances, Files& files)
      : sessions_(sessions), instances_(instances), files_(files) {}

  // A task counts for its own instance, and for reading those above it; nowhere else.
  Visitor identify(const http::Request& request);

 private:
  InstanceId instance_of(const http::Request& request);
  bool is_above(InstanceId candidate, InstanceId task);
  PersonId task_person(const Session& session, const http::Request& request);

  Sessions& sessions_;
  Instances& instances_;
  Files& files_;
};

}  // namespace accolade
