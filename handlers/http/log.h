// The log: one JSON object a line on stderr, each with the request's id where there is a request.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "engine/value/instant.h"

namespace accolade::http {

// A request that was answered. The path without the query: queries carry tokens.
struct Answered {
  std::string request_id;
  std::string method;
  std::string path;
  int status = 0;
  std::chrono::microseconds took =
      {};                   // from the last byte of the request to the last of the answer
  std::size_t bytes = 0;    // of the body
  std::string person = {};  // empty: nobody was signed in
};

// One line, without its end: time, level, request, method, path, status, microseconds, bytes,
// person.
std::string line_of(const Answered& answered, Instant now);

// All of these are thread-safe and return when the line is written.
void log_answered(const Answered& answered);
// For operators: what broke while serving that request (empty: none).
void log_broken(std::string_view request_id, std::string_view what);
void log_note(std::string_view what);

}  // namespace accolade::http
