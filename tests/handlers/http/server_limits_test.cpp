// What the server refuses before a handler sees it: too much, and what cannot be read in one way.
#include <gtest/gtest.h>

#include "tests/handlers/http/running_server.h"
#include "tests/support/http_client.h"

namespace accolade::http {
namespace {

struct Limits : testing::Test {
  int handled = 0;
  RunningServer server{[this](Request& request) {
                         ++handled;
                         return echo(request);
                       },
                       {.header_bytes_max = 1'024, .body_bytes_max = 1'000}};
  HttpClient client{server.port()};

  // The answer to `bytes`, after which the server must have closed without asking the handler.
  HttpAnswer refused(std::string_view bytes) {
    client.send(bytes);
    HttpAnswer answer = client.read();
    client.finish_sending();
    EXPECT_TRUE(client.is_closed());
    EXPECT_EQ(handled, 0);
    return answer;
  }
};

TEST_F(Limits, ABodyOfExactlyTheLimitIsTaken) {
  EXPECT_EQ(client.post("/", std::string(1'000, 'x')).status, 200);
}

TEST_F(Limits, ATooLargeContentLengthIs413BeforeTheBody) {
  const HttpAnswer answer =
      refused("POST /api/v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n");

  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
}

TEST_F(Limits, ATooLargeBodyThatIsAllSentStillGetsItsAnswer) {
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n" +
                    std::string(4'000'000, 'x'))
                .status,
            413);
}

TEST_F(Limits, TooManyChunksAre413) {
  std::string bytes = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int at = 0; at < 11; ++at)
    bytes += "64\r\n" + std::string(100, 'x') + "\r\n";

  EXPECT_EQ(refused(bytes + "0\r\n\r\n").status, 413);
}

TEST_F(Limits, OneChunkThatIsTooLargeIs413) {
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n" +
                    std::string(2'000, 'x'))
                .status,
            413);
}

TEST_F(Limits, ChunksWithinTheLimitAreJoined) {
  client.send(
      "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\none\r\n4\r\n two\r\n0\r\n\r\n");

  EXPECT_EQ(client.read().body, "POST /c [one two]");
}

TEST_F(Limits, ATooLargeHeaderIs431) {
  EXPECT_EQ(
      refused("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(4'000, 'x') + "\r\n\r\n").status,
      431);
}

TEST_F(Limits, AnEndlessHeaderIs431) {
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(4'000, 'x')).status, 431);
}

TEST_F(Limits, AnEndlessRequestLineIs431) {
  EXPECT_EQ(refused("GET /" + std::string(4'000, 'x')).status, 431);
}

TEST_F(Limits, AnExpectationIsAnsweredBeforeTheBody) {
  client.send("POST /e HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);

  client.send("one");
  EXPECT_EQ(client.read().body, "POST /e [one]");
}

TEST_F(Limits, AnExpectationOfTooMuchIs413) {
  EXPECT_EQ(
      refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n")
          .status,
      413);
}

TEST_F(Limits, AnotherExpectationIs417) {
  EXPECT_EQ(
      refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: the moon\r\n\r\n").status,
      417);
}

class Garbage : public Limits, public testing::WithParamInterface<const char*> {};

TEST_P(Garbage, Is400) {
  EXPECT_EQ(refused(GetParam()).status, 400);
}

INSTANTIATE_TEST_SUITE_P(
    Requests, Garbage,
    testing::Values("\x16\x03\x01\x02hello tls\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
                    "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
                    "GET /?q=%ff HTTP/1.1\r\nHost: a\r\n\r\n",
                    "GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "GET / HTTP/1.1\r\nnonsense\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: "
                    "chunked\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
                    "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"));

}  // namespace
}  // namespace accolade::http
