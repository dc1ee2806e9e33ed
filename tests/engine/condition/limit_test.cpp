// Limits answer with an error, and soon: no text hangs the loader, no condition hangs a step.
#include <chrono>

#include <gtest/gtest.h>

#include "tests/engine/condition/sample_scope.h"

namespace accolade {
namespace {

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i)
    all += text;
  return all;
}

class ConditionLimit : public testing::Test {
 protected:
  // Generous, because sanitizers are slow; a hang is far beyond it.
  void TearDown() override {
    EXPECT_LT(std::chrono::steady_clock::now() - start_, std::chrono::seconds(5));
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

TEST_F(ConditionLimit, ThreeHundredTermsCompileAndEvaluate) {
  const std::string text = "chair" + repeated(" || yes > 3", 240);
  EXPECT_EQ(error_of(text), (ConditionError{0, "it compiled"}));
  EXPECT_EQ(value_of(text, {{"chair", false}, {"yes", 4}}), Value(true));
}

TEST_F(ConditionLimit, TenThousandTermsAreRefused) {
  EXPECT_EQ(error_of("chair" + repeated("||chair", 10'000)),
            (ConditionError{10'000, "this is longer than 10000 bytes; make it shorter"}));
  EXPECT_EQ(error_of("1" + repeated("<1", 4'999)).message, "this is nested deeper than 64 levels");
  EXPECT_EQ(error_of("[1" + repeated(",1", 4'900) + "]"),
            (ConditionError{2001, "this has more than 1000 parts; make it shorter"}));
}

TEST_F(ConditionLimit, AHugeTextIsRefused) {
  EXPECT_EQ(error_of(std::string(50'000'000, '(')),
            (ConditionError{10'000, "this is longer than 10000 bytes; make it shorter"}));
  EXPECT_EQ(error_of(std::string(10'000, 'x')).message,
            "`" + std::string(80, 'x') + "...` is not known here");
}

TEST_F(ConditionLimit, DeepNestingIsRefused) {
  const std::string message = "this is nested deeper than 64 levels";
  EXPECT_EQ(error_of(repeated("(", 60) + "chair" + repeated(")", 60)).message, "it compiled");
  EXPECT_EQ(error_of(repeated("(", 5'000) + "1"), (ConditionError{64, message}));
  EXPECT_EQ(error_of(repeated("!", 9'999) + "1"), (ConditionError{63, message}));
  EXPECT_EQ(error_of(repeated("-", 9'999) + "1").message, message);
  EXPECT_EQ(error_of(repeated("[", 9'999)).message, message);
  EXPECT_EQ(error_of("paper" + repeated(".x", 4'000)).message, message);
  EXPECT_EQ(error_of("tags" + repeated(".filter(t,true)", 600)).message, message);
  EXPECT_EQ(error_of(repeated("chair?1:", 1'200) + "1").message, message);
  EXPECT_EQ(error_of(repeated("size(", 1'900)).message, message);
  EXPECT_EQ(error_of("1" + repeated("+1", 100)).message, message);
}

TEST_F(ConditionLimit, ManyGuardsAreLearnedSoon) {
  std::string text = "has(maybe)";
  for (int i = 0; i < 130; ++i)
    text += " && has(note) && yes - " + std::to_string(i) + " != 0";
  EXPECT_EQ(error_of(text + " && maybe > 1"), (ConditionError{0, "it compiled"}));
}

TEST_F(ConditionLimit, ATooLongListRefuses) {
  const char* const sentence =
      "A list has more than 1000 items, which is too many for a condition.";
  const Readable most = {{"grades", List(1'000, 5)}, {"yes", 6}};
  const Readable more = {{"grades", List(1'001, 5)}, {"yes", 6}};
  for (const char* text : {"grades.all(g, g == 5)", "!(yes in grades)",
                           "grades.filter(g, g > 5) == []", "!grades.exists(g, g > 5)"}) {
    EXPECT_EQ(value_of(text, most), Value(true)) << text;
    EXPECT_EQ(value_of(text, more), Value(sentence)) << text;
  }
  EXPECT_EQ(value_of("size(grades)", more), Value(1'001));
}

TEST_F(ConditionLimit, NestedWalksEndInARefusal) {
  const Readable most = {{"grades", List(1'000, 5)}};
  EXPECT_EQ(value_of("grades.all(a, grades.all(b, grades.all(c, a + b + c > 0)))", most),
            Value("This walks over too many items."));
  EXPECT_EQ(value_of("grades.map(a, grades.map(b, grades))", most),
            Value("This walks over too many items."));
}

TEST_F(ConditionLimit, ATextThatDoublesEndsInARefusal) {
  std::string text = "['0123456789']";
  for (int i = 0; i < 30; ++i)
    text +=
        ".map(a" + std::to_string(i) + ", a" + std::to_string(i) + " + a" + std::to_string(i) + ")";
  EXPECT_EQ(value_of(text + ".size()"), Value("A text became too long to work with."));
}

TEST_F(ConditionLimit, AListThatDoublesEndsInARefusal) {
  std::string text = "[[1]]";
  for (int i = 0; i < 30; ++i)
    text +=
        ".map(a" + std::to_string(i) + ", a" + std::to_string(i) + " + a" + std::to_string(i) + ")";
  EXPECT_EQ(value_of(text + ".size()"),
            Value("A list has more than 1000 items, which is too many for a condition."));
}

}  // namespace
}  // namespace accolade
