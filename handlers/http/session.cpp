// One connection from first byte to last. The only coroutine file: every coroutine here is a
// function with parameters, since g++ 12 destroys capturing lambdas in a co_await expression twice.
#include "handlers/http/session.h"

#include <array>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <fmt/chrono.h>

#include "handlers/http/answer.h"
#include "handlers/http/log.h"
#include "handlers/http/parse.h"

#if defined(__GNUC__) && !defined(__clang__)
// g++ 12, optimising: it pairs Asio's operator delete for frames with the wrong operator new.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace accolade::http {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using boost::system::error_code;
using Buffer = boost::beast::flat_buffer;
using Parser = beast_http::request_parser<beast_http::string_body>;
using Message = beast_http::response<beast_http::string_body>;
using Phase = Connection::Phase;

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);

enum class RequestReading {
  Complete,
  Gone,  // the client: nobody is left to answer
  Malformed,
  TooSlow,
  HeaderTooLarge,
  BodyTooLarge,
  ExpectationFailed,
};

enum class After { NextRequest, Close, Drop };

RequestReading reading_of(error_code error, const Connection& connection) {
  if (!error) return RequestReading::Complete;
  if (connection.timed_out) return RequestReading::TooSlow;
  if (error == beast_http::error::header_limit) return RequestReading::HeaderTooLarge;
  if (error == beast_http::error::buffer_overflow) return RequestReading::HeaderTooLarge;
  if (error == beast_http::error::body_limit) return RequestReading::BodyTooLarge;
  if (error == beast_http::error::end_of_stream) return RequestReading::Gone;
  if (error == beast_http::error::partial_message) return RequestReading::Gone;
  const error_code any_of_http = beast_http::error::bad_target;
  return error.category() == any_of_http.category() ? RequestReading::Malformed
                                                    : RequestReading::Gone;
}

Failure failure_of(RequestReading reading, const ServerSettings& settings) {
  switch (reading) {
    case RequestReading::TooSlow:
      return too_slow();
    case RequestReading::HeaderTooLarge:
      return header_too_large();
    case RequestReading::BodyTooLarge:
      return body_too_large(settings);
    case RequestReading::ExpectationFailed:
      return expectation_failed();
    case RequestReading::Complete:
    case RequestReading::Gone:
    case RequestReading::Malformed:
      break;
  }
  return malformed();
}

// A head whose length or host two servers could read differently (RFC 9112, 3.2 and 6.3): the way
// to smuggle a request past a proxy. Beast refuses two lengths and both length and chunks itself.
bool is_ambiguous(const Parser& parser) {
  const auto& head = parser.get();
  const bool encoded = head.count(beast_http::field::transfer_encoding) > 0;
  if (encoded && (head.version() < 11 || !parser.chunked())) return true;
  const std::size_t hosts = head.count(beast_http::field::host);
  return hosts > 1 || (hosts == 0 && head.version() >= 11);
}

