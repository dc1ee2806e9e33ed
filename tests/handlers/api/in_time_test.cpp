// In time is what was completely received before the deadline, whenever it is decided: through a
// socket.
#include <atomic>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "db/open.h"
#include "engine/definition/loader.h"
#include "engine/use_case/transact.h"
#include "handlers/api/api.h"
#include "handlers/security/token.h"
#include "tests/handlers/http/running_server.h"
#include "tests/support/http_client.h"
#include "tests/support/temporary_folder.h"

namespace accolade {
namespace {

constexpr const char* bid_yaml = R"(
workflow: bid
people: {bidder: creator}
fields: {closes_at: {type: instant}}
deadlines: {close: closes_at}
sees: {bidder: all}
initial: open
states:
  open:
    form: {bidder: [closes_at]}
    timers: {lapse: {at: close, to: lapsed}}
    on:
      submit: {by: bidder, if: before(close), otherwise: The call has closed., to: sent}
  sent: {final: sent}
  lapsed: {final: lapsed}
)";

Package bids() {
  Loaded<Package> loaded = load_package("bids", {{"bid.yaml", bid_yaml}});
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << to_text(diagnostic);
  return loaded.value.value();
}

// The API on a store and a clock that stands still until a request has been received; then it may
// jump, as if the request had waited that long for a worker. There is no scheduler.
class InTime : public testing::Test {
 protected:
  InTime() {
    database_.packages->publish(bids());
    const PersonId bidder = database_.directory->ensure("ada@example.org", "Ada");
    database_.sessions->create({SessionId{}, bidder, token_hash("secret"), {}, {}});
  }

  static Instant at(const std::string& text) { return parse_instant(text).value(); }

  http::ServerSettings settings() {
    http::ServerSettings settings;
    settings.clock = [this] { return clock_.load(); };
    return settings;
  }

  HttpAnswer post(const std::string& path, const std::string& body) {
    return HttpClient(server_.port())
        .post("/api/v1" + path, body, {{"Authorization", "Bearer secret"}});
  }

  // Of a bid that is open until 16:00.
  std::string opened() {
    const HttpAnswer made = post(
        "/instances", R"({"workflow": "bid", "fields": {"closes_at": "2026-03-02T16:00:00Z"}})");
    EXPECT_EQ(made.status, 201) << made.body;
    return made.header("Location").substr(std::string("/api/v1/instances/").size());
  }

  std::uint16_t server_port() const { return server_.port(); }

  Configuration configuration(const std::string& id) {
    return database_.instances->load(*InstanceId::parse(id)).value().configuration;
  }

  std::atomic<Instant> clock_ = at("2026-03-02T12:00:00Z");
  std::atomic<Duration> queued_ = Duration::zero();  // between receipt and the worker

 private:
  static std::string migrated(const TemporaryFolder& folder) {
    std::string url = "sqlite:" + (folder.path() / "bids.db").string();
    migrate(url);
    return url;
  }

  TemporaryFolder folder_;
  Database database_ =
      open(migrated(folder_), decide_with, {.clock = [this] { return clock_.load(); }});
  Engine engine_{ports_of(database_)};
  Api api_{engine_, *database_.sessions, ""};
  const http::Router router_{api_routes(api_)};
  http::RunningServer server_{[this](http::Request& request) {
                                clock_ = clock_.load() + queued_.load();
                                return router_(request);
                              },
                              settings()};
};

TEST_F(InTime, AnEventReceivedBeforeTheDeadlineAndDecidedAfterItIsTaken) {
  const std::string id = opened();
  clock_ = at("2026-03-02T15:59:59Z");
  queued_ = std::chrono::seconds(5);

  const HttpAnswer answer = post("/instances/" + id + "/events/submit", "{}");

  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(configuration(id), Configuration{"sent"});
}

TEST_F(InTime, AnEventReceivedAtTheDeadlineIsRefusedThoughNoClockHasComeYet) {
  const std::string id = opened();
  clock_ = at("2026-03-02T16:00:00Z");

  const HttpAnswer answer = post("/instances/" + id + "/events/submit", "{}");

  EXPECT_EQ(answer.status, 409) << answer.body;
  EXPECT_EQ(configuration(id), Configuration{"lapsed"});
}

TEST_F(InTime, ABodyThatIsCompleteAtTheDeadlineIsLateHoweverEarlyItBegan) {
  const std::string id = opened();
  clock_ = at("2026-03-02T15:59:59Z");
  HttpClient slow(server_port());
  ASSERT_TRUE(slow.send("POST /api/v1/instances/" + id +
                        "/events/submit HTTP/1.1\r\nHost: localhost\r\n"
                        "Authorization: Bearer secret\r\nContent-Length: 2\r\n\r\n{"));
  clock_ = at("2026-03-02T16:00:00Z");
  ASSERT_TRUE(slow.send("}"));

  EXPECT_EQ(slow.read().status, 409);
  EXPECT_EQ(configuration(id), Configuration{"lapsed"});
}

}  // namespace
}  // namespace accolade
