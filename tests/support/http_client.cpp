// Plain POSIX sockets, so that tests compile quickly and nothing is hidden by a library.
#include "tests/support/http_client.h"

#include <array>
#include <stdexcept>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace accolade {
namespace {

bool is_same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

// -1 when nobody listens.
int connected_to(std::uint16_t port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval limit{.tv_sec = 20, .tv_usec = 0};
  ::setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    return made;
  ::close(made);
  return -1;
}

HttpAnswer head_of(std::string_view head) {
  HttpAnswer answer;
  answer.status = std::stoi(std::string(head.substr(head.find(' ') + 1, 3)));
  for (std::size_t line = head.find("\r\n"); line != head.npos;) {
    const std::size_t begin = line + 2;
    line = head.find("\r\n", begin);
    const std::string_view field = head.substr(begin, line - begin);
    const std::size_t colon = field.find(": ");
    if (colon == field.npos) continue;
    answer.headers.emplace_back(field.substr(0, colon), field.substr(colon + 2));
  }
  return answer;
}

}  // namespace

std::string HttpAnswer::header(std::string_view name) const {
  const std::vector<std::string> found = all(name);
  return found.empty() ? "" : found.front();
}

std::vector<std::string> HttpAnswer::all(std::string_view name) const {
  std::vector<std::string> found;
  for (const auto& [held, value] : headers) {
    if (is_same(held, name)) found.push_back(value);
  }
  return found;
}

HttpClient::HttpClient(std::uint16_t port) : socket_(connected_to(port)) {
  if (socket_ < 0) throw std::runtime_error(fmt::format("nobody listens at port {}", port));
}

HttpClient::~HttpClient() {
  ::close(socket_);
}

HttpAnswer HttpClient::get(const std::string& target, const Headers& headers) {
  return request("GET", target, {}, headers);
}

HttpAnswer HttpClient::post(const std::string& target, std::string_view body,
                            const Headers& headers) {
  return request("POST", target, body, headers);
}

HttpAnswer HttpClient::request(const std::string& method, const std::string& target,
                               std::string_view body, const Headers& headers) {
  std::string bytes = fmt::format("{} {} HTTP/1.1\r\nHost: test\r\n", method, target);
  for (const auto& [name, value] : headers)
    bytes += fmt::format("{}: {}\r\n", name, value);
  if (method != "GET" && method != "HEAD") {
    bytes += fmt::format("Content-Length: {}\r\n", body.size());
  }
  send(bytes + "\r\n" + std::string(body));
  return read(method == "HEAD");
}

bool HttpClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

HttpAnswer HttpClient::read(bool to_head) {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == buffer_.npos) {
    if (!fill()) return {};
  }
  HttpAnswer answer = head_of(buffer_.substr(0, end));
  buffer_.erase(0, end + 4);
  const std::string length = answer.header("Content-Length");
  const std::size_t size = to_head || length.empty() ? 0 : std::stoul(length);
  while (buffer_.size() < size) {
    if (!fill()) return {};
  }
  answer.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return answer;
}

std::string HttpClient::read_bytes(std::size_t count) {
  while (buffer_.size() < count && fill()) {
  }
  const std::string bytes = buffer_.substr(0, count);
  buffer_.erase(0, bytes.size());
  return bytes;
}

bool HttpClient::is_closed() {
  return buffer_.empty() && !fill() && errno != EAGAIN;
}

void HttpClient::finish_sending() {
  ::shutdown(socket_, SHUT_WR);
}

bool HttpClient::fill() {
  std::array<char, 65'536> bytes;
  errno = 0;
  const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (count <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

bool accepts_connections(std::uint16_t port) {
  const int made = connected_to(port);
  if (made < 0) return false;
  ::close(made);
  return true;
}

}  // namespace accolade
