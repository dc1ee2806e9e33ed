// The search, filters and one's own page as functions over the real engine, with the award.
#include <boost/json.hpp>
#include <gmock/gmock.h>

#include "handlers/pages/home_page.h"
#include "handlers/pages/paths.h"
#include "tests/handlers/pages/award_world.h"

namespace accolade::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class SearchPages : public AwardWorld {
 protected:
  Inputs kept(const std::string& name, const std::string& typed) {
    return {{"_csrf", "token"}, {"name", name},   {"place", ""},     {"workflow", ""},
            {"state", ""},      {"typed", typed}, {"sort", "newest"}};
  }
  std::string title() { return engine_.show(call_, sofia_)->title; }
};

TEST_F(SearchPages, EveryPageAsksForWordsAndTheAnswerIsGroupedByCall) {
  EXPECT_THAT(get("/", sofia_).body, HasSubstr("action=\"/search\""));
  const http::Response empty = get("/search", sofia_);
  EXPECT_EQ(empty.status, 200);
  EXPECT_THAT(empty.body, Not(HasSubstr("found-count")));
  const std::string word = title().substr(0, 4);
  const http::Response found = get("/search?q=" + percent_encoded(word), sofia_);
  EXPECT_EQ(found.status, 200);
  EXPECT_THAT(found.body, AllOf(HasSubstr("1 found"), HasSubstr("href=\"" + path_to(call_) + "\""),
                                HasSubstr("Keep what is shown here")));
  EXPECT_THAT(get("/search?q=nosuchword", sofia_).body,
              HasSubstr("Nothing that you may see has these words."));
}

TEST_F(SearchPages, WhateverIsTypedComesBackEscapedAndIsNoError) {
  const http::Response page =
      get("/search?q=" + percent_encoded("\"><b>*:NEAR(") + "&page=99&kind=x&state=y", sofia_);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("&quot;&gt;&lt;b&gt;"), Not(HasSubstr("\"><b>"))));
  const http::Response many = get("/search?q=a+b+c+d+e+f+g+h+i", sofia_);
  EXPECT_EQ(many.status, 422);
  EXPECT_THAT(many.body, HasSubstr("Search for at most 8 words at once."));
}

TEST_F(SearchPages, PreparedCallIsFoundByTheSecretariatAlone) {
  const InstanceId hidden = prepared_call();
  const std::string word = engine_.show(hidden, sofia_)->title.substr(0, 4);
  const std::string page = "/search?q=" + percent_encoded(word);
  const std::string link = "href=\"" + path_to(hidden) + "\"";
  EXPECT_THAT(get(page, sofia_).body, HasSubstr(link));
  EXPECT_THAT(get(page, marta_).body, Not(HasSubstr(link)));
  EXPECT_THAT(get(page, PersonId{}).body, Not(HasSubstr(link)));
}

TEST_F(SearchPages, ListIsSearchedAndKeepsItsFilter) {
  const std::string list = path_to(call_) + "/children/nomination";
  EXPECT_THAT(get(list, sofia_).body,
              AllOf(HasSubstr("Find in this list"), HasSubstr("Keep what is shown here")));
  const http::Response page = get(list + "?q=nosuchword&sort=newest", sofia_);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body,
              AllOf(HasSubstr("Nothing here has these words."), HasSubstr("value=\"nosuchword\"")));
}

TEST_F(SearchPages, FilterIsKeptShownRenamedAndDeleted) {
  const http::Response kept_one = post("/filters", marta_, kept("Mine <1>", "genes"));
  EXPECT_EQ(kept_one.status, 303);
  EXPECT_EQ(kept_one.header("Location"), "/search?q=genes");
  EXPECT_THAT(get("/search?q=other", marta_).body, HasSubstr("Mine &lt;1&gt;"));
  EXPECT_THAT(get("/search?q=other", sofia_).body, Not(HasSubstr("Mine")));
  EXPECT_THAT(get("/", marta_).body, HasSubstr("/search?q=genes"));
  EXPECT_EQ(post("/filters", marta_, kept("Mine <1>", "else")).status, 422);
  EXPECT_EQ(post("/filters", marta_, kept("  ", "else")).status, 422);

  const std::string id = engine_.ports().filters.of(marta_)[0].id.text();
  EXPECT_EQ(post("/filters/" + id, sofia_, {{"name", "Hers"}}).status, 404);
  EXPECT_EQ(post("/filters/" + id, marta_, {{"name", "Renamed"}}).status, 303);
  EXPECT_THAT(get("/", marta_).body, HasSubstr("Renamed"));
  EXPECT_EQ(post("/filters/" + id + "/delete", sofia_, {}).status, 404);
  EXPECT_EQ(post("/filters/" + id + "/delete", marta_, {}).status, 303);
  EXPECT_TRUE(engine_.ports().filters.of(marta_).empty());
}

