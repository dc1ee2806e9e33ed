// Reading definitions from disk for the commands.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/definition/loader.h"

namespace accolade {

// The whole file. Throws CommandRefused if it cannot be read.
std::string read_file(const std::filesystem::path& path);

// The package in a folder: *.yaml, calendars/*.yaml and letters/*.md, by their paths in it; others
// are left alone.
std::map<std::string, std::string> read_package_files(const std::filesystem::path& folder);

// The folders under `folder` that hold at least one *.yaml, or `folder` itself if it does. Throws
// CommandRefused if there is none.
std::vector<std::filesystem::path> package_folders(const std::filesystem::path& folder);

// Loads the package, with file names that lead to the files on disk in the diagnostics.
Loaded<Package> load_folder(const std::filesystem::path& folder);

}  // namespace accolade
