// The pages of an instance, from what the engine shows to HTML.
#include "handlers/pages/instance_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/definition/graph.h"
#include "handlers/pages/diagrams.h"
#include "handlers/pages/event_view.h"
#include "handlers/pages/form_view.h"
#include "handlers/pages/home_page.h"
#include "handlers/text/diagram.h"
#include "tests/handlers/pages/pages_fixture.h"

namespace accolade::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(const Shown& shown) {
  InstancePage page{.shown = shown, .wording = wording(), .now = noon(), .key = "key"};
  page.history = {{1, "begin", "Ana Rossi started <it>", noon(), {"Draft"}, "ab12"}};
  page.letters = {{LetterId{9}, "We have it", "Ana Rossi", Delivery::Deferred, noon(), {}}};
  return rendered("pages/instance", instance_view(page));
}

TEST(InstancePages, TheDraftSaysWhatHappensNextWhoseTurnItIsAndByWhen) {
  const std::string html = page_of(drafted());
  EXPECT_THAT(html, HasSubstr("<p class=\"state\">Draft, not sent in</p>"));
  EXPECT_THAT(html, HasSubstr("<p class=\"next\">Complete the form and send it in.</p>"));
  EXPECT_THAT(html, HasSubstr("<p class=\"turn\">It is your turn.</p>"));
  EXPECT_THAT(html, HasSubstr("Thursday 5 March 2026 at 12:00 (Brussels time)</time>, in 3 days."));
  EXPECT_THAT(
      html, HasSubstr("<a class=\"button\" href=\"/instances/7/form/1\">Go on with the form</a>"));
  EXPECT_THAT(html, HasSubstr("href=\"/instances/7/check\">Check your answers</a>"));
}

TEST(InstancePages, WhoWaitsIsToldForWhom) {
  Shown shown = sent_in();
  shown.roles = {"applicant"};
  EXPECT_THAT(page_of(shown),
              HasSubstr("<p class=\"waiting\">Waiting for the secretary (Ana Rossi).</p>"));
}

TEST(InstancePages, WhatPersonsTypedIsEscaped) {
  const std::string html = page_of(sent_in());
  EXPECT_THAT(html, HasSubstr("<h1>Genes &amp; &lt;b&gt;jeans&lt;/b&gt;</h1>"));
  EXPECT_THAT(html, HasSubstr("Ana Rossi started &lt;it&gt;"));
  EXPECT_THAT(html, Not(HasSubstr("<b>jeans")));
}

TEST(InstancePages, AnEventWithoutQuestionsIsAButtonWithTokenRevisionAndKey) {
  EXPECT_THAT(
      page_of(sent_in()),
      HasSubstr("<form method=\"post\" action=\"/instances/7/events/accept\">"
                "<input type=\"hidden\" name=\"_csrf\" value=\"token\">"
                "<input type=\"hidden\" name=\"_revision\" value=\"4\">"
                "<input type=\"hidden\" name=\"_key\" value=\"key.accept\">"
                "<button class=\"button\" type=\"submit\">Accept for review</button></form>"));
}

TEST(InstancePages, AnEventThatAsksOrEndsHasAPageOfItsOwn) {
  const std::string html = page_of(sent_in());
  EXPECT_THAT(html, HasSubstr("href=\"/instances/7/events/return\">Send back for changes</a>"));
  EXPECT_THAT(html, HasSubstr("href=\"/instances/7/events/reject\">Refuse</a>"));
}

TEST(InstancePages, WhatIsNotPossibleSaysWhy) {
  EXPECT_THAT(
      page_of(sent_in()),
      HasSubstr("<strong>Give more time</strong> is not possible now. The call has closed."));
}

TEST(InstancePages, LettersShowTheirDelivery) {
  EXPECT_THAT(page_of(sent_in()), HasSubstr("Not sent yet, will be tried again"));
}

TEST(InstancePages, TheDiagramIsMarkedWithThePathTaken) {
  const Outcome<std::string> drawn =
      svg_from_dot(graph_dot(*award_package()->workflow("nomination"), {}, {}));
  ASSERT_TRUE(drawn) << drawn.refusal().sentence;
  const std::string svg = mark_path(*drawn, {{"draft", "submitted"}, {"submitted"}});
  EXPECT_THAT(svg, HasSubstr("<g id=\"state&#45;draft\" class=\"visited node state\">"));
  EXPECT_THAT(svg, HasSubstr("<g id=\"state&#45;submitted\" class=\"here node state\">"));
  EXPECT_THAT(svg, HasSubstr("<g id=\"state&#45;refused\" class=\"node state final\">"));
}

std::string form_page(const std::vector<Problem>& problems) {
  const Shown shown = drafted();
  const std::vector<FormGroup> groups = groups_of(*shown.workflow, shown.form);
  const Questions questions{groups[0].fields, all_answers(shown), problems};
  const Wording words = wording();
  return rendered("pages/form", form_view({shown, groups, 1, questions, words, noon()}));
}

TEST(FormPages, AGroupOfQuestionsWithWhatWasTyped) {
  const std::string html = form_page({});
  EXPECT_THAT(html, HasSubstr("<p class=\"kind\">Page 1 of 2</p>"));
  EXPECT_THAT(html, HasSubstr("<h1>The work</h1>"));
  EXPECT_THAT(html, HasSubstr("name=\"title\" value=\"Genes &amp; &lt;b&gt;jeans&lt;/b&gt;\""));
  EXPECT_THAT(html,
              HasSubstr("data-draft=\"/instances/7/draft\" data-sequence=\"1772449200000000\""));
}

