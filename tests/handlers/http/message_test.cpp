// Requests as handlers read them, responses as they build them.
#include "handlers/http/message.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace accolade::http {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

TEST(Request, HeadersAreFoundInAnyCase) {
  Request request;
  request.headers.emplace("X-First", "1");
  request.headers.emplace("x-first", "2");
  request.headers.emplace("X-Firsts", "3");

  EXPECT_EQ(request.header("x-FIRST"), "1");
  EXPECT_EQ(request.header("X-Fir"), "");
}

TEST(Request, AnUnknownParameterIsADefectOfTheRoute) {
  Request request;
  request.parameters["id"] = "7";

  EXPECT_EQ(request.parameter("id"), "7");
  EXPECT_THROW(request.parameter("event"), std::logic_error);
}

TEST(Response, RefusesHeaderValuesThatWouldStartAnotherHeader) {
  Response response;

  EXPECT_THROW(response.set("Location", "/a\r\nSet-Cookie: x=1"), std::invalid_argument);
  EXPECT_THROW(response.add("Location", "/a\nb"), std::invalid_argument);
  EXPECT_THROW(response.set("Location", std::string_view("a\0b", 3)), std::invalid_argument);
  EXPECT_THROW(response.set("Bad Name", "x"), std::invalid_argument);
  EXPECT_THROW(see_other("/a\r\n"), std::invalid_argument);
  EXPECT_EQ(response.headers, Headers{});
}

TEST(Response, SetReplacesAndAddKeeps) {
  Response response;
  response.set("ETag", "1");
  response.set("etag", "2");
  response.add("ETAG", "3");

  EXPECT_EQ(response.headers, (Headers{{"etag", "2"}, {"ETAG", "3"}}));
}

TEST(Response, AProblemIsAProblemDocument) {
  const Response response = problem(409, "Not possible now", "The call is closed.", {{"at", 1}});

  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(response.headers, (Headers{{"Content-Type", "application/problem+json"}}));
  EXPECT_EQ(response.body, R"({"type":"about:blank","title":"Not possible now","status":409,)"
                           R"("detail":"The call is closed.","at":1})");
}

TEST(Response, AnAttachmentKeepsItsNameInUtf8) {
  const Response response = attachment("%PDF", "application/pdf", "R\xc3\xa9sum\xc3\xa9 \"1\".pdf");

  EXPECT_EQ(response.header("Content-Disposition"),
            "attachment; filename=\"R__sum__ _1_.pdf\"; "
            "filename*=UTF-8''R%C3%A9sum%C3%A9%20%221%22.pdf");
  EXPECT_EQ(response.body, "%PDF");
}

TEST(Cookie, IsForUsAloneAndSecureUnderHttps) {
  Response response;
  set_cookie(response, {"session", "abc", std::chrono::hours(1)}, Scheme::Https);
  set_cookie(response, {"note", ""}, Scheme::Http);

  EXPECT_EQ(
      response.headers,
      (Headers{{"Set-Cookie", "session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600; Secure"},
               {"Set-Cookie", "note=; Path=/; HttpOnly; SameSite=Lax"}}));
  EXPECT_THROW(set_cookie(response, {"session", "a; Domain=evil"}, Scheme::Http),
               std::invalid_argument);
}

}  // namespace
}  // namespace accolade::http
