// A folder for one test, under the system's temporary folder: there from the first line to the
// last.
#pragma once

#include <filesystem>
#include <string_view>

namespace accolade {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();  // removes the folder and everything in it
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  // Writes a file at a path relative to the folder, making the folders on the way, and returns its
  // full path.
  std::filesystem::path write(const std::filesystem::path& relative, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

}  // namespace accolade
