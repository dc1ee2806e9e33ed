// The pages as functions over the real engine on SQLite: the small award, from nomination to
// decision, by posting what the pages show.
#include <gmock/gmock.h>

#include "handlers/pages/paths.h"
#include "tests/handlers/pages/award_world.h"

namespace accolade::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class AwardPages : public AwardWorld {
 protected:
  http::Response upload(const std::string& target, PersonId person, const Inputs& inputs,
                        const std::string& bytes) {
    std::string body;
    for (const auto& [name, value] : inputs)
      body +=
          "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    body +=
        "--x\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"paper.pdf\"\r\n"
        "Content-Type: application/pdf\r\n\r\n" +
        bytes + "\r\n--x--\r\n";
    return ask("POST", target, person, "multipart/form-data; boundary=x", body);
  }

  // A nomination by Marta, filled in and not sent in.
  std::string filled_in() {
    const http::Response begun = post(path_to(call_) + "/events/nominate", marta_, {{"_key", "n"}});
    EXPECT_EQ(begun.status, 303) << begun.body;
    const std::string form(begun.header("Location"));
    EXPECT_THAT(form, testing::EndsWith("/form/1"));
    const std::string path = form.substr(0, form.size() - 7);
    EXPECT_EQ(post(path + "/form/1", marta_,
                   {{"title", "Genes <b>"},
                    {"category", "training"},
                    {"accepted_on", "2025-04-01"},
                    {"country", "PL"}})
                  .header("Location"),
              path + "/form/2");
    EXPECT_EQ(post(path + "/form/2", marta_, {{"summary", "It changed much"}}).header("Location"),
              path + "/form/3");
    EXPECT_EQ(upload(path + "/form/3", marta_, {{"contact", "Marta, Warsaw"}, {"agrees", "yes"}},
                     "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
                  .header("Location"),
              path + "/check");
    return path;
  }
  std::string sent_in_nomination() {
    const std::string path = filled_in();
    const http::Response sent = post(path + "/events/submit", marta_, {{"_from", "check"}});
    EXPECT_EQ(sent.header("Location"), path + "/done") << sent.body;
    return path;
  }

  // What was told to that instance arrives.
  void wake(const std::string& path) {
    engine_.wake(*InstanceId::parse(path.substr(std::string("/instances/").size())));
  }
};

TEST_F(AwardPages, AVisitorReadsTheOpenCallAndIsLedToSignIn) {
  EXPECT_THAT(get("/", {}).body, HasSubstr(">Best Practice 2026</a>"));
  const http::Response call = get(path_to(call_), {});
  EXPECT_EQ(call.status, 200);
  EXPECT_THAT(call.body, HasSubstr("Open for nominations"));
  EXPECT_THAT(call.body, HasSubstr("/events/nominate\">Start a nomination</a>"));
  EXPECT_EQ(get(path_to(call_) + "/events/nominate", {}).header("Location"),
            sign_in_path(path_to(call_) + "/events/nominate"));
}

TEST_F(AwardPages, ANominationIsFilledInCheckedAndSentIn) {
  const std::string path = filled_in();
  const http::Response check = get(path + "/check", marta_);
  EXPECT_EQ(check.status, 200);
  EXPECT_THAT(check.body, HasSubstr("Genes &lt;b&gt;"));
  EXPECT_THAT(check.body, HasSubstr(">paper.pdf</a>"));
  EXPECT_THAT(check.body, HasSubstr("Your answers are complete"));

  const http::Response sent =
      post(path + "/events/submit", marta_, {{"_from", "check"}, {"_key", "s"}});
  EXPECT_EQ(sent.header("Location"), path + "/done") << sent.body;
  const http::Response done = get(path + "/done", marta_);
  EXPECT_THAT(done.body, HasSubstr("ICPerMed_BPR_2026_"));
  EXPECT_THAT(done.body, HasSubstr("Sent in, being checked"));
  EXPECT_EQ(
      post(path + "/events/submit", marta_, {{"_from", "check"}, {"_key", "s"}}).header("Location"),
      path + "/done");
  const http::Response shown = get(path, marta_);
  EXPECT_THAT(shown.body, HasSubstr("Marta Kowalska sent in the nomination."));
  EXPECT_THAT(shown.body, HasSubstr("<h2 id=\"letters\">Letters</h2>"));
}

TEST_F(AwardPages, WhatIsMissingIsToldBeforeAndRefusedAfter) {
  const std::string form(post(path_to(call_) + "/events/nominate", marta_, {}).header("Location"));
  const std::string path = form.substr(0, form.size() - 7);
  EXPECT_THAT(get(path + "/check", marta_).body, HasSubstr("Before you can send it in"));
  const http::Response refused = post(path + "/events/submit", marta_, {{"_from", "check"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("There is a problem"));
  EXPECT_THAT(refused.body, HasSubstr("<a href=\"" + path + "/form/1#f-title\">"));
}

TEST_F(AwardPages, AWrongAnswerIsKeptAndShownAgain) {
  const std::string form(post(path_to(call_) + "/events/nominate", marta_, {}).header("Location"));
  const http::Response again =
      post(form, marta_, {{"title", "Genes"}, {"accepted_on", "31 February"}});
  EXPECT_EQ(again.status, 422);
  EXPECT_THAT(again.body, HasSubstr("<a href=\"#f-accepted_on\">"));
  EXPECT_THAT(again.body, HasSubstr("value=\"31 February\""));
  EXPECT_THAT(get(form, marta_).body, HasSubstr("value=\"Genes\""));
}

TEST_F(AwardPages, TheDatesOfACallAreThoseOfItsZoneAndStayAsTypedWhereTheyAreWrong) {
  const InstanceId call = prepared_call();
  const std::string form = path_to(call) + "/form/1";
  const auto shows = [&](const std::string& body, const std::string& date, const std::string& time,
                         const std::string& result_by) {
    EXPECT_THAT(body, HasSubstr("name=\"closes_at.date\" value=\"" + date + "\""));
    EXPECT_THAT(body, HasSubstr("name=\"closes_at.time\" value=\"" + time + "\""));
    EXPECT_THAT(body, HasSubstr("name=\"result_by\" value=\"" + result_by + "\""));
  };
  shows(get(form, sofia_).body, "2026-06-01", "17:00", "");

  Inputs inputs{{"title", "Best Practice 2026"},
                {"edition", "2026"},
                {"summary", "Good work"},
                {"who", "Anybody"},
                {"prize", "500 EUR"}};
  const auto with_close = [&](const std::string& date, const std::string& time) {
    Inputs all = inputs;
    all.insert(all.end(),
               {{"closes_at.date", date}, {"closes_at.time", time}, {"result_by", "2026-07-31"}});
    return all;
  };
  // At half past two that night the clocks are put forward.
  const http::Response skipped = post(form, sofia_, with_close("2026-03-29", "02:30"));
  EXPECT_EQ(skipped.status, 422);
  EXPECT_THAT(skipped.body, HasSubstr("<a href=\"#f-closes_at\">"));
  shows(skipped.body, "2026-03-29", "02:30", "2026-07-31");

  clock_ += std::chrono::seconds(10);
  EXPECT_EQ(post(form, sofia_, with_close("2026-03-29", "03:30")).status, 303);
  shows(get(form, sofia_).body, "2026-03-29", "03:30", "2026-07-31");
  EXPECT_EQ(database_.drafts->load(call).at("closes_at"), "2026-03-29T01:30:00Z");
}

TEST_F(AwardPages, AFileThatIsNoPdfIsRefusedWithItsField) {
  const std::string form(post(path_to(call_) + "/events/nominate", marta_, {}).header("Location"));
  const std::string path = form.substr(0, form.size() - 7);
  const http::Response refused =
      upload(path + "/form/3", marta_, {{"contact", "Marta"}}, "plain words");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body,
              HasSubstr("<a href=\"#f-paper\">The file is not a PDF. Choose a PDF file.</a>"));
  EXPECT_THAT(get(path + "/form/3", marta_).body, HasSubstr("value=\"Marta\""));
}

TEST_F(AwardPages, WhatIsTypedIsSavedFromTheInputsThatAFormWouldSend) {
  const std::string form(post(path_to(call_) + "/events/nominate", marta_, {}).header("Location"));
  const std::string path = form.substr(0, form.size() - 7);
  const http::Response saved =
      ask("POST", path + "/draft", marta_, "application/json",
          R"({"answers":[{"field":"title","inputs":[["title","Typed"]],"sequence":2},)"
          R"({"field":"country","value":"DE","sequence":3}]})");
  EXPECT_EQ(saved.status, 204) << saved.body;
  const std::string page = get(form, marta_).body;
  EXPECT_THAT(page, HasSubstr("value=\"Typed\""));
  EXPECT_THAT(page, HasSubstr("<option value=\"DE\" selected>"));
  EXPECT_EQ(ask("POST", path + "/draft", marta_, "application/json", "{]").status, 422);
  EXPECT_EQ(ask("POST", path + "/draft", helena_, "application/json", R"({"answers":[]})").status,
            404);
}

TEST_F(AwardPages, HiddenAndAbsentAreTheSameBytes) {
  const std::string path = filled_in();
  const PersonId liam = directory().ensure("liam@example.org", "Liam Byrne");
  for (const std::string& page : {std::string(), std::string("/form/1"), std::string("/check"),
                                  std::string("/done"), std::string("/events/submit")}) {
    const http::Response hidden = get(path + page, liam);
    const http::Response absent = get("/instances/999999999" + page, liam);
    EXPECT_EQ(hidden.status, 404);
    EXPECT_EQ(hidden.body, absent.body) << page;
    EXPECT_EQ(get(path + page, {}).body, get("/instances/999999999" + page, {}).body) << page;
  }
}

TEST_F(AwardPages, UnknownEventsAre404AndThoseOfAnotherMoment409) {
  const std::string path = sent_in_nomination();
  EXPECT_EQ(post(path + "/events/explode", marta_, {}).status, 404);
  const http::Response late = post(path + "/events/submit", marta_, {});
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, HasSubstr("Sent in, being checked"));
  EXPECT_EQ(post(path + "/events/accept", marta_, {}).status, 403);
}

TEST_F(AwardPages, AnOldPageIsRefusedWithBothVersions) {
  const std::string path = sent_in_nomination();
  const http::Response stale = post(path + "/events/return", sofia_,
                                    {{"_revision", "1"}, {"return_reason", "Shorter, please"}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, HasSubstr("Somebody changed this while you had the page open"));
  EXPECT_THAT(stale.body, HasSubstr("Shorter, please"));
}

TEST_F(AwardPages, TheAwardIsPlayedToTheDecision) {
  const std::string path = sent_in_nomination();
  EXPECT_THAT(get("/", sofia_).body, HasSubstr("What you have to do"));
  EXPECT_EQ(post(path + "/events/accept", sofia_, {}).status, 303);
  EXPECT_THAT(get(path + "/events/assign", sofia_).body, HasSubstr(">amira</label>"));
  Inputs reviewers;
  for (const PersonId expert : experts_)
    reviewers.emplace_back("reviewers", expert.text());
  EXPECT_EQ(post(path + "/events/assign", sofia_, reviewers).status, 303);
  wake(path);

  for (const PersonId expert : experts_) {
    const std::vector<ListRow> mine = engine_.mine(expert);
    ASSERT_EQ(mine.size(), 1U);
    const std::string review = path_to(mine.front().snapshot.id);
    EXPECT_THAT(get(review, expert).body, HasSubstr("Genes &lt;b&gt;"));
    EXPECT_EQ(post(review + "/events/accept", expert, {}).status, 303);
    EXPECT_THAT(get(review + "/form/1", expert).body,
                HasSubstr("<legend>Impact on patients and health care</legend>"));
    EXPECT_EQ(post(review + "/form/1", expert,
                   {{"scores.impact.score", "4"},
                    {"scores.impact.reason", "Clear"},
                    {"scores.transfer.score", "5"},
                    {"scores.transfer.reason", "Easy"}})
                  .header("Location"),
              review + "/check");
    EXPECT_EQ(post(review + "/events/submit", expert, {{"_from", "check"}}).header("Location"),
              review + "/done");
  }
  EXPECT_THAT(get(path_to(call_), helena_).body, HasSubstr("4.333333"));
  EXPECT_THAT(get(path, marta_).body, Not(HasSubstr("4.333333")));
  EXPECT_EQ(post(path + "/events/award", helena_, {{"decision_note", ""}}).status, 303);
  EXPECT_EQ(post(path_to(call_) + "/events/finish", sofia_, {}).status, 303);
  EXPECT_EQ(post(path_to(call_) + "/events/announce", sofia_, {}).status, 303);
  wake(path);
  EXPECT_THAT(get(path_to(call_), {}).body, HasSubstr("Genes &lt;b&gt;</a>"));
  EXPECT_THAT(get(path, {}).body, Not(HasSubstr("4.333333")));
}

TEST_F(AwardPages, AReminderIsALetterInTheWordsOfTheProgramWhereThePackageHasNone) {
  const std::string path = sent_in_nomination();
  EXPECT_EQ(post(path + "/remind", marta_, {{"_key", "r"}}).status, 403);
  EXPECT_EQ(post(path + "/remind", {}, {{"_key", "r"}}).status, 303);
  EXPECT_THAT(get(path, sofia_).body, Not(HasSubstr("Your turn")));

  EXPECT_EQ(post(path + "/remind", sofia_, {{"_key", "r"}}).header("Location"), "/overview");
  EXPECT_EQ(post(path + "/remind", sofia_, {{"_key", "r"}}).header("Location"), "/overview");

  EXPECT_THAT(get(path, sofia_).body, HasSubstr("Your turn: Genes"));
  EXPECT_THAT(get(path, sofia_).body, HasSubstr("reminded whoever has to act"));
  const http::Response again = post(path + "/remind", sofia_, {{"_key", "s"}});
  EXPECT_EQ(again.status, 409);
  EXPECT_THAT(again.body, HasSubstr("They were reminded less than a day ago."));
}

TEST_F(AwardPages, WhatIsLateIsOnTheOverviewWithAButtonToRemind) {
  const std::string path = sent_in_nomination();
  EXPECT_THAT(get("/overview", sofia_).body, Not(HasSubstr(path + "/remind")));
  clock_ += std::chrono::days(12);
  EXPECT_THAT(get("/overview", sofia_).body, HasSubstr("action=\"" + path + "/remind\""));
  EXPECT_EQ(post(path + "/remind", sofia_, {{"_key", "r"}}).status, 303);
  const std::string after = get("/overview", sofia_).body;
  EXPECT_THAT(after, HasSubstr("Reminded now"));
  EXPECT_THAT(after, Not(HasSubstr("action=\"" + path + "/remind\"")));
  EXPECT_EQ(get("/overview", marta_).status, 404);
}

}  // namespace
}  // namespace accolade::test
