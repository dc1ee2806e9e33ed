// Server-sent events: told when told, and no worker is held meanwhile.
#include <gtest/gtest.h>

#include "handlers/http/server.h"
#include "tests/handlers/http/running_server.h"
#include "tests/support/http_client.h"

namespace accolade::http {
namespace {

constexpr std::string_view change = "event: changed\ndata: read again\n\n";

Response stream_or_text(Request& request) {
  return request.path == "/events" ? event_stream() : text("page");
}

// Has asked for events and read the head of the answer.
struct Watcher {
  explicit Watcher(std::uint16_t port) : client(port) { head = client.get("/events"); }
  bool hears_change() { return client.read_bytes(change.size()) == change; }

  HttpClient client;
  HttpAnswer head;
};

TEST(Stream, HasAHeadWithoutAnEndAndSaysWhenItIsTold) {
  RunningServer server(stream_or_text);
  Watcher watcher(server.port());
  EXPECT_EQ(watcher.head.status, 200);
  EXPECT_EQ(watcher.head.header("Content-Type"), "text/event-stream");
  EXPECT_EQ(watcher.head.header("Content-Length"), "");
  EXPECT_EQ(watcher.head.header("Cache-Control"), "no-store");
  server.tell_streams();
  EXPECT_TRUE(watcher.hears_change());
  server.tell_streams();
  EXPECT_TRUE(watcher.hears_change());
}

TEST(Stream, SpeaksByItselfNowAndThen) {
  RunningServer server(stream_or_text, {.stream_pause = std::chrono::milliseconds(1)});
  Watcher watcher(server.port());
  EXPECT_TRUE(watcher.hears_change());
  EXPECT_TRUE(watcher.hears_change());
}

TEST(Stream, HoldsNoWorkerAndIsToldToEveryone) {
  RunningServer server(stream_or_text);  // with four workers
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (int i = 0; i < 20; ++i)
    watchers.push_back(std::make_unique<Watcher>(server.port()));
  EXPECT_EQ(HttpClient(server.port()).get("/").body, "page");
  server.tell_streams();
  for (const auto& watcher : watchers)
    EXPECT_TRUE(watcher->hears_change());
}

TEST(Stream, BeyondTheMostIsRefusedUntilOneIsGone) {
  RunningServer server(stream_or_text,
                       {.streams_max = 1, .stream_pause = std::chrono::milliseconds(1)});
  {
    Watcher first(server.port());
    EXPECT_TRUE(first.hears_change());
    const HttpAnswer second = HttpClient(server.port()).get("/events");
    EXPECT_EQ(second.status, 503);
    EXPECT_NE(second.header("Retry-After"), "");
  }
  int status = 503;
  for (int i = 0; i < 10'000 && status == 503; ++i)
    status = HttpClient(server.port()).get("/events").status;
  EXPECT_EQ(status, 200);
}

TEST(Stream, EndsAtOnceWhenTheServerStops) {
  RunningServer server(stream_or_text, {.stop_timeout = std::chrono::minutes(10)});
  Watcher watcher(server.port());
  server.stop();
  EXPECT_TRUE(watcher.client.is_closed());
  server.wait();
}

TEST(Stream, AskedForByHeadIsAnAnswerLikeAnyOther) {
  RunningServer server(stream_or_text);
  HttpClient client(server.port());
  client.send("HEAD /events HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read(true).status, 200);
  EXPECT_EQ(client.get("/").body, "page");
}

}  // namespace
}  // namespace accolade::http
