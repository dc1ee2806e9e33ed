// The lines of the log, and the headers of every answer.
#include "handlers/http/log.h"

#include <gtest/gtest.h>

#include "handlers/http/security.h"

namespace accolade::http {
namespace {

TEST(Log, ALineIsOneJsonObject) {
  const Answered answered{.request_id = "0123456789abcdef",
                          .method = "GET",
                          .path = "/a\"b\n",
                          .status = 200,
                          .took = std::chrono::milliseconds(3),
                          .bytes = 12,
                          .person = "7"};

  EXPECT_EQ(line_of(answered, Instant(std::chrono::hours(12))),
            R"({"time":"1970-01-01T12:00:00Z","level":"info","request":"0123456789abcdef",)"
            R"("method":"GET","path":"/a\"b\n","status":200,"microseconds":3000,"bytes":12,)"
            R"("person":"7"})");
}

TEST(SecurityHeaders, AreOnEveryAnswerUnlessTheHandlerSaysOtherwise) {
  using Headers = std::vector<std::pair<std::string, std::string>>;
  Response response;
  response.set("cache-control", "public, max-age=60");
  add_security_headers(response, Scheme::Https);

  EXPECT_EQ(response.headers,
            (Headers{{"cache-control", "public, max-age=60"},
                     {"Content-Security-Policy",
                      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' "
                      "data:; font-src "
                      "'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                      "frame-ancestors 'none'"},
                     {"X-Content-Type-Options", "nosniff"},
                     {"Referrer-Policy", "same-origin"},
                     {"Cross-Origin-Opener-Policy", "same-origin"},
                     {"Permissions-Policy",
                      "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
                     {"Strict-Transport-Security", "max-age=31536000; includeSubDomains"}}));
}

}  // namespace
}  // namespace accolade::http
