// The workflow that the README shows is one.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/definition/loader.h"
#include "engine/verify/verify.h"

namespace accolade {
namespace {

std::string yaml_of_readme() {
  std::ostringstream text;
  text << std::ifstream(SOURCE_DIR "/README.md").rdbuf();
  const std::string readme = text.str();
  const std::string fence = "```yaml\n";
  const std::size_t begin = readme.find(fence);
  if (begin == std::string::npos) return {};
  return readme.substr(begin + fence.size(),
                       readme.find("```\n", begin + 3) - begin - fence.size());
}

TEST(Readme, ItsWorkflowLoadsAndIsSound) {
  const Loaded<Workflow> loaded = load_workflow("README.md", yaml_of_readme(), Strictness::Run);

  ASSERT_TRUE(loaded.value);
  EXPECT_EQ(loaded.value->name, "nomination");
  EXPECT_EQ(loaded.diagnostics, std::vector<Diagnostic>{});
  EXPECT_EQ(verify(*loaded.value), std::vector<Diagnostic>{});
}

}  // namespace
}  // namespace accolade
