// Invented answers are answers: every field type takes them, within its limits.
#include "engine/rehearse/invented.h"

#include <gtest/gtest.h>

#include "engine/form/bind.h"
#include "tests/support/chart.h"

namespace accolade {
namespace {

Field invented_field(FieldType type) {
  Field field;
  field.name = "f";
  field.type = type;
  field.label = "F";
  return field;
}

// What the form says to 200 answers; empty: all were taken.
std::string objections(const Field& field, const Lookup& lookup) {
  Chance chance(42);
  Facts facts;
  facts.now = noon;
  facts.above = lookup.rows;
  for (int number = 0; number < 200; ++number) {
    const Answers answers{{"f", invented(field, lookup, chance)}};
    const Fields own;
    const Outcome<Fields> bound = accolade::bind({&field}, answers, facts, {own});
    if (!bound) return bound.refusal().sentence;
  }
  return "";
}

Lookup all_there_is() {
  Lookup lookup;
  lookup.now = noon;
  lookup.holders = {{"expert", {PersonId{3}, PersonId{4}, PersonId{5}, PersonId{6}}}};
  lookup.everybody = {PersonId{1}, PersonId{2}};
  lookup.organisations = {OrganisationId{9}};
  lookup.instances = {InstanceId{11}};
  return lookup;
}

TEST(Invented, EveryTypeOfFieldTakesItsAnswers) {
  for (const FieldType type :
       {FieldType::Text, FieldType::LongText, FieldType::WholeNumber, FieldType::DecimalNumber,
        FieldType::YesNo, FieldType::Date, FieldType::Moment, FieldType::Span, FieldType::Country,
        FieldType::Organisation, FieldType::Person, FieldType::People, FieldType::Consent,
        FieldType::Instance, FieldType::Email, FieldType::Link, FieldType::Questions,
        FieldType::Rubric}) {
    EXPECT_EQ(objections(invented_field(type), all_there_is()), "") << static_cast<int>(type);
  }
}

TEST(Invented, NumbersDatesAndTextsKeepTheirLimits) {
  Field whole = invented_field(FieldType::WholeNumber);
  whole.min = Value(2018);
  whole.max = Value(2020);
  EXPECT_EQ(objections(whole, all_there_is()), "");
  Field below = invented_field(FieldType::WholeNumber);
  below.max = Value(-5);
  EXPECT_EQ(objections(below, all_there_is()), "");
  Field decimal = invented_field(FieldType::DecimalNumber);
  decimal.min = Value(*Decimal::parse("0.25"));
  decimal.max = Value(*Decimal::parse("0.3"));
  EXPECT_EQ(objections(decimal, all_there_is()), "");
  Field date = invented_field(FieldType::Date);
  date.min = Value(Day(std::chrono::year{2025} / 6 / 1));
  date.max = Value(Day(std::chrono::year{2025} / 6 / 3));
  EXPECT_EQ(objections(date, all_there_is()), "");
  Field text = invented_field(FieldType::Text);
  text.words_max = 2;
  text.characters_max = 7;
  EXPECT_EQ(objections(text, all_there_is()), "");
}

TEST(Invented, PeopleComeFromThePoolOfTheField) {
  Field field = invented_field(FieldType::Person);
  field.pool = "expert";
  Chance chance(1);
  const boost::json::value answer = invented(field, all_there_is(), chance);
  const auto person = PersonId::parse(std::string(answer.as_string()));
  ASSERT_TRUE(person);
  EXPECT_TRUE(person->number >= 3 && person->number <= 6) << person->number;
  field.pool = "nobody holds this";
  EXPECT_TRUE(invented(field, all_there_is(), chance).is_null());
}

TEST(Invented, ScoresAnswerTheRubricAbove) {
  Field field = invented_field(FieldType::Scores);
  field.of = "parent.rubric";
  Lookup lookup = all_there_is();
  lookup.rows = {{"parent.rubric",
                  List{Record{{"name", "impact"}, {"label", "Impact"}, {"from", 2}, {"to", 4}},
                       Record{{"name", "reach"}, {"label", "Reach"}, {"from", 0}, {"to", 1}}}}};
  EXPECT_EQ(objections(field, lookup), "");
}

TEST(Chance, TheSameSeedGivesTheSameNumbers) {
  Chance chance(7);
  std::vector<std::int64_t> drawn;
  for (int number = 0; number < 5; ++number)
    drawn.push_back(chance.between(-3, 3));
  Chance again(7);
  for (const std::int64_t number : drawn)
    EXPECT_EQ(again.between(-3, 3), number);
  EXPECT_EQ(drawn.size(), 5U);
  EXPECT_NE(Chance(8).between(0, 1'000'000), Chance(7).between(0, 1'000'000));
}

TEST(Chance, AWeightOfNothingIsNeverDrawn) {
  Chance chance(1);
  std::vector<int> drawn(3);
  for (int number = 0; number < 1'000; ++number)
    ++drawn[chance.by_weight({0, 3, 1})];
  EXPECT_EQ(drawn[0], 0);
  EXPECT_GT(drawn[1], drawn[2]);
  EXPECT_GT(drawn[2], 0);
}

}  // namespace
}  // namespace accolade
