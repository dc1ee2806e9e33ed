// Answers in the words of people.
#include "handlers/pages/words.h"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "tests/handlers/pages/pages_fixture.h"

namespace accolade::test {
namespace {

std::string said(FieldType type, const char* answer) {
  return in_words(field_of(type), boost::json::parse(answer), wording());
}

TEST(Words, AnswersAreSaidInLabelsNamesAndDates) {
  EXPECT_EQ(said(FieldType::OneOf, R"("b")"), "Second");
  EXPECT_EQ(said(FieldType::SomeOf, R"(["a","c"])"), "First\nThird");
  EXPECT_EQ(said(FieldType::YesNo, "true"), "Yes");
  EXPECT_EQ(said(FieldType::Consent, "false"), "No");
  EXPECT_EQ(said(FieldType::Date, R"("2026-03-02")"), "2 March 2026");
  EXPECT_EQ(said(FieldType::Moment, R"("2026-03-02T16:00:00Z")"),
            "Monday 2 March 2026 at 17:00 (Brussels time)");
  EXPECT_EQ(said(FieldType::Span, R"("PT48H")"), "2 days");
  EXPECT_EQ(said(FieldType::Country, R"("DE")"), "Germany");
  EXPECT_EQ(said(FieldType::People, R"(["5","6"])"), "Ana Rossi, Bo Lind");
  EXPECT_EQ(said(FieldType::Organisation, R"("9")"), "Agence nationale de la recherche");
  EXPECT_EQ(said(FieldType::DecimalNumber, "4.5"), "4.5");
  EXPECT_EQ(said(FieldType::File, R"({"id":"1","name":"paper.pdf"})"), "paper.pdf");
}

TEST(Words, ScoresAreSaidByCriterion) {
  EXPECT_EQ(
      said(FieldType::Scores,
           R"({"impact":{"score":4,"reason":"Clear"},"transfer":{"score":2},"total":3.333333})"),
      "Impact: 4. Clear\nTransferability: 2\nWeighted mean: 3.333333");
}

TEST(Words, PlacesAreSaidWithTheirNumbers) {
  EXPECT_EQ(said(FieldType::Places,
                 R"([{"name":"on_site","label":"On site","capacity":80},)"
                 R"({"name":"hall","label":"Hall","capacity":1},{"name":"o","label":"Online"}])"),
            "On site: 80 places\nHall: 1 place\nOnline: no limit");
  EXPECT_EQ(said(FieldType::OnePlace, R"("transfer")"), "Transferability");
}

TEST(Words, APersonWhoMayNotBeNamedIsSomebody) {
  EXPECT_EQ(said(FieldType::Person, R"("77")"), "somebody");
}

TEST(Words, WhatIsNotUnderstoodIsSaidAsItWasTyped) {
  EXPECT_EQ(said(FieldType::Date, R"("31 February")"), "31 February");
  EXPECT_EQ(said(FieldType::OneOf, R"("zz")"), "zz");
  EXPECT_EQ(said(FieldType::Text, "null"), "");
}

TEST(Words, PluralsOfTitles) {
  EXPECT_EQ(plural("Nomination"), "Nominations");
  EXPECT_EQ(plural("Entry"), "Entries");
  EXPECT_EQ(plural("Survey"), "Surveys");
  EXPECT_EQ(plural("Address"), "Addresses");
}

}  // namespace
}  // namespace accolade::test
