// The HTTP/1.1 server: sockets in, handlers on worker threads, answers out.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "handlers/http/failure.h"
#include "handlers/http/message.h"

namespace accolade::http {

// Called on worker threads, many at once. An exception is answered 500 and logged with the
// request's id; its text is never sent.
using Handler = std::function<Response(Request&)>;

enum class ForwardedFor { Ignored, Trusted };  // trusted only behind a proxy of our own

Instant system_now();

struct ServerSettings {
  std::string address = "127.0.0.1";  // or a name, which is resolved, or "::" for everything
  std::uint16_t port = 0;             // 0: any free one
  std::size_t worker_threads = 64;    // they mostly wait for the store

  std::size_t header_bytes_max = 16 * 1024;       // beyond it: 431
  std::size_t body_bytes_max = 12 * 1024 * 1024;  // beyond it: 413
  std::size_t requests_in_flight_max = 1'024;     // beyond it: 503 with Retry-After
  std::size_t connections_max = 8'192;            // beyond it new ones wait in the backlog
  std::size_t streams_max = 1'024;                // beyond it: 503 with Retry-After

  // A request that takes longer to come is answered 408; a connection that is silent between
  // requests is closed. All are looked at ten times a second.
  std::chrono::milliseconds header_timeout = std::chrono::seconds(10);
  std::chrono::milliseconds body_timeout = std::chrono::seconds(60);
  std::chrono::milliseconds idle_timeout = std::chrono::seconds(75);
  std::chrono::milliseconds write_timeout = std::chrono::seconds(60);
  // How long the client may take to read our last words after we said that we close.
  std::chrono::milliseconds linger_timeout = std::chrono::seconds(5);
  // How often a stream speaks by itself: so long may what another node wrote go unnoticed.
  std::chrono::milliseconds stream_pause = std::chrono::seconds(15);
  // How long requests in flight may take to finish once stop() was called.
  std::chrono::milliseconds stop_timeout = std::chrono::seconds(10);

  ForwardedFor forwarded_for = ForwardedFor::Ignored;
  Scheme public_scheme = Scheme::Http;
  std::vector<int> stop_signals = {};           // such as SIGINT and SIGTERM: each calls stop()
  std::function<Instant()> clock = system_now;  // gives Request::received
  FailurePage failure_page = plain_failure;
};

class Server {
 public:
  // Listens from here on. Throws std::runtime_error with a sentence when the address cannot be had.
  Server(ServerSettings settings, Handler handler);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  // Serves until stop(). The calling thread does all input and output; handlers run on the workers.
  void run();
  // Each stream says that something has changed. From any thread; what comes while one is being
  // written is said once.
  void tell_streams();
  // Accepts no more, closes idle connections, lets requests in flight finish within stop_timeout,
  // then lets run() return. A handler that is still running then is waited for: its step may be
  // committing. May be called from any thread and more than once.
  void stop();

 private:
  class Listening;
  std::unique_ptr<Listening> listening_;
};

}  // namespace accolade::http
