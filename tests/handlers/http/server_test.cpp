// The server through a socket: times, keep-alive, failures and the graceful stop.
#include "handlers/http/server.h"

#include <ctime>
#include <future>
#include <latch>
#include <stdexcept>

#include <gtest/gtest.h>

#include "handlers/http/router.h"
#include "tests/handlers/http/running_server.h"
#include "tests/support/http_client.h"

namespace accolade::http {
namespace {

using std::chrono::milliseconds;

// A handler that waits to be let go, and says when it has begun.
struct Gate {
  std::latch entered{1};
  std::latch open{1};

  Response pass() {
    entered.count_down();
    open.wait();
    return text("through");
  }
};

bool is_request_id(const std::string& id) {
  return id.size() == 16 && id.find_first_not_of("0123456789abcdef") == id.npos;
}

TEST(Server, AnswersWithDateIdAndSecurityHeadersAndNoName) {
  RunningServer server(echo);
  const HttpAnswer answer = HttpClient(server.port()).get("/a%20b?token=1");

  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "GET /a b []");
  EXPECT_EQ(answer.header("Content-Length"), "11");
  EXPECT_EQ(answer.header("Server"), "");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_TRUE(is_request_id(answer.header("X-Request-Id")));
  std::tm date{};
  EXPECT_EQ(*strptime(answer.header("Date").c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date), '\0');
}

TEST(Server, HandsTheWholeRequestToTheHandler) {
  Request seen;
  RunningServer server(
      [&](Request& request) {
        seen = request;
        return text("ok");
      },
      {.clock = [] { return Instant(std::chrono::hours(12)); }});
  HttpClient(server.port())
      .post("/x?a=1", "body",
            {{"Cookie", "s=1; t=2"}, {"Cookie", "u=3"}, {"X-Forwarded-For", "6.6.6.6"}});

  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.target, "/x?a=1");
  EXPECT_EQ(seen.path, "/x");
  EXPECT_EQ(seen.asked("a"), "1");
  EXPECT_EQ(seen.cookie("t"), "2");
  EXPECT_EQ(seen.cookie("u"), "3");
  EXPECT_EQ(seen.body, "body");
  EXPECT_EQ(seen.remote_address, "127.0.0.1");
  EXPECT_EQ(seen.received, Instant(std::chrono::hours(12)));
  EXPECT_TRUE(is_request_id(seen.id));
}

TEST(Server, TakesTheBrowsersAddressFromATrustedProxy) {
  RunningServer server([](Request& request) { return text(request.remote_address); },
                       {.forwarded_for = ForwardedFor::Trusted});

  EXPECT_EQ(HttpClient(server.port()).get("/", {{"X-Forwarded-For", "6.6.6.6, 192.0.2.7"}}).body,
            "192.0.2.7");
}

TEST(Server, KeepsAConnectionForTheNextRequest) {
  RunningServer server(echo);
  HttpClient client(server.port());

  EXPECT_EQ(client.get("/1").body, "GET /1 []");
  EXPECT_EQ(client.post("/2", "two").body, "POST /2 [two]");
  EXPECT_EQ(client.get("/3", {{"Connection", "close"}}).header("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  RunningServer server(echo);
  HttpClient client(server.port());
  client.send(
      "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\noneGET /2 HTTP/1.1\r\nHost: "
      "a\r\n\r\n");

  EXPECT_EQ(client.read().body, "POST /1 [one]");
  EXPECT_EQ(client.read().body, "GET /2 []");
}

TEST(Server, HeadHasTheLengthAndNoBody) {
  RunningServer server(echo);
  HttpClient client(server.port());
  const HttpAnswer head = client.request("HEAD", "/x");

  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), "10");
  EXPECT_EQ(client.get("/y").body, "GET /y []");
}

TEST(Server, NoContentHasNoLength) {
  RunningServer server([](Request&) { return Response{.status = 204}; });
  HttpClient client(server.port());

  EXPECT_EQ(client.get("/").header("Content-Length"), "");
  EXPECT_EQ(client.get("/").status, 204);
}

TEST(Server, RoutesAnswer405WithAllowAnd404) {
  RunningServer server(
      Router({{"GET", "/calls/{id}", [](const Request&) { return text("call"); }}}));
  HttpClient client(server.port());

  EXPECT_EQ(client.get("/calls/1").body, "call");
  EXPECT_EQ(client.get("/").status, 404);
  const HttpAnswer refused = client.post("/calls/1", "x");
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.header("Allow"), "GET, HEAD");
}

TEST(Server, OldClientsAreAnsweredAndClosed) {
  RunningServer server(echo);
  HttpClient client(server.port());
  client.send("GET /old HTTP/1.0\r\n\r\n");

  EXPECT_EQ(client.read().body, "GET /old []");
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, AHeaderThatTricklesIsAnswered408) {
  RunningServer server(echo, {.header_timeout = milliseconds(50)});
  HttpClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHos");

  EXPECT_EQ(client.read().status, 408);
  client.finish_sending();
  EXPECT_TRUE(client.is_closed());
}

TEST(Server, ABodyThatTricklesIsAnswered408) {
  RunningServer server(echo, {.body_timeout = milliseconds(50)});
  HttpClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");

  EXPECT_EQ(client.read().status, 408);
}

