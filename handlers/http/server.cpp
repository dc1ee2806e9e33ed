// Accepting, the sweep over deadlines, and the graceful stop.
#include "handlers/http/server.h"

#include <stdexcept>

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>

#include "handlers/http/log.h"
#include "handlers/http/session.h"

namespace accolade::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = Connection::Clock;

namespace {

constexpr std::chrono::milliseconds sweep_every{100};

tcp::endpoint endpoint_of(const ServerSettings& settings, asio::io_context& io) {
  error_code error;
  const auto found = tcp::resolver(io).resolve(settings.address, std::to_string(settings.port),
                                               tcp::resolver::passive, error);
  if (error || found.empty()) {
    throw std::runtime_error(
        fmt::format("Cannot listen on {}: there is no such address on this "
                    "machine.",
                    settings.address));
  }
  return found.begin()->endpoint();
}

std::string address_of(const tcp::endpoint& peer) {
  const asio::ip::address address = peer.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

}  // namespace

class Server::Listening {
 public:
  Listening(ServerSettings settings, Handler handler)
      : serving_(std::move(settings), std::move(handler)),
        acceptor_(serving_.io),
        sweep_(serving_.io),
        signals_(serving_.io) {
    listen();
    for (const int number : serving_.settings.stop_signals)
      signals_.add(number);
  }

  std::uint16_t port() const { return port_; }

  void run() {
    if (!serving_.settings.stop_signals.empty()) {
      signals_.async_wait([this](error_code error, int) {
        if (!error) begin_stop();
      });
    }
    sweep_later();
    accept_next();
    serving_.io.run();
    serving_.workers.stop();
    serving_.workers.join();
  }

  void stop() {
    asio::post(serving_.io, [this] { begin_stop(); });
  }

  void tell_streams() {
    asio::post(serving_.io, [this] { wake_streams(serving_); });
  }

 private:
  void listen() {
    const tcp::endpoint endpoint = endpoint_of(serving_.settings, serving_.io);
    try {
      acceptor_.open(endpoint.protocol());
      acceptor_.set_option(tcp::acceptor::reuse_address(true));
      if (endpoint.address().is_v6()) acceptor_.set_option(asio::ip::v6_only(false));
      acceptor_.bind(endpoint);
      acceptor_.listen();
      port_ = acceptor_.local_endpoint().port();
    } catch (const boost::system::system_error& refused) {
      throw std::runtime_error(fmt::format("Cannot listen on {} port {}: {}.",
                                           serving_.settings.address, serving_.settings.port,
                                           refused.code().message()));
    }
  }

  void accept_next() {
    accepting_ =
        !serving_.stopping && serving_.connections.size() < serving_.settings.connections_max;
    if (!accepting_) return;
    acceptor_.async_accept([this](error_code error, tcp::socket socket) {
      if (serving_.stopping || error == asio::error::operation_aborted) return;
      if (error && error != asio::error::connection_aborted) {
        accepting_ = false;  // out of file descriptors, most likely: the sweep tries again
        log_broken("", fmt::format("accept: {}", error.message()));
        return;
      }
      if (!error) admit(std::move(socket));
      accept_next();
    });
  }

  void admit(tcp::socket socket) {
    error_code error;
    const tcp::endpoint peer = socket.remote_endpoint(error);
    if (error) return;
    socket.set_option(tcp::no_delay(true), error);
    auto connection = std::make_shared<Connection>(std::move(socket));
    connection->peer_address = address_of(peer);
    serving_.connections.insert(connection);
    start_session(serving_, connection, [this, connection] { leave(connection); });
  }

  void leave(const std::shared_ptr<Connection>& connection) {
    serving_.connections.erase(connection);
    if (!accepting_) accept_next();
    end_if_empty();
  }

  // One timer for all connections: a deadline costs its session one assignment.
  void sweep_later() {
    sweep_.expires_after(sweep_every);
    sweep_.async_wait([this](error_code error) {
      if (error) return;
      sweep(Clock::now());
      sweep_later();
    });
  }

  void sweep(Clock::time_point now) {
    for (const auto& connection : serving_.connections) {
      if (connection->deadline > now) continue;
      connection->without_limit();
      connection->timed_out = true;
      error_code ignored;
      connection->socket.cancel(ignored);
    }
    if (!accepting_) accept_next();
    if (serving_.stopping && now > stop_by_) {
      log_note(fmt::format("stopped with {} connections still open", serving_.connections.size()));
      serving_.io.stop();
    }
  }

  void begin_stop() {
    if (serving_.stopping) return;
    serving_.stopping = true;
    stop_by_ = Clock::now() + serving_.settings.stop_timeout;
    error_code ignored;
    acceptor_.close(ignored);
    signals_.cancel(ignored);
    for (const auto& connection : serving_.connections) {
      if (connection->phase == Connection::Phase::Idle) connection->socket.cancel(ignored);
    }
    wake_streams(serving_);
    end_if_empty();
  }

  void end_if_empty() {
    if (serving_.stopping && serving_.connections.empty()) serving_.io.stop();
  }

  Serving serving_;
  tcp::acceptor acceptor_;
  asio::steady_timer sweep_;
  asio::signal_set signals_;
  std::uint16_t port_ = 0;
  bool accepting_ = false;
  Clock::time_point stop_by_ = Clock::time_point::max();
};

Instant system_now() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

Server::Server(ServerSettings settings, Handler handler)
    : listening_(std::make_unique<Listening>(std::move(settings), std::move(handler))) {}

Server::~Server() = default;

std::uint16_t Server::port() const {
  return listening_->port();
}

void Server::run() {
  listening_->run();
}

void Server::tell_streams() {
  listening_->tell_streams();
}

void Server::stop() {
  listening_->stop();
}

}  // namespace accolade::http
