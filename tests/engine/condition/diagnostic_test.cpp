// What is wrong with a condition is said at load, at the byte where it is wrong, in one sentence.
#include <gtest/gtest.h>

#include "tests/engine/condition/sample_scope.h"

namespace accolade {
namespace {

struct WrongCase {
  const char* text;
  std::size_t offset;
  const char* message;
};

void expect_all_wrong(std::initializer_list<WrongCase> cases) {
  for (const WrongCase& one : cases) {
    EXPECT_EQ(error_of(one.text), (ConditionError{one.offset, one.message})) << one.text;
  }
}

TEST(ConditionError, UnknownNamesComeWithTheNearest) {
  expect_all_wrong({
      {"scor > 3", 0, "`scor` is not known here; did you mean `score`?"},
      {"yes > 1 && zebra", 11, "`zebra` is not known here"},
      {"parent.close_at > now", 0,
       "`parent.close_at` is not known here; did you mean `parent.closes_at`?"},
      {"scores.clarty > 1", 0, "`scores.clarty` is not known here; did you mean `scores.clarity`?"},
      {"scores > 1", 0, "`scores` is not known here; did you mean `score`?"},
      {"now.x > 1", 0, "`now.x` is not known here"},
      {"paper.size > 1", 6, "`size` is not a part of `paper`"},
      {"paper.bites > 1", 6, "`bites` is not a part of `paper`; did you mean `bytes`?"},
      {"paper.bytes.x > 1", 12, "`paper.bytes` is a whole number and has no parts"},
      {"count.x > 1", 6, "`count` is a whole number and has no parts"},
      {"rows.all(row, rwo.points > 1)", 14, "`rwo.points` is not known here"},
      {"grades.all(grade, grde > 1)", 18, "`grde` is not known here; did you mean `grade`?"},
      {"rows.all(r, r.point > 1)", 14, "`point` is not a part of `r`; did you mean `points`?"},
      {"siz(tags) > 1", 0, "`siz` is not a function here; did you mean `size`?"},
      {"title.startWith('x')", 6, "`startWith` is not a method here; did you mean `startsWith`?"},
      {"title.matches('x')", 6, "`matches` is not a method here"},
      {"in_state('drafts')", 9, "`drafts` is not a state here; did you mean `draft`?"},
      {"before(clos)", 7, "`clos` is not a deadline here; did you mean `close`?"},
      {"before(score)", 7, "`score` is not a deadline here"},
      {"grades.all(g, g > 1) && g > 2", 24, "`g` is not known here"},
  });
}

TEST(ConditionError, TalliesSayWhichWordIsWrong) {
  expect_all_wrong({
      {"count(reviews) > 1", 6, "`reviews` is not a workflow of children here"},
      {"count(review in sent) > 1", 16, "`sent` is not a state of `review`"},
      {"mean(review in submitted, scor) > 1", 26, "`scor` is not a field of `review`"},
      {"mean(review in submitted, comment) > 1", 26,
       "`comment` is text, of which there is no such figure"},
      {"sum(review in submitted, sent_at) > 1", 25,
       "`sent_at` is an instant, of which there is no such figure"},
      {"sum(review, score) > 1", 0,
       "`sum` is written `sum(review in submitted, score)`: children, their state, a field"},
      {"mean(review in submitted) > 1", 0,
       "`mean` is written `mean(review in submitted, score)`: children, their state, a field"},
      {"count(review in submitted, score) > 1", 25, "`)` is missing here"},
      {"count() > 1", 6, "a name is missing before `)`"},
  });
}

TEST(ConditionError, TypesThatClash) {
  expect_all_wrong({
      {"title == 3", 6, "text and a whole number cannot be compared"},
      {"sent_at < starts_on", 8, "an instant and a date cannot be compared"},
      {"sent_at > '2026-03-02T16:00:00Z'", 8, "an instant and text cannot be compared"},
      {"chair > true", 6, "yes or no has no order; only `==` and `!=` apply to it"},
      {"status < 'open'", 7, "a choice has no order; only `==` and `!=` apply to it"},
      {"tags < tags", 5, "a list of text has no order; only `==` and `!=` apply to it"},
      {"1 < yes < 3", 8, "yes or no and a whole number cannot be compared"},
      {"title == status", 6, "text and a choice cannot be compared"},
      {"yes + title", 4, "`+` does not apply to a whole number and text"},
      {"title - title", 6, "`-` does not apply to text and text"},
      {"score % 2", 6, "`%` does not apply to a decimal number and a whole number"},
      {"sent_at + sent_at", 8, "`+` does not apply to an instant and an instant"},
      {"wait * 2", 5, "`*` does not apply to a duration and a whole number"},
      {"-title", 0, "`-` does not apply to text"},
      {"yes && chair", 0, "a yes or no is needed here, and this is a whole number"},
      {"chair || title", 9, "a yes or no is needed here, and this is text"},
      {"!yes", 1, "a yes or no is needed here, and this is a whole number"},
      {"yes ? 1 : 2", 0, "a yes or no is needed here, and this is a whole number"},
      {"chair ? 1 : 'x'", 6, "both sides of `:` need one type; here a whole number and text"},
      {"'x' in title", 4, "`in` needs a list on its right, and this is text"},
      {"3 in tags", 2, "a whole number cannot be in a list of text"},
      {"yes in ['a']", 4, "a whole number cannot be in a list of text"},
      {"[1, 'a'] == [1]", 4, "a list holds one type; this is text after a whole number"},
      {"size(yes) > 1", 5, "`size` needs text or a list, and this is a whole number"},
      {"title.contains(3)", 15, "`contains` needs text, and this is a whole number"},
      {"yes.startsWith('3')", 0, "`startsWith` needs text, and this is a whole number"},
      {"title.all(c, true)", 6, "`all` needs a list, and this is text"},
      {"[].all(c, true)", 3, "`all` needs a list, and this is an empty list"},
      {"grades.all(g, g)", 14, "a yes or no is needed here, and this is a whole number"},
      {"int(title) > 1", 4, "`int` needs a number, and this is text"},
      {"decimal(title) > 1", 8, "`decimal` needs a number, and this is text"},
      {"string(tags) == ''", 7, "`string` does not apply to a list of text"},
      {"max(yes, title) > 1", 9, "`max` does not apply to a whole number and text"},
  });
}

TEST(ConditionError, ChoicesAreListed) {
  expect_all_wrong({
      {"status == 'opne'", 10,
       "`opne` is not one of the choices `open`, `closed`; did you mean `open`?"},
      {"'shut' != status", 0, "`shut` is not one of the choices `open`, `closed`"},
      {"status in ['open', 'close']", 19,
       "`close` is not one of the choices `open`, `closed`; did you mean `closed`?"},
      {"status == (chair ? 'open' : 'x')", 28, "`x` is not one of the choices `open`, `closed`"},
      {"'blue' in lamps", 0, "`blue` is not one of the choices `red`, `green`"},
  });
}

TEST(ConditionError, WhatCanBeAbsentNeedsAGuard) {
  const char* const message = "`maybe` can be absent; guard it, as in `has(maybe) && ...`";
  expect_all_wrong({
      {"maybe > 3", 0, message},
      {"maybe > 3 && has(maybe)", 0, message},
      {"has(perhaps) && maybe > 3", 16, message},
      {"has(maybe) || maybe > 3", 14, message},
      {"!has(maybe) && maybe > 3", 15, message},
      {"has(maybe) ? 0 : maybe", 17, message},
      {"(has(maybe) || chair) && maybe > 3", 25, message},
      {"has(maybe) && chair || maybe > 3", 23, message},
      {"max(maybe, perhaps) > 3", 0,
       "`max(maybe, perhaps)` is absent when all in it are; guard one with `has`"},
      {"cover.name == ''", 0,
       "`cover.name` can be absent; guard it, as in `has(cover.name) && ...`"},
      {"mean(review in submitted, score) > 3", 0,
       "`mean(review in submitted, score)` can be absent; guard it, as in "
       "`has(mean(review in submitted, score)) && ...`"},
      {"note.size() > 3", 0, "`note` can be absent; guard it, as in `has(note) && ...`"},
      {"has(yes + 1)", 4, "`has` takes a name or a figure of children"},
  });
}

TEST(ConditionError, GuardsAreUnderstoodByFlow) {
  for (const char* text : {
           "has(maybe) && maybe > 3",
           "!has(maybe) || maybe > 3",
           "has(maybe) ? maybe > 3 : false",
           "!has(maybe) ? false : maybe > 3",
           "!(has(maybe) && maybe > 3)",
           "!(!has(maybe) || chair) && maybe > 3",
           "has(maybe) && (chair || maybe > 3)",
           "chair && has(maybe) && yes > 1 && maybe > 3",
           "has(maybe) && has(perhaps) && maybe > perhaps",
           "(has(maybe) && chair || has(maybe) && yes > 1) && maybe > 3",
           "has(maybe) && grades.all(g, g > maybe)",
           "has(cover) && cover.name == ''",
           "has(cover.name) && cover == cover",
           "max(maybe, 3) > 3",
           "has(maybe) && max(maybe, perhaps) > 3",
           "no != 0 && yes / no > 1",
           "no == 0 || yes / no > 1",
           "no == 0 ? 0 : yes / no",
           "0 < no && yes / no > 1",
           "no >= 1 && yes % no == 0",
           "no < 0 && yes / no < 0",
           "!(no <= 0) && yes / no > 1",
           "no == 2 && yes / no > 1",
           "no > 0 && score / no > 1.5",
           "size(tags) > 0 && yes / size(tags) > 1",
           "count(review) != 0 && yes / count(review) > 1",
           "yes - no != 0 && 10 / (yes - no) > 1",
           "score > 0.5 && 1 / score < 2.0",
           "yes / 2 > 1 && score / 0.5 > 1 && yes % -2 == 0",
       }) {
    EXPECT_EQ(error_of(text), (ConditionError{0, "it compiled"})) << text;
  }
}

TEST(ConditionError, DivisionNeedsAGuard) {
  const char* const message = "`no` can be 0; guard it, as in `no != 0 && ...`";
  expect_all_wrong({
      {"yes / no > 1", 6, message},
      {"yes % no > 1", 6, message},
      {"score / no > 1", 8, message},
      {"yes / no > 1 && no != 0", 6, message},
      {"no >= 0 && yes / no > 1", 17, message},
      {"no > -1 && yes / no > 1", 17, message},
      {"no != 1 && yes / no > 1", 17, message},
      {"no != 0 || yes / no > 1", 17, message},
      {"yes != 0 && yes / no > 1", 18, message},
      {"no != 0 && yes / (no - 1) > 1", 17,
       "`(no - 1)` can be 0; guard it, as in `(no - 1) != 0 && ...`"},
      {"yes / 0 > 1", 6, "this divides by zero"},
      {"score / 0.0 > 1", 8, "this divides by zero"},
      {"yes % -0 > 1", 6, "this divides by zero"},
  });
}

TEST(ConditionError, WhatIsNotWrittenAsACondition) {
  expect_all_wrong({
      {"", 0, "a value is missing at the end"},
      {"   ", 3, "a value is missing at the end"},
      {"score >=", 8, "a value is missing at the end"},
      {"(yes > 1", 8, "`)` is missing at the end"},
      {"yes > 1)", 7, "`)` is not expected here"},
      {"size(tags", 9, "`,` is missing at the end"},
      {"size(tags,)", 10, "a value is missing before `)`"},
      {"size(,)", 5, "a value is missing before `,`"},
      {"[1, 2", 5, "`,` is missing at the end"},
      {"yes no", 4, "`no` is not expected here"},
      {"chair and chair", 6, "`and` is written `&&` here"},
      {"chair or chair", 6, "`or` is written `||` here"},
      {"not chair", 0, "`not` is written `!` here"},
      {"yes = 3", 4, "`=` is no comparison; did you mean `==`?"},
      {"chair & chair", 6, "`&` is no operator; did you mean `&&`?"},
      {"chair | chair", 6, "`|` is no operator; did you mean `||`?"},
      {"yes > §", 6, "`§` is not understood here"},
      {"yes ; no", 4, "`;` is not understood here"},
      {"chair ? 1", 9, "`:` is missing at the end"},
      {"paper.", 6, "a name is missing at the end"},
      {"paper.3", 6, "a name is missing before `3`"},
      {"&& chair", 0, "a value is missing before `&&`"},
      {"in tags", 0, "a value is missing before `in`"},
      {"title == 'x", 9, "this text is not closed on its line; `'` is missing"},
      {"title == \"x\n\"", 9, "this text is not closed on its line; `\"` is missing"},
      {"title == 'a\\q'", 11, "this escape is not known; a backslash is written `\\\\`"},
      {"title == '\\ud800'", 10, "this escape is not known; a backslash is written `\\\\`"},
      {"title == '\\x00'", 10, "this escape is not known; a backslash is written `\\\\`"},
      {"title == '\\u12'", 10, "this escape is not known; a backslash is written `\\\\`"},
      {"yes > 9223372036854775808", 6, "this number is too large"},
      {"score > 1.1234567", 8,
       "a decimal number has at most 12 digits before the point and 6 after it"},
      {"score > 1000000000000", 8, "this number is too large beside a decimal number"},
      {"yes > 1e3", 6, "`1e3` is neither a number nor a duration such as `48h`"},
      {"wait > 3x", 7, "`3x` is neither a number nor a duration such as `48h`"},
      {"score > .5", 8, "a value is missing before `.`"},
  });
}

TEST(ConditionError, FunctionsSayWhatTheyTake) {
  expect_all_wrong({
      {"size() > 1", 0, "`size` takes one argument"},
      {"size(tags, tags) > 1", 0, "`size` takes one argument"},
      {"tags.size(1) > 1", 5, "`size` takes no arguments"},
      {"title.contains()", 6, "`contains` takes one argument"},
      {"tags.all(t)", 5, "`all` takes two arguments"},
      {"max(yes) > 1", 0, "`max` takes at least two arguments"},
      {"tags.all('t', true)", 9, "a name for the item is needed here, as in `all(item, ...)`"},
      {"tags.all(title, true)", 9, "`title` is already a name here; choose another"},
      {"tags.all(now, true)", 9, "`now` is already a name here; choose another"},
      {"grades.all(g, grades.all(g, true))", 25, "`g` is already a name here; choose another"},
      {"in_state(draft)", 9, "`in_state` takes a quoted text, as in `in_state('submitted')`"},
      {"before('close')", 7, "`before` takes the name of a deadline"},
      {"timestamp(title) > now", 10,
       "`timestamp` takes a quoted text, as in `timestamp(\"2026-03-02T16:00:00Z\")`"},
      {"timestamp('2026-02-31T00:00:00Z') > now", 10, "`2026-02-31T00:00:00Z` is not an instant"},
      {"duration('2 days') < wait", 9, "`2 days` is not a duration"},
      {"date('2026-02-31') < starts_on", 5, "`2026-02-31` is not a date"},
  });
}

TEST(ConditionError, TheExpectedTypeIsChecked) {
  const ConditionError compiled = {0, "it compiled"};
  EXPECT_EQ(error_of(" yes + 1", bool_type()),
            (ConditionError{1, "this gives a whole number, but yes or no is needed"}));
  EXPECT_EQ(error_of("4", decimal_type()), compiled);
  EXPECT_EQ(error_of("yes", decimal_type()), compiled);
  EXPECT_EQ(error_of("4.5", int_type()),
            (ConditionError{0, "this gives a decimal number, but a whole number is needed"}));
  EXPECT_EQ(error_of("'open'", enum_of({"open", "closed"})), compiled);
  EXPECT_EQ(error_of("'opn'", enum_of({"open", "closed"})),
            (ConditionError{
                0, "`opn` is not one of the choices `open`, `closed`; did you mean `open`?"}));
  EXPECT_EQ(error_of("[]", list_of(string_type())), compiled);
  EXPECT_EQ(
      error_of("[1]", list_of(string_type())),
      (ConditionError{0, "this gives a list of whole numbers, but a list of text is needed"}));
  EXPECT_EQ(error_of("maybe", int_type(), Absence::Allowed), compiled);
  EXPECT_EQ(error_of("maybe + 1", int_type(), Absence::Allowed),
            (ConditionError{0, "`maybe` can be absent; guard it, as in `has(maybe) && ...`"}));
}

}  // namespace
}  // namespace accolade
