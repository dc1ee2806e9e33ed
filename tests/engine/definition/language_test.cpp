// workflows/README.md, DOCUMENTS.md, TABLES.md and CALLS.md say all words of the loader and no
// others, and every example of it loads.
#include <algorithm>
#include <regex>

#include <gtest/gtest.h>

#include "engine/condition/syntax.h"
#include "tests/engine/definition/loading.h"
#include "tests/engine/definition/page.h"
#include "tests/engine/definition/vocabulary.h"

namespace accolade {
namespace {

using WordSet = std::set<std::string>;

// Which sections a kind of map is described in.
const std::vector<std::pair<const char*, std::vector<const char*>>> described_in = {
    {"file", {"The file", "States"}},
    {"page", {"Pages"}},
    {"list", {"Lists"}},
    {"promise", {"Promises"}},
    {"matrix", {"Matrices"}},
    {"sum", {"Sums"}},
    {"gap", {"Gaps"}},
    {"years", {"Years"}},
    {"paper", {"Paper"}},
    {"sheet", {"Sheets"}},
    {"role", {"Roles from elsewhere"}},
    {"appointment", {"Appointment"}},
    {"ticket", {"Ticket"}},
    {"certificate", {"Certificate"}},
    {"door", {"Door"}},
    {"feedback", {"Feedback"}},
    {"report", {"Reports"}},
    {"field", {"Fields", "Copies"}},
    {"state", {"States"}},
    {"initial", {"States"}},
    {"sight", {"What a role sees"}},
    {"timer", {"Timers", "Transitions"}},
    {"transition", {"Transitions"}},
    {"listed", {"Transitions"}},
    {"action", {"Actions"}},
    {"send", {"Send"}},
    {"tell", {"Tell"}},
    {"start", {"Start"}}};

WordSet beyond(const WordSet& all, const WordSet& known) {
  WordSet rest;
  std::set_difference(all.begin(), all.end(), known.begin(), known.end(),
                      std::inserter(rest, rest.begin()));
  return rest;
}

WordSet signs_of_conditions() {
  static const std::regex sign("\"([&|=!<>+*/%?:-]{1,2})\"");
  const std::string lexer = text_of_file("engine/condition/lexer.cpp");
  WordSet signs;
  for (std::sregex_iterator match(lexer.begin(), lexer.end(), sign), end; match != end; ++match)
    signs.insert((*match)[1]);
  signs.erase("?");
  signs.erase(":");
  signs.insert("?:");
  return signs;
}

WordSet words_of_conditions() {
  WordSet words = functions();
  words.merge(methods());
  words.merge(signs_of_conditions());
  for (const std::string& name : candidates())
    if (figure_of(name)) words.insert(name);
  words.insert({"in", "now"});
  return words;
}

TEST(Language, EveryExampleOfThePageLoads) {
  int examples = 0;
  for (const PageRow& row : page_rows()) {
    EXPECT_FALSE(row.words.empty() || row.examples.empty()) << "line " << row.line;
    for (const std::string& example : row.examples) {
      EXPECT_EQ(said_of(framed(row.section, example)), "")
          << "line " << row.line << ": " << example;
      ++examples;
    }
  }
  EXPECT_GT(examples, 150);
}

TEST(Language, AnExampleHasTheWordsItIsFor) {
  for (const PageRow& row : page_rows()) {
    std::string all;
    for (const std::string& example : row.examples)
      all += example + "\n";
    for (const std::string& word : row.words)
      EXPECT_TRUE(word == "?:" || all.find(word) != all.npos)
          << "line " << row.line << ": " << word;
  }
}

TEST(Language, ThePageHasEveryWordOfTheLoader) {
  ASSERT_EQ(described_in.size(), vocabularies().size());
  for (const auto& [name, sections] : described_in) {
    WordSet described;
    for (const char* section : sections)
      described.merge(words_on_page(section));
    EXPECT_EQ(beyond(words_of(vocabulary(name)), described), WordSet()) << name;
  }
}

TEST(Language, TheLoaderKnowsEveryWordOfThePage) {
  WordSet sections;
  for (const PageRow& row : page_rows())
    sections.insert(row.section);
  for (const std::string& section : sections) {
    if (section == "Types" || section == "Conditions") continue;
    for (const std::string& word : words_on_page(section)) {
      bool is_known = false;
      for (const auto& [name, in] : described_in)
        is_known = is_known || (std::find(in.begin(), in.end(), section) != in.end() &&
                                is_word(vocabulary(name), word));
      EXPECT_TRUE(is_known) << section << ": " << word;
    }
  }
}

TEST(Language, TypesAndConditionsAreWholeToo) {
  EXPECT_EQ(words_on_page("Types"),
            values_of("workflow: w\nfields: {x: VALUE}\nstates: {b: {}}\n"));
  EXPECT_EQ(words_on_page("Conditions"), words_of_conditions());
}

TEST(Language, TheFileHasTheWordsOfStatesThatThePageLists) {
  const std::string page = text_of_file("workflows/README.md");
  const std::size_t begin = page.find("The file is the outermost state");
  ASSERT_NE(begin, page.npos);
  const std::vector<std::string> listed =
      code_spans(std::string_view(page).substr(begin, page.find("\n\n", begin) - begin));

  EXPECT_EQ(WordSet(listed.begin(), listed.end()),
            beyond(words_of(vocabulary("file")), words_on_page("The file")));
}

}  // namespace
}  // namespace accolade
