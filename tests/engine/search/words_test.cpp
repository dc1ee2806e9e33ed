// Words and terms: what is the same to the search, and what typing can never do.
#include "engine/search/words.h"

#include <gtest/gtest.h>

#include "engine/search/terms.h"

namespace accolade {
namespace {

using Terms = std::vector<SearchTerm>;

TEST(SearchWords, HaveNeitherCaseNorDiacritics) {
  EXPECT_EQ(searchable("Müller, STRASSE und Straße"), "muller strasse und strasse");
  EXPECT_EQ(searchable("Łódź Ærø Đorđe İstanbul ısı"), "lodz aero dorde istanbul isi");
  EXPECT_EQ(searchable("ΣΊΣΥΦΟΣ σίσυφος"), "σισυφοσ σισυφοσ");
  EXPECT_EQ(searchable("ﬁnance ①"), "finance");
}

TEST(SearchWords, ComposedAndDecomposedAreTheSame) {
  EXPECT_EQ(searchable("caf\xC3\xA9"), "cafe");
  EXPECT_EQ(searchable("cafe\xCC\x81"), "cafe");
}

TEST(SearchWords, ArePartedByWhateverIsNoLetterOrDigit) {
  EXPECT_EQ(searchable("l'Institut A.1 (x-ray) _ a@b.org"), "l institut a 1 x ray a b org");
  EXPECT_EQ(searchable("  ...  "), "");
  EXPECT_EQ(searchable("one\xFFtwo"), "one two");
}

TEST(SearchWords, KnowWhereTheyStand) {
  const std::string text = "  Élan vital";
  const std::vector<Word> words = words_of(text);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(text.substr(words[0].begin, words[0].end - words[0].begin), "Élan");
  EXPECT_EQ(text.substr(words[1].begin, words[1].end - words[1].begin), "vital");
}

TEST(SearchWords, AreCutAtTheirLimits) {
  const std::string long_word(200, 'a');
  EXPECT_EQ(searchable(long_word), std::string(word_letters_max, 'a'));
  std::string many;
  for (std::size_t i = 0; i < words_max + 10; ++i)
    many += "w" + std::to_string(i) + " ";
  EXPECT_EQ(words_of(many).size(), words_max);
  std::string again;
  for (int i = 0; i < repeats_max + 2; ++i)
    again += "again ";
  const std::vector<Word> words = words_of(again);
  EXPECT_EQ(words[repeats_max - 1].folded, "again");
  EXPECT_EQ(words[repeats_max].folded, unlisted);
}

TEST(SearchTerms, AreWordsThatBeginSoAndPhrasesInQuotes) {
  EXPECT_EQ(terms_of("Genomes \"New  York\" genomes"),
            (Terms{{{"genomes"}, false}, {{"new", "york"}, true}}));
  EXPECT_EQ(terms_of("\"one\""), (Terms{{{"one"}, true}}));
}

TEST(SearchTerms, NothingThatIsTypedMeansAnythingElse) {
  EXPECT_EQ(terms_of("\"open"), (Terms{{{"open"}, false}}));
  EXPECT_EQ(terms_of("a* NEAR(b, 2) c:d ^e -f"), (Terms{{{"a"}, true},
                                                        {{"near"}, false},
                                                        {{"b"}, true},
                                                        {{"2"}, true},
                                                        {{"c"}, true},
                                                        {{"d"}, true},
                                                        {{"e"}, true},
                                                        {{"f"}, true}}));
  for (const char* nothing : {"", "\"\"", "\"", "***", "' OR 1=1 --\"", ":&|!<->()", "\\"}) {
    for (const SearchTerm& term : terms_of(nothing))
      for (const std::string& word : term.words)
        EXPECT_EQ(word.find_first_of("\"'*:&|!<>()\\ "), std::string::npos) << nothing;
  }
  EXPECT_EQ(terms_of("***"), Terms{});
}

TEST(SearchTerms, StandWhereTheyShould) {
  const std::vector<Word> words = words_of("The old new York newspaper");
  EXPECT_TRUE(stands_in({{"news"}, false}, words));
  EXPECT_TRUE(stands_in({{"new", "york"}, true}, words));
  EXPECT_FALSE(stands_in({{"york", "new"}, true}, words));
  EXPECT_FALSE(stands_in({{"new", "yor"}, true}, words));
  EXPECT_FALSE(stands_in({{"paper"}, false}, words));
}

}  // namespace
}  // namespace accolade
