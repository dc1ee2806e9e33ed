// What is said when a request cannot be served.
#include "handlers/http/failure.h"

#include <gtest/gtest.h>

namespace accolade::http {
namespace {

TEST(Failure, IsAPageForPeopleAndAProblemForPrograms) {
  Request request;
  request.id = "0123456789abcdef";
  request.path = "/calls";
  const Response page = plain_failure(request, {404, "Not <here>", "Check the address."});
  request.path = "/api/v1/calls";
  const Response document = plain_failure(request, {404, "Not here", "Check the address."});

  EXPECT_EQ(page.status, 404);
  EXPECT_EQ(page.body,
            "<!doctype html>\n<html lang=\"en\">\n"
            "<head><meta charset=\"utf-8\"><title>Not &lt;here&gt;</title></head>\n"
            "<body><main>\n<h1>Not &lt;here&gt;</h1>\n<p>Check the address.</p>\n</main></body>\n"
            "</html>\n");
  EXPECT_EQ(document.body, R"({"type":"about:blank","title":"Not here","status":404,)"
                           R"("detail":"Check the address."})");
}

TEST(Failure, OursCarriesTheRequestsId) {
  Request request;
  request.id = "0123456789abcdef";
  request.path = "/calls";
  EXPECT_NE(plain_failure(request, broken()).body.find("<code>0123456789abcdef</code>"),
            std::string::npos);

  request.path = "/api/v1/calls";
  EXPECT_EQ(plain_failure(request, {500, "Broken", "Try again."}).body,
            R"({"type":"about:blank","title":"Broken","status":500,"detail":"Try again.",)"
            R"("request":"0123456789abcdef"})");
}

TEST(Failure, EveryReasonHasItsStatus) {
  EXPECT_EQ(status_of(Why::NotPossible), 409);
  EXPECT_EQ(status_of(Why::NotAllowed), 403);
  EXPECT_EQ(status_of(Why::Invalid), 422);
  EXPECT_EQ(status_of(Why::Runaway), 409);
  EXPECT_EQ(status_of(Why::Failed), 409);
  EXPECT_EQ(status_of(Why::NotFound), 404);
  EXPECT_EQ(status_of(Why::Stale), 409);
  EXPECT_EQ(status_of(Why::Busy), 503);
}

TEST(Failure, ARefusalNamesEachField) {
  const Response response =
      problem(Refusal{Why::Invalid, "Two answers are missing.", {{"title", "Give a title."}}});

  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.body,
            R"({"type":"about:blank","title":"Some answers need another look","status":422,)"
            R"("detail":"Two answers are missing.",)"
            R"("errors":[{"field":"title","detail":"Give a title."}]})");
  EXPECT_EQ(problem(Refusal{Why::Busy, "Wait."}).header("Retry-After"), "2");
}

}  // namespace
}  // namespace accolade::http
