// The packages that are shipped, as the tests read them from the tree.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace accolade {

inline std::map<std::string, std::string> shipped_files(const std::string& name) {
  const std::filesystem::path folder = std::filesystem::path(SOURCE_DIR) / "workflows" / name;
  std::map<std::string, std::string> files;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::ifstream stream(file.path(), std::ios::binary);
    files[std::filesystem::relative(file.path(), folder).generic_string()] =
        std::string(std::istreambuf_iterator<char>(stream), {});
  }
  return files;
}

}  // namespace accolade
