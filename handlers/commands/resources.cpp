// Looks where the program may have been put.
#include "handlers/commands/resources.h"

#include <array>

#include "handlers/commands/command.h"

namespace accolade {

std::filesystem::path resource_folder(const std::string& name) {
  namespace fs = std::filesystem;
  std::error_code unknown;
  const fs::path program = fs::read_symlink("/proc/self/exe", unknown);
  const std::array<fs::path, 3> candidates{
      fs::current_path() / name,
      program.parent_path().parent_path().parent_path() / name,
      fs::path("/usr/share/accolade") / name,
  };
  for (const fs::path& candidate : candidates) {
    if (fs::is_directory(candidate)) return candidate;
  }
  throw CommandRefused("the folder " + name +
                       " is not found; start accolade from its repository folder");
}

}  // namespace accolade