asio::awaitable<bool> first_byte(Serving& serving, Connection& connection, Buffer& buffer) {
  if (buffer.size() > 0) co_return true;  // pipelined
  if (serving.stopping) co_return false;
  connection.phase = Phase::Idle;
  connection.within(serving.settings.idle_timeout);
  const auto [error, count] =
      co_await connection.socket.async_read_some(buffer.prepare(4'096), quietly);
  connection.phase = Phase::Busy;
  buffer.commit(count);
  co_return !error;
}

asio::awaitable<RequestReading> read_body(Serving& serving, Connection& connection, Buffer& buffer,
                                          Parser& parser) {
  connection.within(serving.settings.body_timeout);
  const auto expected = parser.get().find(beast_http::field::expect);
  if (expected != parser.get().end() && parser.get().version() >= 11) {
    if (!boost::beast::iequals(expected->value(), "100-continue")) {
      co_return RequestReading::ExpectationFailed;
    }
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    if (buffer.size() == 0) {
      co_await asio::async_write(connection.socket, asio::buffer(go_on), quietly);
    }
  }
  const auto [error, count] =
      co_await beast_http::async_read(connection.socket, buffer, parser, quietly);
  co_return reading_of(error, connection);
}

asio::awaitable<RequestReading> read_request(Serving& serving, Connection& connection,
                                             Buffer& buffer, Parser& parser) {
  parser.header_limit(static_cast<std::uint32_t>(serving.settings.header_bytes_max));
  parser.body_limit(serving.settings.body_bytes_max);
  connection.within(serving.settings.header_timeout);
  const auto [error, count] =
      co_await beast_http::async_read_header(connection.socket, buffer, parser, quietly);
  if (error) co_return reading_of(error, connection);
  if (is_ambiguous(parser)) co_return RequestReading::Malformed;
  if (parser.is_done()) co_return RequestReading::Complete;
  co_return co_await read_body(serving, connection, buffer, parser);
}

// As much of the request as was read.
Request request_from(Serving& serving, const Connection& connection, Parser& parser) {
  auto& message = parser.get();
  Request request{.id = fmt::format("{:016x}", serving.request_ids()),
                  .method = message.method_string(),
                  .target = message.target(),
                  .path = {},
                  .body = std::move(message.body()),
                  .remote_address = connection.peer_address,
                  .received = serving.settings.clock()};
  std::string cookies;
  for (const auto& field : message) {
    request.headers.emplace(field.name_string(), field.value());
    if (field.name() != beast_http::field::cookie) continue;
    cookies.append(field.value()).append(";");
  }
  request.cookies = parse_cookies(cookies);
  if (serving.settings.forwarded_for == ForwardedFor::Trusted) {
    request.remote_address = forwarded_address(request, connection.peer_address);
  }
  return request;
}

Message message_from(const Request& request, Response response) {
  Message message(static_cast<beast_http::status>(response.status), 11);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  message.set(beast_http::field::date,
              fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now)));
  for (const auto& [name, value] : response.headers)
    message.insert(name, value);

  const bool never_has_body = response.status == 204 || response.status == 304;
  if (!never_has_body) message.content_length(response.body.size());
  if (!never_has_body && request.method != "HEAD") message.body() = std::move(response.body);
  return message;
}

asio::awaitable<Response> answer_on_worker(const Serving& serving, Request& request) {
  co_return answer(serving.handler, serving.settings, request);
}

asio::awaitable<Response> respond(Serving& serving, Connection& connection, Request& request) {
  if (serving.in_flight >= serving.settings.requests_in_flight_max) {
    co_return answer_failure(serving.settings, request, busy());
  }
  ++serving.in_flight;
  connection.without_limit();
  Response response = co_await asio::co_spawn(serving.workers, answer_on_worker(serving, request),
                                              asio::use_awaitable);
  --serving.in_flight;
  co_return response;
}

