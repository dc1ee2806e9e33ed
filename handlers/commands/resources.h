// Where the data files of the program are: in the repository it was built in, or installed.
#pragma once

#include <filesystem>
#include <string>

namespace accolade {

// `name` in the working folder, else two folders above the program (build/release/accolade), else
// in /usr/share/accolade. Throws CommandRefused if it is in none of them.
std::filesystem::path resource_folder(const std::string& name);

}  // namespace accolade
