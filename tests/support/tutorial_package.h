// The package that workflows/TUTORIAL.md builds up, as the page shows it.
#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace accolade {

struct TutorialFile {
  std::string path, text;
};

// `path` alone on a line, then a fenced block; in the order of the page.
inline std::vector<TutorialFile> tutorial_files() {
  static const std::regex file("\n`prize/([^`\n]+)`\n\n```[a-z]+\n([^]*?)```\n");
  std::ifstream stream(SOURCE_DIR "/workflows/TUTORIAL.md", std::ios::binary);
  const std::string page(std::istreambuf_iterator<char>(stream), {});
  std::vector<TutorialFile> files;
  for (std::sregex_iterator match(page.begin(), page.end(), file), end; match != end; ++match)
    files.push_back({(*match)[1], (*match)[2]});
  return files;
}

// The later of two texts of one file counts.
inline std::map<std::string, std::string> tutorial_package() {
  std::map<std::string, std::string> package;
  for (const TutorialFile& file : tutorial_files())
    package[file.path] = file.text;
  return package;
}

}  // namespace accolade
