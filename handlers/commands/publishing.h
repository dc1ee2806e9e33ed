// Definitions from a folder into the database: checked first, refused whole if anything is wrong.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/ports/packages.h"

namespace accolade {

// The package in a folder, verified, its letters too. Throws CommandRefused with every diagnostic
// if it is not sound.
Package load_sound_package(const std::filesystem::path& folder);

// Publishes each package whose hash is new. Throws CommandRefused with every diagnostic if one of
// them is not sound: nothing is published then.
void publish_folder(Packages& packages, const std::filesystem::path& workflows);

}  // namespace accolade