TEST(Server, ASilentConnectionIsClosedWithoutAWord) {
  RunningServer server(echo, {.idle_timeout = milliseconds(50)});
  HttpClient client(server.port());

  EXPECT_TRUE(client.is_closed());
}

TEST(Server, AClientThatNeverReadsTheEndIsLetGo) {
  RunningServer server(echo, {.linger_timeout = milliseconds(50)});
  HttpClient client(server.port());
  client.get("/", {{"Connection", "close"}});

  EXPECT_TRUE(client.is_closed());
}

TEST(Server, BeyondTheRequestsInFlightIs503AndTheConnectionStays) {
  Gate gate;
  RunningServer server(
      [&](Request& request) { return request.path == "/slow" ? gate.pass() : echo(request); },
      {.requests_in_flight_max = 1});
  HttpClient first(server.port());
  first.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  gate.entered.wait();

  HttpClient second(server.port());
  const HttpAnswer refused = second.get("/");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("Retry-After"), "2");

  gate.open.count_down();
  EXPECT_EQ(first.read().body, "through");
  EXPECT_EQ(second.get("/").status, 200);
}

TEST(Server, BeyondTheConnectionsNewOnesWait) {
  RunningServer server(echo, {.connections_max = 1});
  auto first = std::make_unique<HttpClient>(server.port());
  EXPECT_EQ(first->get("/1").status, 200);
  HttpClient second(server.port());
  second.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(first->get("/3").status, 200);

  first.reset();
  EXPECT_EQ(second.read().body, "GET /2 []");
}

TEST(Server, AnExceptionIs500WithTheIdAndWithoutItsText) {
  testing::internal::CaptureStderr();
  HttpAnswer answer;
  {
    RunningServer server(
        [](Request&) -> Response { throw std::runtime_error("password=hunter2"); });
    answer = HttpClient(server.port()).get("/secret?token=xyz");
  }
  const std::string log = testing::internal::GetCapturedStderr();

  const std::string id = answer.header("X-Request-Id");
  EXPECT_EQ(answer.status, 500);
  EXPECT_NE(answer.body.find("<code>" + id + "</code>"), std::string::npos) << answer.body;
  EXPECT_EQ(answer.body.find("hunter2"), std::string::npos);
  EXPECT_NE(log.find("\"request\":\"" + id + "\",\"what\":\"password=hunter2\""), std::string::npos)
      << log;
  EXPECT_NE(log.find("\"method\":\"GET\",\"path\":\"/secret\",\"status\":500"), std::string::npos)
      << log;
  EXPECT_EQ(log.find("xyz"), std::string::npos) << log;
}

TEST(Server, AHeaderThatWouldSplitTheAnswerIs500) {
  RunningServer server([](Request&) {
    Response response = text("x");
    response.headers.emplace_back("X-Evil", "a\r\nSet-Cookie: b=1");
    return response;
  });
  const HttpAnswer answer = HttpClient(server.port()).get("/");

  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.header("Set-Cookie"), "");
}

TEST(Server, AGracefulStopFinishesWhatIsInFlight) {
  Gate gate;
  RunningServer server(
      [&](Request& request) { return request.path == "/slow" ? gate.pass() : echo(request); });
  HttpClient idle(server.port());
  EXPECT_EQ(idle.get("/").status, 200);
  HttpClient busy(server.port());
  busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  gate.entered.wait();

  server.stop();
  EXPECT_TRUE(idle.is_closed());
  EXPECT_FALSE(accepts_connections(server.port()));

  gate.open.count_down();
  const HttpAnswer answer = busy.read();
  EXPECT_EQ(answer.body, "through");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(busy.is_closed());
  busy.finish_sending();
  server.wait();
}

TEST(Server, AStopDoesNotWaitForeverForASlowClient) {
  RunningServer server(echo, {.stop_timeout = milliseconds(50)});
  HttpClient slow(server.port());
  EXPECT_EQ(slow.get("/").status, 200);
  slow.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(slow.read().status, 100);

  server.stop();
  server.wait();
}

TEST(Server, ManyClientsAtOnceGetTheirOwnAnswers) {
  RunningServer server(echo);
  std::vector<std::future<int>> clients;
  for (int number = 0; number < 8; ++number) {
    clients.push_back(std::async(std::launch::async, [&server, number] {
      HttpClient client(server.port());
      int right = 0;
      for (int at = 0; at < 50; ++at) {
        const std::string path = "/" + std::to_string(number) + "/" + std::to_string(at);
        right += client.post(path, path).body == "POST " + path + " [" + path + "]";
      }
      return right;
    }));
  }
  for (auto& client : clients)
    EXPECT_EQ(client.get(), 50);
}

TEST(Server, AnAddressThatIsTakenIsSaidPlainly) {
  const Server first({}, echo);
  try {
    const Server second({.port = first.port()}, echo);
    FAIL() << "listens twice";
  } catch (const std::runtime_error& refused) {
    EXPECT_EQ(refused.what(), "Cannot listen on 127.0.0.1 port " + std::to_string(first.port()) +
                                  ": Address already in use.");
  }
}

}  // namespace
}  // namespace accolade::http
