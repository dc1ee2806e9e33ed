// What an input shows is what it posts: for every kind of field.
#include "handlers/pages/widget.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "handlers/pages/answers.h"
#include "tests/handlers/pages/pages_fixture.h"

namespace accolade::test {
namespace {

namespace json = boost::json;

std::string html_of(const Asked& asked) {
  return templates().render("partials/field", widget(asked, wording()));
}

// The answer that comes back when the page is posted untouched; null: none.
std::string answer_after(FieldType type, const std::string& answer) {
  const Field field = field_of(type);
  Asked asked{.field = &field, .answer = json::parse(answer)};
  asked.choices = {{"5", "Ana Rossi"}, {"6", "Bo Lind"}};
  const Answers answers = answers_from(posted(html_of(asked)), {&field}, "Europe/Brussels");
  const auto found = answers.find("field");
  return found == answers.end() ? "null" : json::serialize(found->second);
}

struct Kind {
  FieldType type;
  const char* answer;
};

TEST(Widgets, WhatWasAnsweredComesBackFromEveryKindOfField) {
  const Kind kinds[] = {
      {FieldType::Text, R"("Genes & <b>\"jeans\"</b>")"},
      {FieldType::LongText, R"("\n  Two lines,\nthe <b>second</b> & last")"},
      {FieldType::WholeNumber, R"("2026")"},
      {FieldType::DecimalNumber, R"("4.5")"},
      {FieldType::YesNo, "true"},
      {FieldType::YesNo, "false"},
      {FieldType::OneOf, R"("b")"},
      {FieldType::SomeOf, R"(["a","c"])"},
      {FieldType::Date, R"("2026-03-02")"},
      {FieldType::Moment, R"("2026-03-02T16:00:00Z")"},
      {FieldType::Span, R"("48h")"},
      {FieldType::Country, R"("DE")"},
      {FieldType::Organisation, R"("5")"},
      {FieldType::Person, R"("6")"},
      {FieldType::People, R"(["5","6"])"},
      {FieldType::Consent, "true"},
      {FieldType::Consent, "false"},
      {FieldType::Instance, R"("77")"},
      {FieldType::Email, R"("ana@example.org")"},
      {FieldType::Link, R"("https://example.org/?a=1&b=2")"},
      {FieldType::Questions, R"([{"name":"why","label":"Why?","hint":""}])"},
      {FieldType::Answers, R"({"impact":"Much","transfer":""})"},
      {FieldType::Rubric,
       R"([{"name":"impact","label":"Impact","hint":"What?","weight":2,"from":1,"to":5}])"},
      {FieldType::Places,
       R"([{"name":"on_site","label":"On site","hint":"","capacity":80},{"name":"online","label":"Online","hint":"","capacity":""}])"},
      {FieldType::OnePlace, R"("6")"},
      {FieldType::Scores, R"({"impact":{"reason":"Good <i>","score":4},"transfer":{"score":2}})"},
  };
  for (const Kind& kind : kinds)
    EXPECT_EQ(answer_after(kind.type, kind.answer), kind.answer);
}

TEST(Widgets, PersonsByAddressAreTypedOneALine) {
  Field field = field_of(FieldType::People);
  field.by_address = true;
  const std::string html =
      html_of({.field = &field, .answer = json::value("a@example.org\nb@example.org")});
  EXPECT_NE(html.find("E-mail addresses, one a line"), std::string::npos);
  const Answers answers = answers_from(posted(html), {&field}, "Europe/Brussels");
  EXPECT_EQ(json::serialize(answers.at("field")), R"("a@example.org\nb@example.org")");
}

TEST(Widgets, GroupsForWhichPlacesAreKeptComeBack) {
  Field field = field_of(FieldType::Places);
  field.choices = {{"winner", "Prize winners"}};
  const char* const rows =
      R"([{"name":"stage","label":"Stage","hint":"","capacity":2,"kept_for":"winner"}])";
  const std::string html = html_of({.field = &field, .answer = json::parse(rows)});
  const Answers answers = answers_from(posted(html), {&field}, "Europe/Brussels");
  EXPECT_EQ(json::serialize(answers.at("field")), rows);
}

TEST(Widgets, WhatWasNotAnsweredStaysUnanswered) {
  EXPECT_EQ(answer_after(FieldType::OneOf, "null"), "null");
  EXPECT_EQ(answer_after(FieldType::YesNo, "null"), "null");
  EXPECT_EQ(answer_after(FieldType::SomeOf, "null"), "[]");
  EXPECT_EQ(answer_after(FieldType::Consent, "null"), "false");
  EXPECT_EQ(answer_after(FieldType::Text, "null"), R"("")");
  EXPECT_EQ(answer_after(FieldType::Moment, "null"), R"("")");
  EXPECT_EQ(answer_after(FieldType::Rubric, "null"), "[]");
  EXPECT_EQ(answer_after(FieldType::Scores, "null"), "{}");
  EXPECT_EQ(answer_after(FieldType::File, "null"), "null");
}

TEST(Widgets, AWrongMomentIsShownAgainAsItWasTyped) {
  EXPECT_EQ(answer_after(FieldType::Moment, R"("2026-02-31 17:00")"), R"("2026-02-31 17:00")");
}

TEST(Widgets, ATimeThatTheClocksLeaveOutStaysAsTyped) {
  const Field field = field_of(FieldType::Moment);
  const http::Form form{{{"field.date", "2026-03-29"}, {"field.time", "02:30"}}, {}};
  const Answers answers = answers_from(form, {&field}, "Europe/Brussels");
  EXPECT_EQ(json::serialize(answers.at("field")), R"("2026-03-29 02:30")");
}

TEST(Widgets, SevenChoicesAreButtonsAndEightAreAList) {
  Field field = field_of(FieldType::OneOf);
  field.choices.assign(7, {"x", "X"});
  EXPECT_NE(html_of({.field = &field}).find("type=\"radio\""), std::string::npos);
  field.choices.push_back({"y", "Y"});
  const std::string html = html_of({.field = &field});
  EXPECT_EQ(html.find("type=\"radio\""), std::string::npos);
  EXPECT_NE(html.find("<select"), std::string::npos);
}

TEST(Widgets, AProblemIsTiedToItsInput) {
  Field field = field_of(FieldType::Text);
  field.hint = "As printed";
  const std::string html = html_of({.field = &field, .problem = "Enter the title"});
  EXPECT_NE(
      html.find("<p class=\"problem\" id=\"f-field-problem\"><span class=\"only-read\">Problem: "
                "</span>Enter the title</p>"),
      std::string::npos);
  EXPECT_NE(html.find("aria-describedby=\"f-field-hint f-field-problem\" aria-invalid=\"true\""),
            std::string::npos);
}

TEST(Widgets, AProblemInsideScoresStandsAtItsCriterion) {
  const Field field = field_of(FieldType::Scores);
  Asked asked{.field = &field};
  asked.inner_problems = {{"field.transfer.reason", "Give a reason"}};
  const std::string html = html_of(asked);
  EXPECT_NE(html.find("id=\"f-field.transfer.reason\""), std::string::npos);
  EXPECT_NE(html.find("Give a reason"), std::string::npos);
  EXPECT_GT(html.find("Give a reason"), html.find("<legend>Transferability</legend>"));
}

TEST(Widgets, AFileThatWasSentIsALink) {
  const Field field = field_of(FieldType::File);
  Asked asked{.field = &field};
  asked.answer =
      json::parse(R"({"id":"12","name":"pa<per.pdf","type":"application/pdf","bytes":2400000})");
  EXPECT_NE(html_of(asked).find("<a href=\"/files/12\">pa&lt;per.pdf</a> (2.4 MB)"),
            std::string::npos);
}

TEST(Answers, RowsGetNamesFromTheirLabelsAndKeepThoseTheyHave) {
  const Field field = field_of(FieldType::Rubric);
  const http::Form form{{{"field.1.name", "impact"},
                         {"field.1.label", "Impact"},
                         {"field.2.name", ""},
                         {"field.2.label", "Impact!"},
                         {"field.2.weight", "many"},
                         {"field.3.label", ""},
                         {"field.3.weight", "1"}},
                        {}};
  EXPECT_EQ(json::serialize(answers_from(form, {&field}, "UTC").at("field")),
            R"([{"name":"impact","label":"Impact","hint":""},)"
            R"({"name":"impact_2","label":"Impact!","hint":"","weight":"many"}])");
}

TEST(Answers, OnlyAskedFieldsAreTaken) {
  const Field field = field_of(FieldType::Text);
  const http::Form form{{{"field", "x"}, {"outcome", "awarded"}, {"_csrf", "t"}}, {}};
  const Answers answers = answers_from(form, {&field}, "UTC");
  EXPECT_EQ(answers, (Answers{{"field", "x"}}));
}

}  // namespace
}  // namespace accolade::test
