// What the sessions of one server share, and the start of one. Only server.cpp and session.cpp see
// this.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <random>
#include <set>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include "handlers/http/server.h"

namespace accolade::http {

// One socket. A deadline is looked at by the server's sweep, which cancels what the session waits
// for; beast::tcp_stream would close the socket instead, and 408 could not be said any more.
struct Connection {
  using Clock = std::chrono::steady_clock;
  enum class Phase { Idle, Busy };  // Idle may be closed at any time

  explicit Connection(boost::asio::ip::tcp::socket connected) : socket(std::move(connected)) {}

  void within(std::chrono::milliseconds limit) {
    deadline = Clock::now() + limit;
    timed_out = false;
  }
  void without_limit() { deadline = Clock::time_point::max(); }

  boost::asio::ip::tcp::socket socket;
  std::string peer_address;
  Clock::time_point deadline = Clock::time_point::max();
  bool timed_out = false;
  Phase phase = Phase::Idle;
};

// Everything but `handler` is touched by the thread in Server::run alone, so there are no locks.
struct Serving {
  Serving(ServerSettings given_settings, Handler given_handler)
      : settings(std::move(given_settings)),
        handler(std::move(given_handler)),
        workers(settings.worker_threads) {}

  const ServerSettings settings;
  const Handler handler;
  std::mt19937_64 request_ids{std::random_device{}()};
  boost::asio::io_context io{1};
  std::set<std::shared_ptr<Connection>> connections;
  std::set<boost::asio::steady_timer*> streams;  // what each waits for
  std::uint64_t changes = 0;                     // how often they were told
  std::size_t in_flight = 0;
  bool stopping = false;
  boost::asio::thread_pool workers;  // last: it ends before what its work refers to
};

// Something changed, or the server stops.
void wake_streams(Serving& serving);

// Serves the connection until either side closes it, then calls `ended`.
void start_session(Serving& serving, const std::shared_ptr<Connection>& connection,
                   std::function<void()> ended);

}  // namespace accolade::http