TEST(FormPages, TheErrorSummaryLinksToEachField) {
  EXPECT_THAT(form_page({{"title", "Enter the title"}, {"country", "Choose a country"}}),
              HasSubstr("<li><a href=\"#f-title\">Enter the title</a></li>\n"
                        "<li><a href=\"#f-country\">Choose a country</a></li>"));
}

TEST(FormPages, GoingOnLeadsToTheFirstPageWithAnOpenQuestion) {
  const Shown shown = drafted();
  const std::vector<FormGroup> groups = groups_of(*shown.workflow, shown.form);
  EXPECT_EQ(first_open_page(groups, {{"title", "x"}}), 1U);
  EXPECT_EQ(first_open_page(groups, {{"title", "x"}, {"country", "DE"}}), 2U);
  EXPECT_EQ(first_open_page(groups, {{"title", "x"}, {"country", "DE"}, {"summary", "y"}}), 2U);
}

TEST(CheckPage, ShowsEveryAnswerAndWhatIsMissingWithALinkToItsPage) {
  const Shown shown = drafted();
  boost::json::object view = check_view(shown, problems_of(shown), wording());
  view["key"] = "key";
  const std::string html = rendered("pages/check", view);
  EXPECT_THAT(html, HasSubstr("<span class=\"said\">Genes &amp; &lt;b&gt;jeans&lt;/b&gt;</span>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/instances/7/form/2#f-summary\">"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/instances/7/form/1#f-country\">"));
  EXPECT_THAT(html, HasSubstr("<span class=\"empty\">Not answered</span>"));
  EXPECT_THAT(html, HasSubstr("action=\"/instances/7/events/submit\""));
  EXPECT_THAT(html, Not(HasSubstr("Your answers are complete")));
}

TEST(EventPages, ARefusalShowsTheAnswersAndTheProblemAgain) {
  const Shown shown = sent_in();
  const Questions questions{{&shown.workflow->fields[3]},
                            {{"reason", "<script>alert(1)</script>"}},
                            {{"reason", "Answer in 200 words or fewer"}}};
  const Refusal refusal{Why::Invalid, "Answer in 200 words or fewer", questions.problems};
  const std::string html = rendered(
      "pages/event", event_view({shown, shown.offers[2], questions, wording(), "key", refusal}));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;</textarea>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#f-reason\">Answer in 200 words or fewer</a>"));
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
}

TEST(EventPages, AStaleFormShowsBothVersions) {
  Shown shown = sent_in();
  shown.snapshot.fields["reason"] = "Theirs";
  const Questions questions{{&shown.workflow->fields[3]}, {{"reason", "Mine"}}};
  const std::string html =
      rendered("pages/event", event_view({shown,
                                          shown.offers[2],
                                          questions,
                                          wording(),
                                          "key",
                                          {Why::Stale, "Somebody was faster."}}));
  EXPECT_THAT(html,
              HasSubstr("<td data-column=\"Now\">Theirs</td><td data-column=\"Yours\">Mine</td>"));
  EXPECT_THAT(html, HasSubstr("name=\"_revision\" value=\"4\""));
}

TEST(EventPages, WhatEndsItIsAskedTwice) {
  const Shown shown = sent_in();
  const Questions none{};
  EXPECT_THAT(rendered("pages/event", event_view({shown, shown.offers[1], none, wording(), "key"})),
              HasSubstr("This ends it. It cannot be taken back."));
}

TEST(HomePage, AVisitorSeesOpenCallsAndNothingElse) {
  Shown call = sent_in();
  ListRow row{call.package,
              call.package->workflow("award"),
              call.snapshot,
              "Best Practice 2026",
              {{"open", "Open for nominations", "", "", {}}}};
  row.snapshot.reference.clear();
  const std::string html = rendered("pages/home", home_view({.calls = {row}, .now = noon()}));
  EXPECT_THAT(html, HasSubstr("<a href=\"/instances/7\">Best Practice 2026</a>"));
  EXPECT_THAT(html, HasSubstr("Open for nominations"));
  EXPECT_THAT(html, Not(HasSubstr("What you have to do")));
}

TEST(HomePage, NothingToDoIsSaid) {
  EXPECT_THAT(rendered("pages/home", home_view({.is_signed_in = true, .now = noon()})),
              HasSubstr("Nothing waits for you."));
}

TEST(HomePage, ATaskSaysWhatAndByWhen) {
  const Shown shown = drafted();
  Task task{{shown.package, shown.workflow, shown.snapshot, "Genes", shown.states},
            "Complete the form and send it in.",
            noon() + std::chrono::hours(48)};
  const std::string html =
      rendered("pages/home", home_view({.is_signed_in = true, .tasks = {task}, .now = noon()}));
  EXPECT_THAT(html, HasSubstr("<p>Complete the form and send it in.</p>"));
  EXPECT_THAT(html,
              HasSubstr("Wednesday 4 March 2026 at 12:00 (Brussels time)</time>, in 2 days."));
}

}  // namespace
}  // namespace accolade::test