// Whoever waits for changes; gone from the list when it ends, however that happens.
class Listener {
 public:
  explicit Listener(Serving& serving) : timer(serving.io), serving_(serving) {
    serving_.streams.insert(&timer);
  }
  ~Listener() { serving_.streams.erase(&timer); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  asio::steady_timer timer;

 private:
  Serving& serving_;
};

// The head alone: the body has no end (RFC 9112, 6.3).
asio::awaitable<bool> begin_stream(Serving& serving, Connection& connection, Message& message) {
  message.erase(beast_http::field::content_length);
  message.keep_alive(false);
  connection.within(serving.settings.write_timeout);
  beast_http::response_serializer<beast_http::string_body> head(message);
  const auto [error, count] =
      co_await beast_http::async_write_header(connection.socket, head, quietly);
  co_return !error;
}

// Until the client is gone or the server stops. Listens before it answers: who has the answer is
// told of everything from then on.
asio::awaitable<void> stream(Serving& serving, Connection& connection, Message& message) {
  constexpr std::string_view changed = "event: changed\ndata: read again\n\n";
  Listener listener(serving);
  std::uint64_t told = serving.changes;
  if (!co_await begin_stream(serving, connection, message)) co_return;
  while (!serving.stopping) {
    if (told == serving.changes) {
      connection.without_limit();
      listener.timer.expires_after(serving.settings.stream_pause);
      co_await listener.timer.async_wait(quietly);
    }
    if (serving.stopping) co_return;
    told = serving.changes;
    connection.within(serving.settings.write_timeout);
    const auto [error, count] =
        co_await asio::async_write(connection.socket, asio::buffer(changed), quietly);
    if (error) co_return;
  }
}

asio::awaitable<After> exchange(Serving& serving, Connection& connection, Buffer& buffer) {
  Parser parser;
  const RequestReading reading = co_await read_request(serving, connection, buffer, parser);
  if (reading == RequestReading::Gone) co_return After::Drop;
  const auto begin = Connection::Clock::now();
  Request request = request_from(serving, connection, parser);
  const bool understood = understand_target(request);

  Response response;
  if (reading == RequestReading::Complete && understood) {
    response = co_await respond(serving, connection, request);
    if (response.is_stream && serving.streams.size() >= serving.settings.streams_max) {
      response = answer_failure(serving.settings, request, busy());
    }
  } else {
    response = answer_failure(serving.settings, request, failure_of(reading, serving.settings));
  }

  const bool keep =
      reading == RequestReading::Complete && understood && parser.keep_alive() && !serving.stopping;
  Answered answered{.request_id = request.id,
                    .method = request.method,
                    .path = request.path,
                    .status = response.status,
                    .person = std::move(response.person)};
  const bool is_stream = response.is_stream && request.method == "GET";
  Message message = message_from(request, std::move(response));
  message.version(parser.get().version() == 10 ? 10 : 11);
  message.keep_alive(keep);
  answered.bytes = message.body().size();
  if (is_stream) {
    log_answered(answered);
    co_await stream(serving, connection, message);
    co_return After::Drop;
  }
  connection.within(serving.settings.write_timeout);
  const auto [error, count] = co_await beast_http::async_write(connection.socket, message, quietly);
  answered.took =
      std::chrono::duration_cast<std::chrono::microseconds>(Connection::Clock::now() - begin);
  log_answered(answered);
  if (error) co_return After::Drop;
  co_return keep ? After::NextRequest : After::Close;
}

// A socket closed with unread bytes in it resets the connection, and the client may lose the
// answer: say that nothing more comes, then read to the client's end (RFC 9112, 9.6).
asio::awaitable<void> linger(Serving& serving, Connection& connection) {
  error_code ignored;
  connection.socket.shutdown(asio::socket_base::shutdown_send, ignored);
  connection.phase = Phase::Idle;
  connection.within(serving.settings.linger_timeout);
  std::array<char, 4'096> scrap;
  while (true) {
    const auto [error, count] =
        co_await connection.socket.async_read_some(asio::buffer(scrap), quietly);
    if (error || connection.timed_out) co_return;
  }
}

asio::awaitable<void> serve(Serving& serving, std::shared_ptr<Connection> connection) {
  Buffer buffer;
  After after = After::NextRequest;
  while (after == After::NextRequest) {
    const bool arrived = co_await first_byte(serving, *connection, buffer);
    after = arrived ? co_await exchange(serving, *connection, buffer) : After::Drop;
  }
  if (after == After::Close) co_await linger(serving, *connection);
}

}  // namespace

void wake_streams(Serving& serving) {
  ++serving.changes;
  for (asio::steady_timer* const timer : serving.streams)
    timer->cancel();
}

void start_session(Serving& serving, const std::shared_ptr<Connection>& connection,
                   std::function<void()> ended) {
  asio::co_spawn(serving.io, serve(serving, connection),
                 [connection, ended = std::move(ended)](const std::exception_ptr& thrown) {
                   try {
                     if (thrown) std::rethrow_exception(thrown);
                   } catch (const std::exception& broken_session) {
                     log_broken("", broken_session.what());
                   }
                   ended();
                 });
}

}  // namespace accolade::http
