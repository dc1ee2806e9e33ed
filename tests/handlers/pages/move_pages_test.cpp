// A call is moved to a newer version from its page: asked, shown, confirmed, and for nobody else.
#include <gmock/gmock.h>

#include "handlers/pages/paths.h"
#include "tests/handlers/pages/award_world.h"

namespace accolade::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  ASSERT_NE(text.find(what), std::string::npos) << what;
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

// The open call and the draft are called otherwise, as is who answers; the day of the results is
// gone, and the reminder comes a day earlier.
std::map<std::string, std::string> newer_files() {
  std::map<std::string, std::string> files = award_files();
  std::string& award = files["award.yaml"];
  replace_all(award, "\n  open:\n", "\n  taking:\n");
  replace_all(award, "to: open,", "to: taking,");
  replace_all(award, "in: open,", "in: taking,");
  replace_all(award, "nomination in draft", "nomination in writing");
  replace_all(award, "  result_by: {type: date, label: Results are announced by, optional: true}\n",
              "");
  replace_all(award, ", result_by", "");
  std::string& nomination = files["nomination.yaml"];
  replace_all(nomination, "\n  draft:\n    title: Draft, not sent in",
              "\n  writing:\n    title: Being written");
  replace_all(nomination, "to: draft", "to: writing");
  replace_all(nomination, "in: draft,", "in: writing,");
  replace_all(nomination, "[draft, deciding]", "[writing, deciding]");
  replace_all(nomination, "initial: draft", "initial: writing");
  replace_all(nomination, "contact: {type", "spokesperson: {type");
  replace_all(nomination, "contact,", "spokesperson,");
  replace_all(nomination, "contact]", "spokesperson]");
  replace_all(nomination, "close - 48h", "close - 72h");
  return files;
}

class MovePages : public AwardWorld {
 protected:
  MovePages() : newer_(loaded_award(newer_files())) {
    const http::Response begun = post(path_to(call_) + "/events/nominate", marta_, {});
    draft_ = std::string(begun.header("Location"));
    draft_.resize(draft_.size() - std::string("/form/1").size());
    post(draft_ + "/form/1", marta_, {{"title", "Genes <b>"}});
    database_.packages->publish(newer_);
  }

  std::string move_path() const { return path_to_move(call_); }
  // What the page would post.
  Inputs confirmation(PersonId person) {
    const http::Response page = get(move_path() + "/preview", person);
    EXPECT_EQ(page.status, 200) << page.body;
    return posted(page.body).fields;
  }

  const Package newer_;
  std::string draft_;
};

TEST_F(MovePages, TheCallSaysThatThereIsANewerVersionToWhoMayMoveIt) {
  const std::string link = "<a class=\"button second\" href=\"" + move_path() + "\">";
  EXPECT_THAT(get(path_to(call_), sofia_).body, HasSubstr(link));
  for (const PersonId other : {helena_, marta_, experts_[0], PersonId{}})
    EXPECT_THAT(get(path_to(call_), other).body, Not(HasSubstr("/move")));
  EXPECT_THAT(get(draft_, sofia_).body, Not(HasSubstr("/move")));
}

TEST_F(MovePages, ForAnybodyElseThereIsNoSuchPage) {
  for (const PersonId other : {helena_, marta_, experts_[0], PersonId{}}) {
    for (const char* page : {"/move", "/move/preview", "/move?nomination.states.draft=writing"}) {
      const http::Response hidden = get(path_to(call_) + page, other);
      EXPECT_EQ(hidden.status, 404);
      EXPECT_EQ(hidden.body, get(std::string("/instances/999999999") + page, other).body) << page;
    }
    const http::Response posted = post(move_path(), other, {{"_to", newer_.hash}});
    EXPECT_EQ(posted.status, 404);
    EXPECT_EQ(posted.body, post("/instances/999999999/move", other, {{"_to", newer_.hash}}).body);
  }
  EXPECT_EQ(get(draft_ + "/move", sofia_).status, 404);
  EXPECT_NE(database_.instances->load(call_)->package, newer_.hash);
}

TEST_F(MovePages, SaysWhatIsDifferentAndSuggestsWhatIsAlike) {
  const http::Response page = get(move_path(), sofia_);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body,
              AllOf(HasSubstr("Nomination: the reminder in “Being written” now comes 72 h before "
                              "the close instead of 48 h."),
                    HasSubstr("This call runs on it"), HasSubstr("New calls begin with it"),
                    HasSubstr("<label for=\"f-nomination.states.draft\">“Draft, not sent in” "
                              "becomes</label>"),
                    Not(HasSubstr("Children review")), Not(HasSubstr("There is a problem"))));
  const Inputs suggested{{"_csrf", "token"},  // of the frame
                         {"award.states.open", "taking"},
                         {"award.fields.result_by", "dropped"},
                         {"nomination.states.draft", "writing"},
                         {"nomination.fields.contact", "spokesperson"}};
  EXPECT_EQ(posted(page.body).fields, suggested);
}

