// Answers to fields, kind by kind: what comes out, and the sentence where nothing does.
#include "engine/form/bind.h"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "engine/form/countries.h"
#include "tests/support/chart.h"

namespace accolade {
namespace {

namespace json = boost::json;

Field field_of(FieldType type, const std::string& label = "Thing") {
  Field field;
  field.name = "f";
  field.type = type;
  field.label = label;
  return field;
}

Field choice_of(FieldType type) {
  Field field = field_of(type, "Category");
  field.choices = {{"one", "One"}, {"two", "Two"}};
  return field;
}

Outcome<Fields> bound(const Field& field, const json::value& answer, const Facts& facts = {}) {
  const Fields own;
  return bind({&field}, {{"f", answer}}, facts, {own});
}

// The value, or absent.
Value value(const Field& field, const json::value& answer) {
  const Outcome<Fields> fields = bound(field, answer);
  EXPECT_TRUE(fields) << in_short(fields.refusal());
  return fields ? at(*fields, "f") : Value();
}

std::string problem(const Field& field, const json::value& answer) {
  const Outcome<Fields> fields = bound(field, answer);
  if (fields) return "none";
  EXPECT_EQ(fields.refusal().problems.size(), 1U);
  EXPECT_EQ(fields.refusal().problems[0].field, "f");
  return fields.refusal().problems[0].sentence;
}

TEST(Binding, TextIsTrimmedAndOnOneLine) {
  EXPECT_EQ(value(field_of(FieldType::Text), "  a\r\nb \xC2\xA0"), Value("a b"));
  EXPECT_EQ(value(field_of(FieldType::LongText), " a\r\nb\rc\n"), Value("a\nb\nc"));
}

TEST(Binding, DecimalsNeverLoseDigitsOnTheWay) {
  const Field field = field_of(FieldType::DecimalNumber);
  EXPECT_EQ(value(field, json::parse("123456789.012345")),
            Value(*Decimal::parse("123456789.012345")));
  EXPECT_EQ(value(field, "123456789012.123456"), Value(*Decimal::parse("123456789012.123456")));
  EXPECT_EQ(problem(field, json::parse("123456789012.123456")),
            "Thing must be a number, such as 4.5");
}

TEST(Binding, LabelsReadAsSentences) {
  EXPECT_EQ(problem(field_of(FieldType::Text, "Title of the work"), ""),
            "Enter the title of the work");
  EXPECT_EQ(problem(field_of(FieldType::Text, "Who answers for the approach?"), " "),
            "Answer “Who answers for the approach?”");
  EXPECT_EQ(problem(field_of(FieldType::LongText, "What was done"), nullptr),
            "Answer “What was done”");
  EXPECT_EQ(problem(field_of(FieldType::Text, "PDF title"), ""), "Enter the PDF title");
  EXPECT_EQ(problem(choice_of(FieldType::OneOf), ""), "Choose a category");
  EXPECT_EQ(problem(field_of(FieldType::Country, "Country of the work"), ""),
            "Choose the country of the work");
  EXPECT_EQ(problem(field_of(FieldType::File, "The paper"), json::object()), "Upload the paper");
  EXPECT_EQ(problem(field_of(FieldType::People, "Reviewers"), json::array()),
            "Choose at least one person for “Reviewers”");
  EXPECT_EQ(problem(field_of(FieldType::Date, "When?"), json::object{{"day", ""}, {"month", ""}}),
            "Enter a date for “When?”");
}

TEST(Binding, TooManyWordsAreCounted) {
  Field field = field_of(FieldType::LongText, "Summary");
  field.words_max = 3;
  EXPECT_EQ(value(field, "one two\n three"), Value("one two\n three"));
  EXPECT_EQ(problem(field, "one two\xE2\x80\x83three four"),
            "Summary must be 3 words or fewer; you have written 4");
}

TEST(Binding, CharactersAreCountedAsPeopleDo) {
  Field field = field_of(FieldType::Text, "Name");
  field.characters_max = 4;
  EXPECT_EQ(value(field, "Zoë…"), Value("Zoë…"));
  EXPECT_EQ(problem(field, "Zoë……"), "Name must be 4 characters or fewer; you have written 5");
}

TEST(Binding, BytesThatAreNoTextAreRefused) {
  const std::string sentence = "Thing contains characters that cannot be read; type it again";
  EXPECT_EQ(problem(field_of(FieldType::Text), "a\xFF"), sentence);
  EXPECT_EQ(problem(field_of(FieldType::Text), json::string(std::string("a\0b", 3))), sentence);
  EXPECT_EQ(problem(field_of(FieldType::Scores), json::object{{"x", "\xC3"}}), sentence);
}

TEST(Binding, WholeNumbers) {
  Field field = field_of(FieldType::WholeNumber, "Year");
  field.min = Value(2018);
  field.max = Value(2100);
  EXPECT_EQ(value(field, "2026"), Value(2026));
  EXPECT_EQ(value(field, 2026), Value(2026));
  EXPECT_EQ(problem(field, "20.5"), "Year must be a whole number, such as 12");
  EXPECT_EQ(problem(field, "99999999999999999999"), "Year must be a whole number, such as 12");
  EXPECT_EQ(problem(field, 2017), "Year must be between 2018 and 2100");
  field.max.reset();
  EXPECT_EQ(problem(field, 2017), "Year must be 2018 or more");
}

TEST(Binding, Decimals) {
  const Field field = field_of(FieldType::DecimalNumber);
  EXPECT_EQ(value(field, "4.35"), Value(*Decimal::parse("4.35")));
  EXPECT_EQ(value(field, 4.35), Value(*Decimal::parse("4.35")));
  EXPECT_EQ(value(field, 4), Value(*Decimal::parse("4")));
  EXPECT_EQ(problem(field, "4,35"), "Thing must be a number, such as 4.5");
}

TEST(Binding, YesAndNo) {
  const Field field = field_of(FieldType::YesNo);
  EXPECT_EQ(value(field, "yes"), Value(true));
  EXPECT_EQ(value(field, false), Value(false));
  EXPECT_EQ(problem(field, "perhaps"), "Thing must be yes or no");
}

TEST(Binding, AConsentIsGivenOrMissing) {
  const Field field = field_of(FieldType::Consent, "We agree");
  EXPECT_EQ(value(field, "on"), Value(true));
  EXPECT_EQ(problem(field, false), "Tick “We agree” to go on");
  EXPECT_EQ(problem(field, ""), "Tick “We agree” to go on");
}

TEST(Binding, Choices) {
  EXPECT_EQ(value(choice_of(FieldType::OneOf), "two"), Value("two"));
  EXPECT_EQ(problem(choice_of(FieldType::OneOf), "three"), "Category must be one of the choices");
  EXPECT_EQ(value(choice_of(FieldType::SomeOf), {"two", "one", "two"}),
            Value(List{Value("two"), Value("one")}));
  EXPECT_EQ(value(choice_of(FieldType::SomeOf), "two"), Value(List{Value("two")}));
}

TEST(Binding, Dates) {
  Field field = field_of(FieldType::Date, "Day");
  const Day day = std::chrono::year(2026) / 3 / 2;
  EXPECT_EQ(value(field, "2026-03-02"), Value(day));
  EXPECT_EQ(value(field, json::object{{"day", "2"}, {"month", "03"}, {"year", 2026}}), Value(day));
  EXPECT_EQ(problem(field, json::object{{"day", "31"}, {"month", "2"}, {"year", "2026"}}),
            "Day must be a real date, such as 2 March 2026");
  field.min = Value(day);
  EXPECT_EQ(problem(field, "2026-03-01"), "Day must be on or after 2 March 2026");
}

TEST(Binding, InstantsAndSpans) {
  EXPECT_EQ(value(field_of(FieldType::Moment), "2026-03-02T13:00:00+01:00"), Value(noon));
  EXPECT_EQ(problem(field_of(FieldType::Moment), "tomorrow"), "Thing must be a real date and time");
  EXPECT_EQ(value(field_of(FieldType::Span), "48h"), Value(Duration(std::chrono::hours(48))));
}

TEST(Binding, CountriesByCode) {
  EXPECT_EQ(countries().size(), 249U);
  EXPECT_EQ(country("DE")->name, "Germany");
  EXPECT_EQ(value(field_of(FieldType::Country), "DE"), Value("DE"));
  EXPECT_EQ(problem(field_of(FieldType::Country), "XX"), "Thing must be a country of the list");
}

TEST(Binding, PeopleAndOtherIds) {
  EXPECT_EQ(value(field_of(FieldType::Person), "17"), Value("17"));
  EXPECT_EQ(problem(field_of(FieldType::Person), "Ada"), "Thing must be a person of the list");
  EXPECT_EQ(value(field_of(FieldType::People), {"17", 18, "", "17"}),
            Value(List{Value("17"), Value("18")}));
}

TEST(Binding, FilesByTypeAndSize) {
  Field field = field_of(FieldType::File, "The paper");
  field.accept = {"application/pdf"};
  field.bytes_max = 10 * 1024 * 1024;
  const json::object file{
      {"id", "5"}, {"name", "a.pdf"}, {"type", "application/pdf"}, {"bytes", 1'000}};
  EXPECT_EQ(value(field, file), Value(Record{{"id", Value("5")},
                                             {"name", Value("a.pdf")},
                                             {"type", Value("application/pdf")},
                                             {"bytes", Value(1'000)}}));
  json::object wrong = file;
  wrong["type"] = "text/html";
  EXPECT_EQ(problem(field, wrong), "The paper must be a PDF file");
  wrong = file;
  wrong["bytes"] = 10 * 1024 * 1024 + 1;
  EXPECT_EQ(problem(field, wrong), "The paper must be 10 MB or smaller");
  EXPECT_EQ(problem(field, "a.pdf"), "The paper must be a file that was uploaded");
}

TEST(Binding, AddressesAndLinks) {
  EXPECT_EQ(value(field_of(FieldType::Email), " ada@example.org "), Value("ada@example.org"));
  for (const char* wrong : {"ada", "@example.org", "ada@example", "a b@example.org", "a@b@c.d"}) {
    EXPECT_EQ(problem(field_of(FieldType::Email), wrong),
              "Thing must be an e-mail address like name@example.org");
  }
  EXPECT_EQ(value(field_of(FieldType::Link), "https://example.org/a"),
            Value("https://example.org/a"));
  EXPECT_EQ(problem(field_of(FieldType::Link), "javascript:alert(1)"),
            "Thing must be a web address that begins with https://");
}

TEST(Binding, AsTypedLeavesOutWhatIsMissingAndIgnoresTheRest) {
  const Field field = field_of(FieldType::Text);
  const Fields own;
  const Outcome<Fields> fields = bind({&field}, {{"other", "x"}}, {}, {own, Completeness::AsTyped});
  ASSERT_TRUE(fields);
  EXPECT_EQ(*fields, Fields{});
}

TEST(Rubrics, AreRowsWithNamesMadeFromTheirLabels) {
  const Field field = field_of(FieldType::Rubric);
  EXPECT_EQ(value(field, json::parse(R"([{"label": " Impact on patients", "weight": "2"}, {}])")),
            Value(List{Value(Record{{"name", Value("impact_on_patients")},
                                    {"label", Value("Impact on patients")},
                                    {"hint", Value("")},
                                    {"weight", Value(*Decimal::parse("2"))},
                                    {"from", Value(1)},
                                    {"to", Value(5)}})}));
}

TEST(Rubrics, TheirProblemsNameTheRow) {
  const Outcome<Fields> fields =
      bound(field_of(FieldType::Rubric),
            json::parse(R"([{"label": "A"}, {"label": "A", "weight": 0, "from": 5, "to": 1}])"));
  ASSERT_FALSE(fields);
  EXPECT_EQ(in_short(fields.refusal()),
            "Invalid\n"
            "f.2.weight: The weight of row 2 must be above 0, and 1000 or less\n"
            "f.2.to: The highest score of row 2 must be above the lowest, and 1000 or less\n"
            "f.2.label: There is another row with this text");
}

Facts with_rubric() {
  Facts facts;
  const auto row = [](const char* name, const char* label, const char* weight) {
    return Value(Record{{"name", Value(name)},
                        {"label", Value(label)},
                        {"weight", Value(*Decimal::parse(weight))},
                        {"from", Value(1)},
                        {"to", Value(5)}});
  };
  facts.above["parent.rubric"] =
      Value(List{row("impact", "Impact", "2"), row("transfer", "Transfer", "1")});
  return facts;
}

Field scores() {
  Field field = field_of(FieldType::Scores, "Scores");
  field.of = "parent.rubric";
  return field;
}

TEST(Scores, CarryTheirWeightedMean) {
  const Outcome<Fields> fields = bound(
      scores(),
      json::parse(
          R"({"impact": {"score": "5", "reason": " Much "}, "transfer": {"score": 3, "reason": "Some"}})"),
      with_rubric());
  ASSERT_TRUE(fields) << in_short(fields.refusal());
  EXPECT_EQ(
      at(*fields, "f"),
      Value(Record{{"impact", Value(Record{{"score", Value(5)}, {"reason", Value("Much")}})},
                   {"transfer", Value(Record{{"score", Value(3)}, {"reason", Value("Some")}})},
                   {"total", Value(*Decimal::parse("4.333333"))}}));
}

TEST(Scores, EachMissingPartIsNamed) {
  const Outcome<Fields> fields =
      bound(scores(), json::parse(R"({"impact": {"score": 6, "reason": ""}, "style": 1})"),
            with_rubric());
  ASSERT_FALSE(fields);
  EXPECT_EQ(in_short(fields.refusal()),
            "Invalid\n"
            "f.impact.score: The score for “Impact” must be a whole number from 1 to 5\n"
            "f.impact.reason: Give a reason for the score of “Impact”\n"
            "f.transfer.score: Choose a score for “Transfer”\n"
            "f.transfer.reason: Give a reason for the score of “Transfer”\n"
            "f.style: “style” is not asked for here");
}

TEST(Scores, WithoutARubricThereIsNothingToScore) {
  EXPECT_EQ(problem(scores(), json::object{{"impact", 1}}),
            "There are no criteria to score yet; tell the secretariat");
}

TEST(Questions, AreAskedAndAnswered) {
  const Value questions = value(field_of(FieldType::Questions), {"Why now?"});
  EXPECT_EQ(questions, Value(List{Value(Record{{"name", Value("why_now")},
                                               {"label", Value("Why now?")},
                                               {"hint", Value("")},
                                               {"words", Value(2'000)}})}));
  Field answers = field_of(FieldType::Answers, "Answers");
  answers.of = "questions";
  const Fields own{{"questions", questions}};
  const Outcome<Fields> given =
      bind({&answers}, {{"f", json::object{{"why_now", "Because."}}}}, {}, {own});
  ASSERT_TRUE(given) << in_short(given.refusal());
  EXPECT_EQ(at(*given, "f"), Value(Record{{"why_now", Value("Because.")}}));
  const Outcome<Fields> none = bind({&answers}, {{"f", json::object()}}, {}, {own});
  ASSERT_FALSE(none);
  EXPECT_EQ(in_short(none.refusal()), "Invalid\nf.why_now: Answer “Why now?”");
}

}  // namespace
}  // namespace accolade
