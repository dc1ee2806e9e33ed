// The only file of the server that sees spdlog.
#include "handlers/http/log.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "handlers/http/plain_text.h"

namespace accolade::http {
namespace {

Instant now() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

spdlog::logger& lines() {
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto made =
        std::make_shared<spdlog::logger>("http", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    return made;
  }();
  return *logger;
}

// Exceptions carry bytes from anywhere; a line must stay JSON.
std::string_view readable(std::string_view text) {
  return is_plain_text(text) ? text : std::string_view("(bytes that are no text)");
}

void write(const char* level, std::string_view request_id, std::string_view what) {
  boost::json::object line{{"time", to_text(now())}, {"level", level}};
  if (!request_id.empty()) line["request"] = request_id;
  line["what"] = readable(what);
  lines().info("{}", boost::json::serialize(line));
}

}  // namespace

std::string line_of(const Answered& answered, Instant instant) {
  boost::json::object line{{"time", to_text(instant)},
                           {"level", "info"},
                           {"request", answered.request_id},
                           {"method", readable(answered.method)},
                           {"path", readable(answered.path)},
                           {"status", answered.status},
                           {"microseconds", answered.took.count()},
                           {"bytes", answered.bytes}};
  if (!answered.person.empty()) line["person"] = answered.person;
  return boost::json::serialize(line);
}

void log_answered(const Answered& answered) {
  lines().info("{}", line_of(answered, now()));
}

void log_broken(std::string_view request_id, std::string_view what) {
  write("error", request_id, what);
}

void log_note(std::string_view what) {
  write("info", "", what);
}

}  // namespace accolade::http