TEST_F(MovePages, WhatIsLeftOpenIsAProblemBesideItsQuestion) {
  const http::Response page = get(
      move_path() + "/preview?nomination.states.draft=&award.fields.result_by=nonsense", sofia_);
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body,
              AllOf(HasSubstr("<a href=\"#f-nomination.states.draft\">Nomination, “Draft, not sent "
                              "in”: Choose the step that takes its place</a>"),
                    HasSubstr("id=\"f-award.fields.result_by-problem\""),
                    HasSubstr("Choose what takes its place, or leave it out")));
}

TEST_F(MovePages, ThePreviewListsEachPageBeforeAndAfterAndMovesNothing) {
  const http::Response page = get(move_path() + "/preview", sofia_);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(
      page.body,
      AllOf(
          HasSubstr("Nomination ICPerMed_BPR_2026_01</a><span "
                    "class=\"reference\">Nomination</span></th><td "
                    "data-column=\"Stands at\">Draft, not sent in</td><td data-column=\"Would "
                    "stand at\">Being written</td>"),
          Not(HasSubstr("has to be answered")), Not(HasSubstr("<dt>Award: “Open for nominations”")),
          HasSubstr("<dt>Award: “Results are announced by”</dt><dd>Leave it out; the record keeps "
                    "what was answered</dd>")));
  EXPECT_NE(database_.instances->load(call_)->package, newer_.hash);
}

TEST_F(MovePages, ConfirmedItMovesOnceAndTheHistorySaysBy) {
  const Inputs inputs = confirmation(sofia_);
  const http::Response moved = post(move_path(), sofia_, inputs);
  ASSERT_EQ(moved.status, 303) << moved.body;
  EXPECT_EQ(moved.header("Location"), path_to(call_));
  EXPECT_EQ(post(move_path(), sofia_, inputs).header("Location"), path_to(call_));

  EXPECT_EQ(database_.instances->load(call_)->package, newer_.hash);
  EXPECT_THAT(get(draft_, marta_).body, HasSubstr("Being written"));
  const std::string page = get(path_to(call_), sofia_).body;
  EXPECT_THAT(page, AllOf(HasSubstr("Sofia Marino moved this from version "),
                          HasSubstr(" to version " + newer_.hash.substr(0, 8) + "."),
                          Not(HasSubstr("/move"))));
  EXPECT_EQ(page.find("moved this"), page.rfind("moved this"));
  EXPECT_THAT(get(move_path(), sofia_).body, HasSubstr("There is nothing to move"));
}

TEST_F(MovePages, TheSecondOfTwoSecretariesIsToldWhoWasFaster) {
  const PersonId olga = directory().ensure("olga@example.org", "Olga Office");
  directory().give_role(olga, "secretary", {}, {});
  const Inputs first = confirmation(sofia_), second = confirmation(olga);
  ASSERT_EQ(post(move_path(), sofia_, first).status, 303);

  const http::Response late = post(move_path(), olga, second);

  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, HasSubstr("This has the newest version already. Sofia Marino moved this "
                                   "from version "));
}

TEST_F(MovePages, AnOldPreviewIsRefusedWithWhatChanged) {
  const Inputs old = confirmation(sofia_);
  post(draft_ + "/events/withdraw", marta_, {});
  post(path_to(call_) + "/events/nominate", marta_, {});

  const http::Response stale = post(move_path(), sofia_, old);

  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, AllOf(HasSubstr("This has changed since you looked"),
                                HasSubstr(" is new: it is at “Draft, not sent in”."),
                                HasSubstr("1 of those that were listed have ended")));
  EXPECT_NE(database_.instances->load(call_)->package, newer_.hash);
  EXPECT_EQ(post(move_path(), sofia_, posted(stale.body).fields).status, 303);
}

TEST_F(MovePages, AThirdVersionPublishedMeanwhileIsShownBeforeAnythingMoves) {
  const Inputs old = confirmation(sofia_);
  std::map<std::string, std::string> files = newer_files();
  replace_all(files["nomination.yaml"], "close - 72h", "close - 96h");
  const Package third = loaded_award(files);
  database_.packages->publish(third);

  const http::Response stale = post(move_path(), sofia_, old);

  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, HasSubstr("Another version was published."));
  EXPECT_EQ(post(move_path(), sofia_, posted(stale.body).fields).status, 303);
  EXPECT_EQ(database_.instances->load(call_)->package, third.hash);
}

}  // namespace
}  // namespace accolade::test
