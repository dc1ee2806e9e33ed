// The only reader of workflow folders.
#include "handlers/commands/definitions.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "db/zones.h"
#include "handlers/commands/command.h"

namespace accolade {
namespace {

namespace fs = std::filesystem;

bool belongs_to_package(const fs::path& relative) {
  if (relative.extension() == ".yaml")
    return !relative.has_parent_path() || relative.parent_path() == "calendars";
  return relative.extension() == ".md" && relative.parent_path() == "letters";
}

}  // namespace

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || fs::is_directory(path)) {
    throw CommandRefused(path.string() + " cannot be read; check the name");
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::map<std::string, std::string> read_package_files(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path relative = fs::relative(entry.path(), folder);
    if (entry.is_regular_file() && belongs_to_package(relative)) {
      files.emplace(relative.generic_string(), read_file(entry.path()));
    }
  }
  return files;
}

std::vector<fs::path> package_folders(const fs::path& folder) {
  if (!fs::is_directory(folder)) {
    throw CommandRefused(folder.string() + " is no folder; check the name");
  }
  if (!read_package_files(folder).empty()) return {folder};
  std::vector<fs::path> folders;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory() && !read_package_files(entry.path()).empty()) {
      folders.push_back(entry.path());
    }
  }
  if (folders.empty()) throw CommandRefused(folder.string() + " holds no *.yaml; check the name");
  std::sort(folders.begin(), folders.end());
  return folders;
}

Loaded<Package> load_folder(const fs::path& folder) {
  const fs::path clean = folder.lexically_normal();
  const fs::path named = clean.has_filename() ? clean : clean.parent_path();
  Loaded<Package> loaded =
      load_package(fs::absolute(named).filename().string(), read_package_files(named), system_zone);
  for (Diagnostic& diagnostic : loaded.diagnostics) {
    diagnostic.place.file = (named / diagnostic.place.file).string();
  }
  return loaded;
}

}  // namespace accolade
