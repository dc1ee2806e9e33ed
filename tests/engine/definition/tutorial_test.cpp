// workflows/TUTORIAL.md, step by step: each file loads, the play answers as it says, the package is
// sound.
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/play/play.h"
#include "engine/verify/verify.h"
#include "tests/engine/definition/loading.h"
#include "tests/engine/definition/page.h"
#include "tests/support/tutorial_package.h"

namespace accolade {
namespace {

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
