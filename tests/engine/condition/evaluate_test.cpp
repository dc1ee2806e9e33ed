// What conditions come out as.
#include <gtest/gtest.h>

#include "tests/engine/condition/sample_scope.h"

namespace accolade {
namespace {

constexpr const char* too_large = "A number became too large to work with.";

struct Case {
  const char* text;
  Value value;
};

const Readable sample = {
    {"score", decimal("4.5")},
    {"count", 7},
    {"yes", 3},
    {"no", 2},
    {"chair", false},
    {"title", "Zoë's plan"},
    {"status", "open"},
    {"tags", List{"rare", "cancer", "data"}},
    {"grades", List{3, 5, 5, 1}},
    {"marks", List{decimal("0.5"), decimal("2")}},
    {"lamps", List{"red", "green"}},
    {"rows", List{Record{{"name", "a"}, {"points", 3}}, Record{{"name", "b"}, {"points", 0}}}},
    {"paper", Record{{"name", "plan.pdf"}, {"bytes", 1200}}},
    {"sent_at", instant("2026-03-02T16:00:00Z")},
    {"wait", *parse_duration("48h")},
    {"starts_on", day("2026-02-28")},
    {"parent.closes_at", instant("2026-03-04T16:00:00Z")},
    {"scores.clarity", decimal("3")},
    {"now", instant("2026-03-03T00:00:00Z")},
    {"in draft", true},
    {"in submitted", false},
    {"by close", instant("2026-03-03T00:00:00.000001Z")},
    {"by parent.close", instant("2026-03-03T00:00:00Z")},
    {"count(review in submitted)", 3},
    {"count(review)", 4},
    {"mean(review in submitted, score)", decimal("3.666667")},
    {"sum(review in submitted, points)", 11},
};

void expect_all(std::initializer_list<Case> cases) {
  for (const Case& one : cases)
    EXPECT_EQ(value_of(one.text, sample), one.value) << one.text;
}

TEST(Condition, LogicStopsEarlyAndBindsAsInC) {
  expect_all({
      {"true || false && false", true},
      {"(true || false) && false", false},
      {"!chair", true},
      {"!!chair", false},
      {"!chair && !in_state('submitted')", true},
      {"chair ? 1 : yes > no ? 2 : 3", 2},
      {"(chair ? 1 : 2) == 2", true},
      {"yes > 5 && 9223372036854775807 + yes > 0", false},
      {"yes > 2 || 9223372036854775807 + yes > 0", true},
      {"score >= 3 && status == \"open\" && (yes > no || chair)", true},
  });
}

TEST(Condition, ComparesWhatHasAnOrder) {
  expect_all({
      {"yes == 3", true},
      {"yes != 3", false},
      {"no < yes", true},
      {"yes <= 2", false},
      {"yes >= 3.0", true},
      {"score > 4", true},
      {"4 > score", false},
      {"score == 4.50", true},
      {"'a' < 'b' && 'a' < 'aa' && 'Z' < 'a'", true},
      {"title == 'Zoë\\'s plan'", true},
      {"status == 'open'", true},
      {"'closed' == status", false},
      {"sent_at < now && now < parent.closes_at", true},
      {"wait == 2d && wait > 47h", true},
      {"starts_on < date('2026-03-01')", true},
      {"tags == ['rare', 'cancer', 'data']", true},
      {"marks != [0.5, 2]", false},
      {"paper == paper", true},
      {"chair == false", true},
  });
}

TEST(Condition, WholeNumbersDivideTowardsZero) {
  expect_all({
      {"7 / 2", 3},
      {"-7 / 2", -3},
      {"7 % 3", 1},
      {"-7 % 3", -1},
      {"7 % -3", 1},
      {"2 + 3 * 4 - 6 / 2", 11},
      {"10 - 3 - 2", 5},
      {"(2 + 3) * -4", -20},
      {"-count + 8", 1},
      {"no != 0 ? count / no : 0", 3},
      {"no > 0 && count % no == 1", true},
      {"-9223372036854775807 - 1 < 0", true},
  });
}

TEST(Condition, DecimalsAreExactAndTakeWholeNumbersIn) {
  expect_all({
      {"0.1 + 0.2 == 0.3", true},
      {"score * 2", decimal("9")},
      {"score - 5", decimal("-0.5")},
      {"1 / 3.0", decimal("0.333333")},
      {"2.0 / 3", decimal("0.666667")},
      {"0.000001 * 0.5", decimal("0")},
      {"0.000003 * 0.5", decimal("0.000002")},
      {"-score", decimal("-4.5")},
      {"int(score)", 4},
      {"int(-score)", -4},
      {"int(count)", 7},
      {"decimal(count) / 2", decimal("3.5")},
      {"[1, 2.5, 3]", List{decimal("1"), decimal("2.5"), decimal("3")}},
  });
}

TEST(Condition, OverflowRefusesAndIsNeverFalse) {
  for (const char* text :
       {"9223372036854775807 + yes > 0", "-9223372036854775807 - yes < 0",
        "9223372036854775807 * yes > 0", "-(-9223372036854775807 - (no - 1)) > 0",
        "999999999999.0 * score > 0.0", "999999999999.9 + score > 0.0",
        "999999999999.0 / 0.1 > 0.0", "decimal(count * 1000000000000) > 0.0",
        "9223372036854775807 + yes > 0 || true", "!(9223372036854775807 + yes > 0)",
        "grades.exists(g, g + 9223372036854775807 > 0) || true"}) {
    EXPECT_EQ(value_of(text, sample), Value(too_large)) << text;
  }
}

TEST(Condition, TheSmallestNumberDividedByMinusOneRefuses) {
  const Readable smallest = {{"yes", INT64_MIN}, {"no", -1}};
  EXPECT_EQ(value_of("yes / -1", smallest), Value(too_large));
  EXPECT_EQ(value_of("no != 0 ? yes / no : 0", smallest), Value(too_large));
  EXPECT_EQ(value_of("no != 0 ? yes % no : 1", smallest), Value(0));
}

TEST(Condition, TimesMoveByDurations) {
  expect_all({
      {"sent_at + wait == parent.closes_at", true},
      {"wait + sent_at == parent.closes_at", true},
      {"parent.closes_at - 48h", instant("2026-03-02T16:00:00Z")},
      {"parent.closes_at - sent_at", *parse_duration("P2D")},
      {"wait - duration('PT1H') + 30m", *parse_duration("PT47H30M")},
      {"-wait", *parse_duration("-P2D")},
      {"starts_on + 1d", day("2026-03-01")},
      {"starts_on - 2w", day("2026-02-14")},
      {"date('2024-03-01') - date('2024-02-28')", *parse_duration("2d")},
      {"timestamp('2026-03-02T17:00:00+01:00') == sent_at", true},
      {"starts_on + 36h", "A date can only move by whole days."},
      {"timestamp('9999-12-31T00:00:00Z') + 1d", "A date left the years 1 to 9999."},
      {"date('0001-01-01') - 1d", "A date left the years 1 to 9999."},
  });
}

TEST(Condition, TextIsSearchedAndJoined) {
  expect_all({
      {"title.startsWith('Zoë')", true},
      {"title.endsWith('plan') && !title.endsWith('Plan')", true},
      {"title.contains(\"'s \")", true},
      {"status.startsWith('op')", true},
      {"size(title)", 10},
      {"title.size() == size('Zoë\\'s plan')", true},
      {"size('')", 0},
      {"'a' + 'b' + string(count) + string(score) + string(chair)", "ab74.5false"},
      {"string(sent_at) + string(wait) + string(starts_on)",
       "2026-03-02T16:00:00Z172800s2026-02-28"},
      {"string(status)", "open"},
      {"paper.name.endsWith('.pdf') && paper.bytes < 2000", true},
  });
}

TEST(Condition, EscapesAreThoseOfCel) {
  expect_all({
      {R"('\a\b\f\n\r\t\v\\\?\"\'\`')", "\a\b\f\n\r\t\v\\?\"'`"},
      {R"("\x41\X42\u00eb\U0001F4A1\101\u20ac")", "ABë💡A€"},
      {R"("it's" + 'a "word"')", "it'sa \"word\""},
  });
}

TEST(Condition, ListsAreWalked) {
  expect_all({
      {"'rare' in tags", true},
      {"'Rare' in tags", false},
      {"status in ['open', 'closed']", true},
      {"status in ['closed']", false},
      {"3 in []", false},
      {"yes in [1, 2, 3]", true},
      {"score in [4, 4.5]", true},
      {"2 in marks", true},
      {"'red' in lamps", true},
      {"paper in [paper]", true},
      {"size(tags) + tags.size()", 6},
      {"grades.all(g, g > 0)", true},
      {"grades.all(g, g > 1)", false},
      {"grades.exists(g, g == 5)", true},
      {"grades.exists_one(g, g == 5)", false},
      {"grades.exists_one(g, g == 1)", true},
      {"grades.filter(g, g >= 3).map(g, g * 2)", List{6, 10, 10}},
      {"rows.filter(r, r.points > 0).map(r, r.name)", List{"a"}},
      {"rows.map(r, r.points != 0 ? 6 / r.points : 0)", List{2, 0}},
      {"grades.map(g, tags.filter(t, size(t) > g).size())", List{3, 1, 1, 3}},
      {"[].size()", 0},
      {"grades + [9, yes]", List{3, 5, 5, 1, 9, 3}},
      {"[yes, count].map(n, [n])", List{List{3}, List{7}}},
      {"tags.map(t, t + '!').exists(t, t == 'data!')", true},
      {"chair ? [] : grades.filter(g, g < 2)", List{1}},
      {"lamps.all(l, l == 'red' || l == 'green')", true},
  });
}

TEST(Condition, HasGuardsWhatCanBeAbsent) {
  const Readable there = {{"maybe", 4}, {"cover", Record{{"name", "x"}}}};
  for (const char* text :
       {"has(maybe) && maybe > 3", "!(!has(maybe) || maybe <= 3)", "has(maybe) ? maybe > 3 : false",
        "has(cover.name) && cover.name == 'x'"}) {
    EXPECT_EQ(value_of(text, there), Value(true)) << text;
    EXPECT_EQ(value_of(text), Value(false)) << text;
  }
  EXPECT_EQ(value_of("!has(maybe) || maybe > 3"), Value(true));
  EXPECT_EQ(value_of("!has(maybe) || maybe > 3", {{"maybe", 3}}), Value(false));
  EXPECT_EQ(value_of("has(cover.name)", {{"cover", Record{}}}), Value(false));
}

TEST(Condition, StatesDeadlinesAndTalliesAreRead) {
  expect_all({
      {"in_state('draft') && !in_state(\"submitted\")", true},
      {"before(close)", true},
      {"before(parent.close)", false},
      {"count(review in submitted) >= 3 && count(review) == 4", true},
      {"has(mean(review in submitted, score)) && mean(review in submitted,score) > 3.5", true},
      {"sum(review in submitted, points)", 11},
  });
  EXPECT_EQ(value_of("before(close)", {{"now", instant_max}}), Value(true));
}

TEST(Condition, TheLargestLeavesAbsentOnesOut) {
  expect_all({
      {"max(parent.closes_at, extended_until)", instant("2026-03-04T16:00:00Z")},
      {"min(sent_at + 3d, parent.closes_at)", instant("2026-03-04T16:00:00Z")},
      {"max(1, 2.5, count)", decimal("7")},
      {"min(maybe, 2.5, 9)", decimal("2.5")},
  });
  const Readable both = {{"parent.closes_at", instant("2026-03-04T16:00:00Z")},
                         {"extended_until", instant("2026-03-05T00:00:00Z")}};
  EXPECT_EQ(value_of("max(parent.closes_at, extended_until)", both),
            Value(instant("2026-03-05T00:00:00Z")));
}

TEST(Condition, AWholeExpressionMayBeAbsentWhereThatIsAllowed) {
  const auto passed = [](const char* text, const Readable& readable = {},
                         const std::optional<Type>& expected = std::nullopt) {
    return value_of(text, readable, expected, Absence::Allowed);
  };
  EXPECT_EQ(passed("maybe"), Value());
  EXPECT_EQ(passed("maybe", {{"maybe", 3}}), Value(3));
  EXPECT_EQ(passed("maybe", {}, decimal_type()), Value());
  EXPECT_EQ(passed("maybe", {{"maybe", 3}}, decimal_type()), Value(decimal("3")));
  EXPECT_EQ(passed("max(maybe, perhaps)"), Value());
  EXPECT_EQ(passed("max(maybe, perhaps)", {{"perhaps", 2}}), Value(2));
  EXPECT_EQ(passed("chair ? maybe : 1", {{"chair", true}}), Value());
  EXPECT_EQ(passed("chair ? maybe : 1", {{"chair", false}}), Value(1));
  EXPECT_EQ(passed("cover.name"), Value());
  EXPECT_EQ(passed("mean(review in submitted, score)"), Value());
}

TEST(Condition, WhatTheLoaderCouldNotSeeRefuses) {
  EXPECT_EQ(value_of("score > 3"), Value("`score` is absent, so this cannot be decided."));
  EXPECT_EQ(value_of("count > 3", {{"count", "x"}}),
            Value("`count` is not a whole number, so this cannot be decided."));
  EXPECT_EQ(value_of("paper.bytes > 3", {{"paper", Record{}}}),
            Value("`bytes` is absent, so this cannot be decided."));
  EXPECT_EQ(value_of("grades.all(g, g > 3)", {{"grades", List{"x"}}}),
            Value("`an item` is not a whole number, so this cannot be decided."));
  EXPECT_EQ(value_of("size(tags) > 3", {{"tags", 4}}),
            Value("`tags` is not a list, so this cannot be decided."));
  EXPECT_EQ(value_of("title == 'x' || true"),
            Value("`title` is absent, so this cannot be decided."));
}

TEST(Condition, ReadsEachThingOnce) {
  const Compiled compiled = compile(
      "before(close) && now > sent_at && before(close) && in_state('draft') && sent_at < now && "
      "count(review in submitted) > count( review in submitted ) - 1",
      SampleScope());
  const Tally tally{Figure::Count, "review", "submitted", ""};
  const std::vector<Reading> expected = {
      {Reading::Kind::Now, "now"},
      {Reading::Kind::Deadline, "close"},
      {Reading::Kind::Path, "sent_at"},
      {Reading::Kind::State, "draft"},
      {Reading::Kind::Tally, "count(review in submitted)", tally},
  };
  EXPECT_EQ(std::get<Expression>(compiled).readings(), expected);
}

TEST(Condition, KnowsItsTypeAndText) {
  const auto type = [](const char* text) {
    return std::get<Expression>(compile(text, SampleScope())).type();
  };
  EXPECT_EQ(type("score > 1"), bool_type());
  EXPECT_EQ(type("chair ? 1 : 2.5"), decimal_type());
  EXPECT_EQ(type("chair ? status : 'open'"), enum_of({"open", "closed"}));
  EXPECT_EQ(type("has(mean(review in submitted, points)) ? mean(review in submitted, points) : 0"),
            decimal_type());
  EXPECT_EQ(type("sum(review in submitted, points)"), int_type());
  EXPECT_EQ(type("max(sent_at, now) - now"), duration_type());
  EXPECT_EQ(type("rows.map(r, r.name)"), list_of(string_type()));
  EXPECT_EQ(std::get<Expression>(compile(" score>1", SampleScope())).text(), " score>1");
}

TEST(Condition, TheDefaultIsTrue) {
  EXPECT_EQ(*evaluate(Expression(), {}), Value(true));
  EXPECT_EQ(Expression().text(), "true");
}

TEST(Condition, OtherValuesThanItReadsAreADefect) {
  const Compiled compiled = compile("score > 1", SampleScope());
  EXPECT_THROW(std::ignore = evaluate(std::get<Expression>(compiled), {}), std::logic_error);
}

TEST(Condition, YearsAreThoseOfTheCalendarInUtc) {
  expect_all({
      {"year(sent_at)", 2026},
      {"year(timestamp('2025-12-31T23:59:59.999999Z'))", 2025},
      {"year(starts_on) + 1", 2027},
      // `sent_at` itself while it is still to come, then the same day and time of the next year.
      {"yearly(sent_at, sent_at - 1h)", instant("2026-03-02T16:00:00Z")},
      {"yearly(sent_at, sent_at)", instant("2027-03-02T16:00:00Z")},
      {"yearly(sent_at, timestamp('2031-03-02T15:59:59Z'))", instant("2031-03-02T16:00:00Z")},
      {"yearly(sent_at, timestamp('2031-12-31T00:00:00Z'))", instant("2032-03-02T16:00:00Z")},
      {"yearly(timestamp('2024-02-29T08:00:00Z'), timestamp('2026-01-01T00:00:00Z'))",
       instant("2026-02-28T08:00:00Z")},
      {"yearly(timestamp('2024-02-29T08:00:00Z'), timestamp('2028-01-01T00:00:00Z'))",
       instant("2028-02-29T08:00:00Z")},
      {"yearly(parent.closes_at, now)", instant("2026-03-04T16:00:00Z")},
  });
  EXPECT_EQ(error_of("year(count) == 1").message,
            "`year` needs an instant or a date, and this is a whole number");
  EXPECT_EQ(error_of("yearly(starts_on, sent_at) == sent_at").message,
            "`yearly` needs instants, and this is a date");
}

}  // namespace
}  // namespace accolade
