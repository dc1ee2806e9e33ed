// workflows/TUTORIAL.md, step by step: each file loads, the play answers as it says, the package is
// sound.
#include <map>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/play/play.h"
#include "engine/verify/verify.h"
#include "tests/engine/definition/loading.h"
#include "tests/engine/definition/page.h"

namespace accolade {
namespace {

struct TutorialFile {
  std::string path, text;
};

// `path` alone on a line, then a fenced block.
std::vector<TutorialFile> tutorial_files() {
  static const std::regex file("\n`prize/([^`\n]+)`\n\n```[a-z]+\n([^]*?)```\n");
  const std::string page = text_of_file("workflows/TUTORIAL.md");
  std::vector<TutorialFile> files;
  for (std::sregex_iterator match(page.begin(), page.end(), file), end; match != end; ++match)
    files.push_back({(*match)[1], (*match)[2]});
  return files;
}

// The later of two texts of one file counts.
std::map<std::string, std::string> tutorial_package() {
  std::map<std::string, std::string> package;
  for (const TutorialFile& file : tutorial_files())
    package[file.path] = file.text;
  return package;
}

TEST(Tutorial, ItsPackageIsSound) {
  const std::map<std::string, std::string> files = tutorial_package();
  ASSERT_EQ(files.size(), 3u);

  const Loaded<Package> loaded = load_package("prize", files);

  EXPECT_EQ(texts(loaded.diagnostics), "");
  ASSERT_TRUE(loaded.value);
  EXPECT_EQ(texts(verify(*loaded.value)), "");
}

TEST(Tutorial, ThePlayAnswersAsThePageSays) {
  const std::string page = text_of_file("workflows/TUTORIAL.md");
  const std::size_t begin = page.find("```json\n") + 8;
  std::istringstream lines(page.substr(begin, page.find("```", begin) - begin));
  Play play(loaded(tutorial_files().at(0).text));

  int turns = 0;
  for (std::string asked, answered; std::getline(lines, asked) && std::getline(lines, answered);
       ++turns)
    EXPECT_EQ(play.answer(asked), answered);
  EXPECT_EQ(turns, 2);
}

}  // namespace
}  // namespace accolade
