// A small blocking HTTP client for tests: it can send any bytes, and sees what really came back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace accolade {

struct HttpAnswer {
  int status = 0;  // 0: the connection ended before an answer was complete
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};

  // The first of that name, in any case; empty when there is none.
  std::string header(std::string_view name) const;
  // All of that name: Set-Cookie.
  std::vector<std::string> all(std::string_view name) const;
};

// One connection to 127.0.0.1, kept alive. Every call gives up after 20 seconds.
class HttpClient {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  // Throws std::runtime_error when nobody listens.
  explicit HttpClient(std::uint16_t port);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  HttpAnswer get(const std::string& target, const Headers& headers = {});
  HttpAnswer post(const std::string& target, std::string_view body, const Headers& headers = {});
  HttpAnswer request(const std::string& method, const std::string& target,
                     std::string_view body = {}, const Headers& headers = {});

  // Any bytes; false when the server does not take them any more.
  bool send(std::string_view bytes);
  // The next answer; its body is what Content-Length says, or nothing after a HEAD.
  HttpAnswer read(bool to_head = false);
  // So many of what comes next; fewer when the server closes.
  std::string read_bytes(std::size_t count);
  // Waits for the server to close; false when bytes come instead.
  bool is_closed();
  // Says that nothing more will be sent.
  void finish_sending();

 private:
  bool fill();

  int socket_ = -1;
  std::string buffer_;
};

// Whether somebody listens at that port of 127.0.0.1.
bool accepts_connections(std::uint16_t port);

}  // namespace accolade