TEST_F(SearchPages, VisitorsKeepNothing) {
  EXPECT_EQ(post("/filters", PersonId{}, kept("x", "y")).status, 303);
  EXPECT_THAT(std::string(get("/me", PersonId{}).header("Location")), HasSubstr("/sign-in"));
  EXPECT_THAT(get("/search?q=a", PersonId{}).body, Not(HasSubstr("Keep what is shown here")));
}

TEST_F(SearchPages, OwnPageSaysWhatIsKeptAndHandsItOut) {
  database_.sessions->create({{}, marta_, "hash-of-marta", {}, {}});
  const SessionId session = engine_.ports().own.sessions(marta_)[0].id;
  const http::Response page = get("/me", marta_);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("/me/sessions/" + session.text() + "/end"),
                               HasSubstr("Download as JSON"), HasSubstr("30 days")));
  const http::Response data = get("/me/data.json", marta_);
  EXPECT_EQ(data.status, 200);
  const boost::json::object all = boost::json::parse(data.body).as_object();
  EXPECT_EQ(all.at("person").at("id"), boost::json::value(marta_.text()));
  EXPECT_EQ(all.at("sessions").as_array().size(), 1U);
  EXPECT_THAT(data.body, Not(HasSubstr("hash-of-marta")));

  EXPECT_EQ(post("/me/sessions/" + session.text() + "/end", sofia_, {}).status, 404);
  EXPECT_TRUE(database_.sessions->find("hash-of-marta"));
  EXPECT_EQ(post("/me/sessions/" + session.text() + "/end", marta_, {}).status, 303);
  EXPECT_FALSE(database_.sessions->find("hash-of-marta"));
}

TEST_F(SearchPages, WhatShouldHaveBeenDoneIsMarkedAndWhatIsStillToComeIsNot) {
  const ListRow row = engine_.list({.parent = {}}, sofia_).rows.at(0);
  HomePage home{.is_signed_in = true, .now = noon()};
  home.tasks = {{row, "Decide", {}, noon() - std::chrono::hours(1)}};
  EXPECT_THAT(rendered("pages/home", home_view(home)),
              AllOf(HasSubstr("Overdue:"), HasSubstr("Expected by")));
  home.tasks = {{row, "Decide", {}, noon() + std::chrono::hours(1)}};
  EXPECT_THAT(rendered("pages/home", home_view(home)),
              AllOf(Not(HasSubstr("Overdue:")), HasSubstr("Expected by")));
}

TEST_F(SearchPages, WhatIsTakenAlongHasNothingThatIsHidden) {
  const http::Response begun = post(path_to(call_) + "/events/nominate", marta_, {{"_key", "n"}});
  ASSERT_EQ(begun.status, 303);
  const boost::json::object all = boost::json::parse(get("/me/data.json", marta_).body).as_object();
  ASSERT_EQ(all.at("instances").as_array().size(), 1U);
  EXPECT_THAT(get("/", marta_).body, HasSubstr("Yours to fill in"));
  // Of somebody else there is nothing: neither the nomination nor its acts.
  const boost::json::object others =
      boost::json::parse(get("/me/data.json", helena_).body).as_object();
  EXPECT_TRUE(others.at("instances").as_array().empty());
  EXPECT_TRUE(others.at("acts").as_array().empty());
}

}  // namespace
}  // namespace accolade::test
