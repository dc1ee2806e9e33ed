// A server for tests, on a free port of 127.0.0.1 and a thread of its own.
#pragma once

#include <thread>

#include "handlers/http/server.h"

namespace accolade::http {

// Stopped at the end.
class RunningServer {
 public:
  explicit RunningServer(Handler handler, ServerSettings settings = {})
      : server_(with_few_workers(std::move(settings)), std::move(handler)),
        thread_([this] { server_.run(); }) {}
  ~RunningServer() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }

  std::uint16_t port() const { return server_.port(); }
  void tell_streams() { server_.tell_streams(); }
  void stop() { server_.stop(); }
  void wait() { thread_.join(); }

 private:
  static ServerSettings with_few_workers(ServerSettings settings) {
    settings.worker_threads = 4;
    return settings;
  }

  Server server_;
  std::thread thread_;
};

inline Response echo(Request& request) {
  return text(request.method + " " + request.path + " [" + request.body + "]");
}

}  // namespace accolade::http
